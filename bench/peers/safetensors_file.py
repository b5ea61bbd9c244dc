"""Reads and writes the files that core/networks/weights/safetensors.ts reads and writes."""
import json
import struct
from pathlib import Path

import numpy
import torch

NUMPY = {"F32": numpy.float32, "I64": numpy.int64, "U8": numpy.uint8}
STORED = {torch.float32: "F32", torch.int64: "I64", torch.uint8: "U8"}


def read_safetensors(path: str | Path) -> dict[str, torch.Tensor]:
    tensors = {}
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        header.pop("__metadata__", None)
        for name, entry in header.items():
            dtype = NUMPY[entry["dtype"]]
            begin, end = entry["data_offsets"]
            file.seek(8 + length + begin)
            values = numpy.fromfile(file, dtype, (end - begin) // numpy.dtype(dtype).itemsize)
            tensors[name] = torch.from_numpy(values.reshape(entry["shape"]))
    return tensors


def write_safetensors(path: str | Path, tensors: dict[str, torch.Tensor], metadata: dict[str, str] | None = None) -> None:
    header: dict = {"__metadata__": metadata} if metadata else {}
    chunks, position = [], 0
    for name, tensor in sorted(tensors.items()):
        values = numpy.ascontiguousarray(tensor.detach().cpu().numpy())
        header[name] = {
            "dtype": STORED[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [position, position + values.nbytes],
        }
        chunks.append(values)
        position += values.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for values in chunks:
            file.write(values.data if values.ndim else values.tobytes())
