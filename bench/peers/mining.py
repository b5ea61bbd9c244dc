"""Mining as one would write it in PyTorch: DataLoader with PIL in two workers, a forward pass, cosines to centroids, margins.

python3 bench/peers/mining.py WEIGHTS CENTROIDS LIST BATCH
LIST holds a path a line. For every line on stdin it mines the whole list once and answers with one line of JSON:
seconds, how many images have each pseudo-label, and the sum of the margins. The workers live on between two turns.
"""
import json
import sys
import time

import torch
from PIL import Image
from reference_networks import network_of
from safetensors_file import read_safetensors
from torch.utils.data import DataLoader, Dataset


class Faces(Dataset):
    def __init__(self, paths: list[str]):
        self.paths = paths

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> torch.Tensor:
        with Image.open(self.paths[index]) as picture:
            face = picture.convert("L").resize((48, 48), Image.BILINEAR)
        pixels = torch.frombuffer(bytearray(face.tobytes()), dtype=torch.uint8)
        return pixels.view(1, 48, 48).float().div_(255).sub_(0.5).div_(0.25)


def mine(network: torch.nn.Module, centroids: torch.Tensor, loader: DataLoader) -> dict:
    begun = time.perf_counter()
    labels, margins = [], []
    with torch.inference_mode():
        for faces in loader:
            features, logits = network(faces.to(memory_format=torch.channels_last))
            logits.softmax(dim=1)
            cosines = torch.nn.functional.normalize(features, dim=1) @ centroids.T
            best = cosines.topk(2, dim=1)
            labels.append(best.indices[:, 0])
            margins.append(best.values[:, 0] - best.values[:, 1])
    counts = torch.cat(labels).bincount(minlength=centroids.shape[0]).tolist()
    return {"seconds": time.perf_counter() - begun, "counts": counts, "margins": torch.cat(margins).sum().item()}


def main() -> None:
    weights, centroid_file, list_file, batch = sys.argv[1:]
    with open(list_file, encoding="utf-8") as file:
        paths = file.read().splitlines()
    network = network_of("compact", read_safetensors(weights)).eval().to(memory_format=torch.channels_last)
    centroids = torch.nn.functional.normalize(read_safetensors(centroid_file)["centroids"], dim=1)
    loader = DataLoader(Faces(paths), batch_size=int(batch), num_workers=2, persistent_workers=True)
    for _ in sys.stdin:
        print(json.dumps(mine(network, centroids, loader)), flush=True)


main()
