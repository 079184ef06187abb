#!/usr/bin/env python3
"""Prints the logit that ONNX Runtime gives for the image of a golden file: PretrainedParityTests.swift
compares the engine with it.

    python3 -m venv .venv && .venv/bin/pip install onnxruntime==1.32.0 numpy
    .venv/bin/python Tools/print_onnx_logit.py network.onnx golden.safetensors
"""
import json, struct, sys

import numpy as np
import onnxruntime


def tensor(path, name):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        entry = json.loads(file.read(length))[name]
        body = file.read()
    start, end = entry["data_offsets"]
    return np.frombuffer(body[start:end], "<f4").reshape(entry["shape"])


network, golden = sys.argv[1:3]
session = onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
(logit,) = session.run(None, {session.get_inputs()[0].name: tensor(golden, "input_nchw")})
print(f"{logit.ravel()[0]:.8f}")
