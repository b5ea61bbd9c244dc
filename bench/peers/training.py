"""Training steps as one would write them in PyTorch: channels_last, SGD with momentum and weight decay.

python3 bench/peers/training.py WEIGHTS BATCHES STEPS LEARNING_RATE MOMENTUM WEIGHT_DECAY THREADS
BATCHES holds pixels [B, N, 48, 48] uint8 and labels [B, N]. For every line on stdin it makes STEPS more steps, going round the
batches, and answers with one line of JSON: seconds, and the loss of each step. --profile instead prints where the time goes.
"""
import json
import sys
import time

import torch
from compact import load_compact, read_safetensors


class Trainer:
    def __init__(self, weights: str, batches: str, learning_rate: float, momentum: float, weight_decay: float):
        self.network = load_compact(weights).train().to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.SGD(
            self.network.parameters(), lr=learning_rate, momentum=momentum, weight_decay=weight_decay
        )
        stored = read_safetensors(batches)
        self.pixels, self.labels = stored["pixels"], stored["labels"]
        self.next = 0

    def step(self) -> float:
        batch = self.next % len(self.pixels)
        self.next += 1
        faces = self.pixels[batch].unsqueeze(1).float().div_(255).sub_(0.5).div_(0.25)
        _, logits = self.network(faces.to(memory_format=torch.channels_last))
        loss = torch.nn.functional.cross_entropy(logits, self.labels[batch])
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        return loss.item()


def profile(trainer: Trainer, steps: int) -> None:
    trainer.step()
    with torch.profiler.profile() as profiler:
        for _ in range(steps):
            trainer.step()
    print(profiler.key_averages().table(sort_by="self_cpu_time_total", row_limit=20, max_name_column_width=45))


def main() -> None:
    weights, batches, steps, learning_rate, momentum, weight_decay, threads = sys.argv[1:8]
    torch.set_num_threads(int(threads))
    trainer = Trainer(weights, batches, float(learning_rate), float(momentum), float(weight_decay))
    if "--profile" in sys.argv:
        profile(trainer, int(steps))
        return
    for _ in sys.stdin:
        begun = time.perf_counter()
        losses = [trainer.step() for _ in range(int(steps))]
        print(json.dumps({"seconds": time.perf_counter() - begun, "losses": losses}), flush=True)


main()
