"""What every kind of work begins with: the network on its device, dropout that can repeat our masks, precision, normalisation."""
from contextlib import nullcontext
from types import SimpleNamespace

import torch
from reference_networks import NETWORKS, network_of
from safetensors_file import read_safetensors
from torch import nn
from torch.nn import functional


class Dropout:
    """PyTorch's own, or for a turn that is checked the masks that our side draws: `masks` by layer."""

    def __init__(self):
        self.masks: dict[str, torch.Tensor] | None = None

    def __call__(self, x: torch.Tensor, layer: str) -> torch.Tensor:
        return functional.dropout(x, 0.5) if self.masks is None else x * self.masks[layer]


def start_network(job: SimpleNamespace) -> tuple[nn.Module, Dropout]:
    network = network_of(job.network, read_safetensors(job.weights)).to(job.device, memory_format=torch.channels_last)
    network.drop = Dropout()
    return network, network.drop


def precision(job: SimpleNamespace):
    if job.precision == "float32":
        return nullcontext()
    return torch.autocast("cuda" if job.device == "cuda" else "cpu", dtype=torch.bfloat16)


class Normaliser:
    """(pixel / unit - mean) / deviation in one product and one difference."""

    def __init__(self, network: str, device: str):
        kind = NETWORKS[network]
        deviation = torch.tensor(kind.deviation, dtype=torch.float32)
        self.factor = (1 / (deviation * kind.unit)).view(1, -1, 1, 1).to(device)
        self.shift = (torch.tensor(kind.mean, dtype=torch.float32) / deviation).view(1, -1, 1, 1).to(device)
        self.device = device

    def __call__(self, pixels: torch.Tensor) -> torch.Tensor:
        """[N, H, W, C] uint8 to [N, C, H, W] float32 in channels_last, which needs no copy."""
        return pixels.to(self.device).permute(0, 3, 1, 2).float().mul_(self.factor).sub_(self.shift)
