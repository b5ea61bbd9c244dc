"""Two epochs from a folder of JPEG files: DataLoader with PIL, a worker a thread, which decodes in both epochs, as is usual.

The files, their labels, the order and the flips are our side's, so that the losses can be compared.
"""
import multiprocessing
import time
from types import SimpleNamespace

import torch
from PIL import Image
from prepared import Normaliser, start_network
from resident_memory import own_bytes_of, peak_bytes
from safetensors_file import read_safetensors
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset


class Faces(Dataset):
    """Asked with (position, whether it is mirrored)."""

    def __init__(self, paths: list[str], labels: list[int], size: int, channels: int):
        self.paths, self.labels = paths, labels
        self.size, self.channels = size, channels

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, asked: tuple[int, int]) -> tuple[torch.Tensor, int]:
        position, is_mirrored = asked
        with Image.open(self.paths[position]) as picture:
            face = picture.convert("L" if self.channels == 1 else "RGB").resize((self.size, self.size), Image.BILINEAR)
        if is_mirrored:
            face = face.transpose(Image.FLIP_LEFT_RIGHT)
        pixels = torch.frombuffer(bytearray(face.tobytes()), dtype=torch.uint8)
        return pixels.view(self.size, self.size, self.channels), self.labels[position]


class Batches:
    """A batch sampler that goes through the given order: epoch after epoch, batch after batch."""

    def __init__(self, order: list[list[int]], flips: list[list[int]], batch_size: int):
        self.epochs = [list(zip(*epoch)) for epoch in zip(order, flips)]
        self.batch_size = batch_size
        self.next = 0

    def __len__(self) -> int:
        return len(self.epochs[0]) // self.batch_size

    def __iter__(self):
        epoch = self.epochs[self.next % len(self.epochs)]
        self.next += 1
        for first in range(0, len(epoch), self.batch_size):
            yield epoch[first : first + self.batch_size]


class Epoch:
    mode = "eager"

    def __init__(self, job: SimpleNamespace):
        self.job = job
        self.normalise = Normaliser(job.network, job.device)
        stored = read_safetensors(job.batches)
        self.order, self.flips = stored["order"].tolist(), stored["flips"].tolist()

    def turn(self, **_) -> dict:
        begun = time.perf_counter()
        job = self.job
        faces = Faces(job.paths, job.labels, job.inputSize, 1 if job.network == "compact" else 3)
        batches = Batches(self.order, self.flips, job.batchSize)
        loader = DataLoader(faces, batch_sampler=batches, num_workers=job.threads, persistent_workers=True)
        network, _ = start_network(job)
        network.train()
        optimiser = torch.optim.SGD(
            network.parameters(), lr=job.learningRate, momentum=job.momentum, weight_decay=job.weightDecay, fused=True
        )
        seconds, losses = [], []
        for _ in self.order:
            losses.append(self.learn(network, optimiser, loader))
            seconds.append(time.perf_counter() - begun)
            begun = time.perf_counter()
        workers = own_bytes_of([child.pid for child in multiprocessing.active_children()])
        peak = peak_bytes()
        return {
            "seconds": seconds,
            "images": len(job.paths),
            "proof": losses,
            "peakBytes": None if peak is None else peak + workers,
        }

    def learn(self, network: torch.nn.Module, optimiser: torch.optim.Optimizer, loader: DataLoader) -> float:
        total = 0.0
        for pixels, labels in loader:
            _, logits = network(self.normalise(pixels))
            loss = functional.cross_entropy(logits, labels.to(self.job.device))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item()
        return total / len(loader)
