"""Features and class probabilities of pictures in memory, by whichever of PyTorch's ways is the fastest here.

`plain` is the network in channels_last under inference_mode; `frozen` is its trace with batch norm folded and relus fused into oneDNN's
convolutions (torch.jit.optimize_for_inference). torch.compile has a column of its own, with the same folding (Inductor's freezing).
"""
import time
import warnings
from types import SimpleNamespace

import torch
from op_profile import profile_steps
from prepared import Normaliser, precision, start_network
from safetensors_file import read_safetensors

FACES_COMPARED = 4


class Extraction:
    def __init__(self, job: SimpleNamespace):
        self.job = job
        self.network, _ = start_network(job)
        self.network.eval()
        self.normalise = Normaliser(job.network, job.device)
        self.pixels = read_safetensors(job.batches)["pixels"]
        self.next = 0
        if job.compile:
            from torch._inductor import config

            config.freezing = True
            self.network, self.mode = torch.compile(self.network), "torch.compile"
        else:
            self.network, self.mode = self.fastest()

    def fastest(self):
        candidates = {"plain": self.network}
        if self.job.device == "cpu":
            candidates["frozen"] = self.frozen()
        seconds = {}
        for name, self.network in candidates.items():
            for _ in range(2):  # the first of a trace compiles it
                self.score()
            seconds[name] = min(self.timed() for _ in range(2))
        mode = min(seconds, key=seconds.get)
        return candidates[mode], mode

    def frozen(self):
        with warnings.catch_warnings(), torch.inference_mode(False), torch.no_grad(), precision(self.job):
            warnings.simplefilter("ignore", DeprecationWarning)
            traced = torch.jit.trace(self.network, self.normalise(self.pixels[0]), check_trace=False)
            return torch.jit.optimize_for_inference(torch.jit.freeze(traced))

    def timed(self) -> float:
        begun = time.perf_counter()
        self.score()
        return time.perf_counter() - begun

    def score(self):
        batch = self.next % len(self.pixels)
        self.next += 1
        with torch.inference_mode(), precision(self.job):
            features, logits = self.network(self.normalise(self.pixels[batch]))
            return features.float().cpu().numpy(), logits.float().softmax(dim=1).cpu().numpy()

    def turn(self, steps: int, isChecked: bool = False, isProfiled: bool = False) -> dict:
        if isChecked:
            self.next = 0
        if isProfiled:
            return {"seconds": [profile_steps(self.score, steps)], "images": steps * self.job.batchSize, "proof": []}
        proof, begun = [], time.perf_counter()
        for _ in range(steps):
            features, probabilities = self.score()
        seconds = time.perf_counter() - begun
        if isChecked:
            proof = [*features[:FACES_COMPARED].ravel().tolist(), *probabilities[:FACES_COMPARED].ravel().tolist()]
        return {"seconds": [seconds], "images": steps * self.job.batchSize, "proof": proof}
