"""What PyTorch makes of one network for bench/parity.ts.

python3 bench/peers/parity.py NETWORK START INPUTS LEARNING_RATE MOMENTUM WEIGHT_DECAY FOLDER

START is the whole state, loaded strictly; INPUTS holds pixels [1, N, H, W, C], labels [1, N] and masks of dropout. FOLDER receives
frozen.safetensors (features and logits of the start), and for each update NUMBER.safetensors, its loss and the state after it. Of
the first update also momentum.safetensors: that of each trainable tensor as float32.NAME, and as float64.NAME computed in float64.
"""
import sys
from pathlib import Path
from types import SimpleNamespace

import torch
from prepared import Normaliser, start_network
from safetensors_file import read_safetensors, write_safetensors
from torch.nn import functional

UPDATES = 2


def main() -> None:
    name, start, inputs, learning_rate, momentum, weight_decay, folder = sys.argv[1:]
    job = SimpleNamespace(network=name, weights=start, device="cpu")
    settings = {"lr": float(learning_rate), "momentum": float(momentum), "weight_decay": float(weight_decay)}
    stored = read_safetensors(inputs)
    images = Normaliser(name, "cpu")(stored["pixels"][0])
    network, _ = start_network(job)
    with torch.inference_mode():
        features, logits = network.eval()(images)
    write_safetensors(Path(folder) / "frozen.safetensors", {"features": features, "logits": logits})
    _, exact = next(updates(job, settings, images.double(), stored, torch.float64))
    for index, (state, momentum) in enumerate(updates(job, settings, images, stored, torch.float32)):
        write_safetensors(Path(folder) / f"{index + 1}.safetensors", state)
        if index > 0:
            continue
        both = {"float32": momentum, "float64": exact}
        named = {f"{precision}.{key}": tensor for precision, tensors in both.items() for key, tensor in tensors.items()}
        write_safetensors(Path(folder) / "momentum.safetensors", named)


def updates(job: SimpleNamespace, settings: dict, images: torch.Tensor, stored: dict, dtype: torch.dtype):
    """Yields after each update its loss with the state, and the momentum, all as float32."""
    network, drop = start_network(job)
    network.to(dtype).train()
    optimiser = torch.optim.SGD(network.parameters(), **settings)
    for update in range(UPDATES):
        prefix = f"mask.{update}."
        drop.masks = {key[len(prefix):]: mask.to(dtype) for key, mask in stored.items() if key.startswith(prefix)}
        _, logits = network(images)
        loss = functional.cross_entropy(logits, stored["labels"][0])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        state = {key: tensor.float() for key, tensor in network.state_dict().items() if not key.endswith("num_batches_tracked")}
        momentum = {key: optimiser.state[tensor]["momentum_buffer"].float() for key, tensor in network.named_parameters()}
        yield {"loss": loss.detach().float().reshape(1), **state}, momentum


main()
