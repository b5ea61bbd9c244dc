"""What PyTorch makes of one network for bench/parity.ts.

python3 bench/peers/parity.py NETWORK START INPUTS LEARNING_RATE MOMENTUM WEIGHT_DECAY FOLDER

START is the whole state, loaded strictly; INPUTS holds pixels [1, N, H, W, C], labels [1, N] and masks of dropout. FOLDER receives
frozen.safetensors (features and logits of the start), and for each update its number with the state after it and its loss.
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
    network, drop = start_network(SimpleNamespace(network=name, weights=start, device="cpu"))
    stored = read_safetensors(inputs)
    images, labels = Normaliser(name, "cpu")(stored["pixels"][0]), stored["labels"][0]
    with torch.inference_mode():
        features, logits = network.eval()(images)
    write_safetensors(Path(folder) / "frozen.safetensors", {"features": features, "logits": logits})
    optimiser = torch.optim.SGD(
        network.parameters(), lr=float(learning_rate), momentum=float(momentum), weight_decay=float(weight_decay)
    )
    network.train()
    for update in range(UPDATES):
        prefix = f"mask.{update}."
        drop.masks = {key[len(prefix):]: mask for key, mask in stored.items() if key.startswith(prefix)}
        _, logits = network(images)
        loss = functional.cross_entropy(logits, labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        state = {key: tensor for key, tensor in network.state_dict().items() if not key.endswith("num_batches_tracked")}
        write_safetensors(Path(folder) / f"{update + 1}.safetensors", {"loss": loss.detach().reshape(1), **state})


main()
