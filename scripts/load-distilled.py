"""Loads distilled images (distillations/DISTILLATION/distilled.safetensors of a project) into PyTorch, says what they are, and applies them
to a network: S times R updates of plain SGD.

    python scripts/load-distilled.py DISTILLED [--weights WEIGHTS] [--json]

Needs torch alone. In your own program, three lines open them, where `safetensors` is installed:

    distilled = safetensors.torch.load_file("distilled.safetensors")
    images, labels, step_sizes = distilled["images"], distilled["labels"], distilled["step_sizes"]
    pictures = images * distilled["std"][:, None, None] + distilled["mean"][:, None, None]  # of 0 to 1, not clipped
"""

import argparse
import json
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

sys.path.append(str(Path(__file__).parents[1] / "bench" / "peers"))
from reference_networks import HEADS, NETWORKS  # noqa: E402
from safetensors_file import read_safetensors  # noqa: E402


def apply(model: nn.Module, images: torch.Tensor, labels: torch.Tensor, step_sizes: torch.Tensor) -> None:
    """Labels are class numbers [S N], or probabilities [S N, K]. The running statistics of batch norm stay as they are."""
    model.eval()
    parameters = list(model.parameters())
    steps = step_sizes.shape[1]
    for sizes in step_sizes:  # repeats
        for size, x, y in zip(sizes, images.chunk(steps), labels.chunk(steps)):
            _, logits = model(x)
            gradients = torch.autograd.grad(functional.cross_entropy(logits, y), parameters)
            with torch.no_grad():
                for parameter, gradient in zip(parameters, gradients):
                    parameter -= size * gradient


def main() -> None:
    parser = argparse.ArgumentParser(description="Loads distilled images into PyTorch, and applies them to a network.")
    parser.add_argument("distilled", help="distilled.safetensors, or a checkpoint or baseline of a distillation")
    parser.add_argument("--weights", help="weights.safetensors of the run that they were made for")
    parser.add_argument("--json", action="store_true", help="numbers as one object")
    options = parser.parse_args()

    distilled, metadata = read_safetensors(options.distilled)
    images, labels, step_sizes = distilled["images"], distilled["labels"], distilled["step_sizes"]
    pictures = images * distilled["std"][:, None, None] + distilled["mean"][:, None, None]

    found = {
        "images": list(images.shape),
        "labels": labels.tolist(),
        "stepSizes": step_sizes.tolist(),
        "pictureMean": pictures.double().mean(dim=(0, 2, 3)).tolist(),
    }
    if options.weights:
        weights, about = read_safetensors(options.weights)
        name = about["network"]
        model = NETWORKS[name](len(weights[f"{HEADS[name]}.bias"]))
        model.load_state_dict(weights, strict=True)
        targets = distilled.get("soft_labels", labels)
        with torch.no_grad():
            found["lossBefore"] = functional.cross_entropy(model.eval()(images)[1], targets).item()
        apply(model, images, targets, step_sizes)
        with torch.no_grad():
            found["lossAfter"] = functional.cross_entropy(model(images)[1], targets).item()
    if options.json:
        print(json.dumps(found))
        return
    classes = json.loads(metadata["classes"])
    count, channels, height, width = images.shape
    print(f"{count} images of {width} x {height} pixels in {channels} channels: {', '.join(classes[label] for label in labels.tolist())}")
    print(f"{metadata['gradient_steps']} gradient steps, {metadata['repeats']} repeats; step sizes {step_sizes.flatten().tolist()}")
    print(f"pixels of 0 to 1 would lie between {pictures.min():.3f} and {pictures.max():.3f}")
    if options.weights:
        print(f"their own loss: {found['lossBefore']:.4f} before they are applied, {found['lossAfter']:.4f} after")


if __name__ == "__main__":
    main()
