"""The compact network in PyTorch, with the parameter names of core/networks/compact.ts, and a reader for its weight files."""
import json
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional

WIDTHS = (32, 64, 128, 128, 256, 256)
POOL_AFTER = (1, 2, 4)


class Compact(nn.Module):
    def __init__(self, class_count: int):
        super().__init__()
        inputs = 1
        for number, outputs in enumerate(WIDTHS, start=1):
            setattr(self, f"conv{number}", nn.Conv2d(inputs, outputs, 3, padding=1, bias=False))
            setattr(self, f"bn{number}", nn.BatchNorm2d(outputs))
            inputs = outputs
        self.fc = nn.Linear(inputs, class_count)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """[N, 1, 48, 48] to features [N, 256] and logits [N, K]."""
        for number in range(1, len(WIDTHS) + 1):
            x = functional.relu(getattr(self, f"bn{number}")(getattr(self, f"conv{number}")(x)))
            if number in POOL_AFTER:
                x = functional.max_pool2d(x, 2)
        features = x.mean(dim=(2, 3))
        return features, self.fc(features)


def read_safetensors(path: str) -> dict[str, torch.Tensor]:
    dtypes = {"F32": numpy.float32, "I64": numpy.int64, "U8": numpy.uint8}
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(data[begin:end], dtypes[entry["dtype"]]).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors


def load_compact(path: str) -> Compact:
    state = read_safetensors(path)
    network = Compact(state["fc.bias"].shape[0])
    network.load_state_dict(state)
    return network
