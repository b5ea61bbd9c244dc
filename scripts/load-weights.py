"""Loads weights.safetensors of a run (runs/RUN/weights.safetensors) into PyTorch, strictly, and says what it loaded.

    python scripts/load-weights.py WEIGHTS [--json]

Needs torch alone. In your own program, three lines do it, where `safetensors` is installed:

    model = Resnet(class_count=7)  # of bench/peers/reference_networks.py; torchvision's resnet34 has the same names
    model.load_state_dict(safetensors.torch.load_file("weights.safetensors"), strict=True)
    model.eval()
"""

import argparse
import json
import sys
from pathlib import Path

import torch

sys.path.append(str(Path(__file__).parents[1] / "bench" / "peers"))
from reference_networks import HEADS, NETWORKS  # noqa: E402
from safetensors_file import read_safetensors  # noqa: E402

def main() -> None:
    parser = argparse.ArgumentParser(description="Loads weights of a run into PyTorch.")
    parser.add_argument("weights", help="runs/RUN/weights.safetensors of a project")
    parser.add_argument("--arguments", type=json.loads, default={}, help="of a module that is not of the published size, as JSON")
    parser.add_argument("--json", action="store_true", help="the means of all tensors as one object")
    options = parser.parse_args()
    tensors, metadata = read_safetensors(options.weights)
    name = metadata["network"]
    head_bias = tensors[f"{HEADS[name]}.bias"]
    model = NETWORKS[name](len(head_bias), **options.arguments)
    model.load_state_dict(tensors, strict=True)
    means = {key: value.double().mean().item() for key, value in model.state_dict().items()}
    if options.json:
        print(json.dumps(means))
        return
    for key, value in model.state_dict().items():
        print(f"{key:40} {str(list(value.shape)):20} mean {means[key]: .6f}")
    count = sum(parameter.numel() for parameter in model.parameters())
    print(f"{name}, {len(head_bias)} classes: {count:,} parameters loaded, every tensor in its place")


if __name__ == "__main__":
    main()
