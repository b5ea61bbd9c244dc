"""Faces by facenet-pytorch: python3 bench/peers/mtcnn.py THREADS [PICTURES]

PICTURES is a safetensors file of [N, H, W, 3] uint8, without which equally likely boxes have one order everywhere. For every line on
stdin, {"row": one of its tensors, "batch": pictures at once} or {"files": [paths]}, each file by itself, it answers with one line of JSON: seconds (the wall's), processorSeconds (all threads'),
and faces, by picture the numbers of each face, the largest first: left, top, right, bottom, then x and y of five points.
"""
import json
import sys
import time

import numpy
import torch
from PIL import Image
from reference_mtcnn import detect, open_mtcnn, order_equals_stably
from safetensors_file import read_safetensors


def numbers_of(found: dict) -> list[list[float]]:
    faces = zip(found["boxes"], found["points"], strict=True)
    return [[*box, *(number for point in points for number in point)] for box, points in faces]


def opened(path: str) -> numpy.ndarray:
    with Image.open(path) as picture:
        return numpy.array(picture.convert("RGB"))[None]


def main() -> None:
    threads, *file = sys.argv[1:]
    torch.set_num_threads(int(threads))
    mtcnn = open_mtcnn()
    if not file:  # values are compared, not times
        order_equals_stably()
    rows = {name: pictures.numpy() for name, pictures in (read_safetensors(file[0]) if file else {}).items()}
    for line in sys.stdin:
        request = json.loads(line)
        if "files" in request:
            batches = [opened(path) for path in request["files"]]
        else:
            pictures, size = rows[request["row"]], request["batch"]
            batches = [pictures[first : first + size] for first in range(0, len(pictures), size)]
        begun, processor_begun = time.perf_counter(), time.process_time()
        found = [picture for batch in batches for picture in detect(mtcnn, batch)]
        seconds, processor_seconds = time.perf_counter() - begun, time.process_time() - processor_begun
        answer = {"seconds": seconds, "processorSeconds": processor_seconds, "faces": [numbers_of(one) for one in found]}
        print(json.dumps(answer), flush=True)


main()
