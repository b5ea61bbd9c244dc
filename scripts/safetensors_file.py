"""Reads safetensors with torch alone, for the scripts here that load files of the workbench."""

import json
import struct

import torch

TYPES = {"F32": torch.float32, "I64": torch.int64, "U8": torch.uint8}


def read_safetensors(path: str) -> tuple[dict[str, torch.Tensor], dict[str, str]]:
    """Eight bytes of header length, a JSON header of names, the values: all there is to the format."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        values = bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(values, dtype=TYPES[entry["dtype"]], offset=begin, count=(end - begin) // TYPES[entry["dtype"]].itemsize)
        tensors[name] = flat.reshape(entry["shape"])
    return tensors, metadata
