"""Reads what `lentigo benchmark --write-network` writes: a network's layers, its tensors with batch
norm folded, an image, and the logit that Lentigo gives for it."""
import json
import struct

import numpy as np


def tensors(path):
    """The tensors of a safetensors file of 32-bit floats, by name, and its metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        body = file.read()
    metadata = header.pop("__metadata__", {})
    return {
        name: np.frombuffer(body[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for name, entry in header.items()}, metadata


class Network:
    """`layers` are as NetworkExport.swift describes them; tensors have its names and orders."""

    def __init__(self, path):
        self.tensors, metadata = tensors(path)
        description = json.loads(metadata["network"])
        self.architecture = description["architecture"]
        self.layers = description["layers"]
        self.image = self.tensors.pop("image")
        self.logit = float(self.tensors.pop("logit")[0])

    def weights(self, layer, part=""):
        """Kernel and bias of layer number `layer`."""
        return self.tensors[f"{layer}{part}.kernel"], self.tensors[f"{layer}{part}.bias"]
