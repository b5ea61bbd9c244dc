"""Outer iterations of Algorithm 1 as Wang et al.'s recursion does them in PyTorch: each update's graph made with create_graph=True, then
one vector-Jacobian product an update on the way back. One image a class, one gradient step, batch norm frozen, dropout off."""
import time
from types import SimpleNamespace

import torch
from op_profile import profile_steps
from prepared import Normaliser, start_network
from safetensors_file import read_safetensors
from torch.func import functional_call
from torch.nn import functional


class Distillation:
    mode = "eager"

    def __init__(self, job: SimpleNamespace):
        self.job = job
        self.network, _ = start_network(job)
        self.network.eval()
        self.network.drop = lambda x, layer: x
        self.theta0 = {name: weight.detach() for name, weight in self.network.named_parameters()}
        self.normalise = Normaliser(job.network, job.device)
        self.stored = read_safetensors(job.batches)
        distilled = self.stored["distilled"].to(job.device).permute(0, 3, 1, 2)  # channels_last
        self.images = distilled.detach().requires_grad_()
        self.raw_steps = torch.full((job.learntSteps,), 0.001, device=job.device).expm1().log().requires_grad_()
        self.labels = torch.arange(job.classCount, device=job.device)
        self.optimiser = torch.optim.Adam([self.images, self.raw_steps], lr=0.01, betas=(0.5, 0.999))
        self.next = 0

    def loss(self, weights: dict[str, torch.Tensor], images: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        _, logits = functional_call(self.network, weights, (images,))
        return functional.cross_entropy(logits, labels)

    def iteration(self) -> float:
        batch = self.next % len(self.stored["pixels"])
        self.next += 1
        images = self.normalise(self.stored["pixels"][batch])
        labels = self.stored["labels"][batch].to(self.job.device)
        sizes = functional.softplus(self.raw_steps)
        etas = sizes.detach()

        weights = {name: weight.requires_grad_() for name, weight in self.theta0.items()}
        steps = []
        for eta in etas:
            loss = self.loss(weights, self.images, self.labels)
            slopes = torch.autograd.grad(loss, list(weights.values()), create_graph=True)
            steps.append((weights, slopes))
            with torch.no_grad():
                weights = {
                    name: (weight - eta * slope).requires_grad_()
                    for (name, weight), slope in zip(weights.items(), slopes, strict=True)
                }
        loss = self.loss(weights, images, labels)
        v = torch.autograd.grad(loss, list(weights.values()))
        del weights

        by_images = torch.zeros_like(self.images)
        by_sizes = torch.zeros_like(etas)
        for t in reversed(range(len(etas))):
            weights, slopes = steps.pop()
            with torch.no_grad():
                by_sizes[t] = -sum((one * slope).sum() for one, slope in zip(v, slopes, strict=True))
            wanted = [self.images] + (list(weights.values()) if t > 0 else [])
            back = torch.autograd.grad(slopes, wanted, grad_outputs=[one * -etas[t] for one in v])
            by_images += back[0]
            if t > 0:
                v = [one + further for one, further in zip(v, back[1:], strict=True)]
            del weights, slopes, back

        self.images.grad = by_images
        self.raw_steps.grad = torch.autograd.grad(sizes, self.raw_steps, by_sizes)[0]
        self.optimiser.step()
        return loss.item()

    def turn(self, steps: int, isChecked: bool = False, isProfiled: bool = False) -> dict:
        images = steps * self.job.batchSize
        if isProfiled:
            return {"seconds": [profile_steps(self.iteration, steps)], "images": images, "proof": []}
        begun = time.perf_counter()
        losses = [self.iteration() for _ in range(steps)]
        return {"seconds": [time.perf_counter() - begun], "images": images, "proof": losses}
