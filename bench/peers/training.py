"""Training steps as one would write them in PyTorch: channels_last, fused SGD with momentum and weight decay."""
import time
from types import SimpleNamespace

import torch
from op_profile import profile_steps
from prepared import Normaliser, precision, start_network
from safetensors_file import read_safetensors
from torch.nn import functional


class Training:
    mode = "eager"

    def __init__(self, job: SimpleNamespace):
        self.job = job
        network, self.drop = start_network(job)
        network.train()
        self.optimiser = torch.optim.SGD(
            network.parameters(), lr=job.learningRate, momentum=job.momentum, weight_decay=job.weightDecay, fused=True
        )
        self.network = network
        if job.compile:
            self.network, self.mode = torch.compile(network), "torch.compile"
        self.normalise = Normaliser(job.network, job.device)
        self.stored = read_safetensors(job.batches)
        self.next = 0

    def step(self) -> float:
        batch = self.next % len(self.stored["pixels"])
        self.next += 1
        images = self.normalise(self.stored["pixels"][batch])
        labels = self.stored["labels"][batch].to(self.job.device)
        with precision(self.job):
            _, logits = self.network(images)
            loss = functional.cross_entropy(logits, labels)
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        return loss.item()

    def turn(self, steps: int, isChecked: bool = False, isProfiled: bool = False) -> dict:
        if isProfiled:
            return {"seconds": [profile_steps(self.step, steps)], "images": steps * self.job.batchSize, "proof": []}
        losses, begun = [], time.perf_counter()
        for _ in range(steps):
            if isChecked:
                self.drop.masks = self.masks(self.next)
            losses.append(self.step())
        seconds = time.perf_counter() - begun
        self.drop.masks = None
        return {"seconds": [seconds], "images": steps * self.job.batchSize, "proof": losses}

    def masks(self, update: int) -> dict[str, torch.Tensor]:
        prefix = f"mask.{update}."
        return {key[len(prefix):]: mask.to(self.job.device) for key, mask in self.stored.items() if key.startswith(prefix)}
