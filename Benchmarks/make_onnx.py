#!/usr/bin/env python3
"""Makes an ONNX file of a network that Lentigo wrote, for the engines that read ONNX.

    lentigo benchmark --architecture resnet50 --write-network resnet50.network
    python make_onnx.py resnet50.network resnet50.onnx

The graph is the one an exporter would give: channels first, batch norm folded, the input `image` of
n x 3 x 224 x 224 numbers, the output `logit` of n x 1. The head's first kernel is put in the order
channel, row, column, so that no engine has to turn its activations round.
"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from network_file import Network

OPSET = 17


class Graph:
    """The graph as it grows; every function returns the name of its output."""

    def __init__(self, network):
        self.network = network
        self.nodes, self.constants = [], []

    def node(self, kind, inputs, **attributes):
        output = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, array):
        name = f"c{len(self.constants)}"
        self.constants.append(
            numpy_helper.from_array(np.ascontiguousarray(array, np.float32), name))
        return name

    def activation(self, name, x):
        if name == "none":
            return x
        if name == "relu":
            return self.node("Relu", [x])
        if name == "hardSwish":
            return self.node("HardSwish", [x])
        if name == "hardSigmoid":
            return self.node("HardSigmoid", [x], alpha=1 / 6, beta=0.5)
        if name == "sigmoid":
            return self.node("Sigmoid", [x])
        if name == "silu":
            return self.node("Mul", [x, self.node("Sigmoid", [x])])
        raise ValueError(f"the activation {name} is not known here")

    def convolution(self, x, kernel, bias, activation, stride=1, padding=(0, 0, 0, 0), groups=1):
        """`kernel` is rows, columns, inputs, outputs."""
        weights = self.constant(kernel.transpose(3, 2, 0, 1))
        out = self.node(
            "Conv", [x, weights, self.constant(bias)], kernel_shape=kernel.shape[:2],
            strides=[stride, stride], pads=padding, group=groups)
        return self.activation(activation, out)

    def layer(self, index, x, outputs):
        layer = self.network.layers[index]
        kind, activation = layer["operation"], layer["activation"]
        if kind == "convolution":
            kernel, bias = self.network.weights(index)
            return self.convolution(x, kernel, bias, activation, layer["stride"], layer["padding"])
        if kind == "depthwise":
            kernel, bias = self.network.weights(index)
            return self.convolution(
                x, kernel[:, :, None, :], bias, activation, layer["stride"], layer["padding"],
                groups=kernel.shape[2])
        if kind == "squeeze-excite":
            mean = self.node("GlobalAveragePool", [x])
            reduce = self.network.weights(index, ".reduce")
            expand = self.network.weights(index, ".expand")
            squeezed = self.convolution(mean, *reduce, layer["inner_activation"])
            return self.node("Mul", [x, self.convolution(squeezed, *expand, layer["gate"])])
        if kind == "add":
            return self.activation(activation, self.node("Add", [x, outputs[layer["other"]]]))
        if kind == "max-pooling":
            return self.node(
                "MaxPool", [x], kernel_shape=[layer["window"]] * 2,
                strides=[layer["stride"]] * 2, pads=layer["padding"])
        if kind == "flatten":
            return self.node("Flatten", [x], axis=1)
        if kind == "dense":
            kernel, bias = self.network.weights(index)
            previous = self.network.layers[layer["input"]]
            if previous["operation"] == "flatten":
                kernel = kernel.reshape(*previous["input_shape"], -1).transpose(2, 0, 1, 3)
                kernel = kernel.reshape(len(kernel) * kernel.shape[1] * kernel.shape[2], -1)
            out = self.node("Gemm", [x, self.constant(kernel), self.constant(bias)])
            return self.activation(activation, out)
        raise ValueError(f"the operation {kind} is not known here")


def make(network, path):
    """Writes `network` to `path`."""
    graph = Graph(network)
    outputs = {-1: "image"}
    for index, layer in enumerate(network.layers):
        outputs[index] = graph.layer(index, outputs[layer["input"]], outputs)
    graph.nodes[-1].output[0] = "logit"
    rows, columns, channels = network.image.shape
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, network.architecture,
            [helper.make_tensor_value_info(
                "image", TensorProto.FLOAT, ["n", channels, rows, columns])],
            [helper.make_tensor_value_info("logit", TensorProto.FLOAT, ["n", 1])],
            graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_onnx.py NETWORK FILE.onnx")
    make(Network(sys.argv[1]), sys.argv[2])
