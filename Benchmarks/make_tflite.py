#!/usr/bin/env python3
"""Makes a LiteRT (TensorFlow Lite) file of a network that Lentigo wrote.

    lentigo benchmark --architecture resnet50 --write-network resnet50.network
    python make_tflite.py resnet50.network resnet50.tflite

The graph is the one that converting the Keras model gives: channels last, batch norm folded, ReLU
inside the operators; padding that is not TensorFlow's 'same' is an operator of its own, which
XNNPACK fuses again. The input is an image of 224 x 224 x 3 numbers, and may be
resized to several.
"""
import sys

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

from network_file import Network

ACTIVATION = schema.ActivationFunctionType
OPERATOR = schema.BuiltinOperator
OPTIONS = schema.BuiltinOptions


class Graph:
    """The graph as it grows; tensors are named by their index."""

    def __init__(self, network):
        self.network = network
        self.tensors, self.operators, self.codes = [], [], []
        self.buffers = [schema.BufferT()]  # by convention the first is empty

    def tensor(self, shape, array=None):
        tensor = schema.TensorT()
        tensor.name = f"t{len(self.tensors)}"
        tensor.shape = list(shape)
        tensor.type = schema.TensorType.FLOAT32
        tensor.buffer = 0
        if array is not None:
            if array.dtype == np.int32:
                tensor.type = schema.TensorType.INT32
            tensor.buffer = len(self.buffers)
            buffer = schema.BufferT()
            buffer.data = np.frombuffer(np.ascontiguousarray(array).tobytes(), np.uint8)
            self.buffers.append(buffer)
        self.tensors.append(tensor)
        return len(self.tensors) - 1

    def constant(self, array, kind=np.float32):
        array = np.ascontiguousarray(array, kind)
        return self.tensor(array.shape, array)

    def operator(self, kind, inputs, shape, options=None, version=1):
        if (kind, version) not in self.codes:
            self.codes.append((kind, version))
        operator = schema.OperatorT()
        operator.opcodeIndex = self.codes.index((kind, version))
        operator.inputs = inputs
        operator.outputs = [self.tensor(shape)]
        if options is not None:
            operator.builtinOptions = options
            name = type(options).__name__.removesuffix("T")
            operator.builtinOptionsType = getattr(OPTIONS, name)
        self.operators.append(operator)
        return operator.outputs[0]

    def binary(self, kind, a, b, shape, activation=ACTIVATION.NONE):
        options = schema.AddOptionsT() if kind == OPERATOR.ADD else schema.MulOptionsT()
        options.fusedActivationFunction = activation
        return self.operator(kind, [a, b], shape, options)

    def activation(self, name, x, shape):
        """What no operator takes along."""
        if name in ("none", "relu"):
            return x
        if name == "hardSwish":
            return self.operator(OPERATOR.HARD_SWISH, [x], shape, schema.HardSwishOptionsT())
        if name == "hardSigmoid":
            three, sixth = self.constant(np.full(1, 3)), self.constant(np.full(1, 1 / 6))
            above = self.binary(OPERATOR.ADD, x, three, shape, ACTIVATION.RELU6)
            return self.binary(OPERATOR.MUL, above, sixth, shape)
        if name in ("sigmoid", "silu"):
            factor = self.operator(OPERATOR.LOGISTIC, [x], shape)
            return factor if name == "sigmoid" else self.binary(OPERATOR.MUL, x, factor, shape)
        raise ValueError(f"the activation {name} is not known here")

    @staticmethod
    def fused(name):
        return ACTIVATION.RELU if name == "relu" else ACTIVATION.NONE

    def padded(self, x, layer):
        """The input of a window, and the padding the operator has to name."""
        top, left, bottom, right = layer["padding"]
        window, stride = layer["window"], layer["stride"]
        rows, columns, channels = layer["input_shape"]

        def same(size):
            excess = max((-(-size // stride) - 1) * stride + window - size, 0)
            return excess // 2, excess - excess // 2

        if ((top, bottom), (left, right)) == (same(rows), same(columns)):
            return x, schema.Padding.SAME
        if (top, left, bottom, right) == (0, 0, 0, 0):
            return x, schema.Padding.VALID
        sides = self.constant([[0, 0], [top, bottom], [left, right], [0, 0]], np.int32)
        shape = [1, rows + top + bottom, columns + left + right, channels]
        return self.operator(OPERATOR.PAD, [x, sides], shape, schema.PadOptionsT()), (
            schema.Padding.VALID)

    def convolution(self, x, kernel, bias, activation, shape, stride=1,
                    padding=schema.Padding.VALID):
        """`kernel` is rows, columns, inputs, outputs; without inputs it is depthwise."""
        is_depthwise = kernel.ndim == 3
        options = schema.DepthwiseConv2DOptionsT() if is_depthwise else schema.Conv2DOptionsT()
        options.padding = padding
        options.strideH = options.strideW = stride
        options.dilationHFactor = options.dilationWFactor = 1
        options.fusedActivationFunction = self.fused(activation)
        if is_depthwise:
            options.depthMultiplier = 1
        kind = OPERATOR.DEPTHWISE_CONV_2D if is_depthwise else OPERATOR.CONV_2D
        weights = kernel[None] if is_depthwise else kernel.transpose(3, 0, 1, 2)
        out = self.operator(
            kind, [x, self.constant(weights), self.constant(bias)], shape, options)
        return self.activation(activation, out, shape)

    def layer(self, index, x, outputs):
        layer = self.network.layers[index]
        kind, activation = layer["operation"], layer["activation"]
        shape = [1, *layer["output_shape"]]
        if kind in ("convolution", "depthwise"):
            x, padding = self.padded(x, layer)
            return self.convolution(
                x, *self.network.weights(index), activation, shape, layer["stride"], padding)
        if kind == "squeeze-excite":
            reduce = self.network.weights(index, ".reduce")
            expand = self.network.weights(index, ".expand")
            options = schema.ReducerOptionsT()
            options.keepDims = True
            vector, middle = [1, 1, 1, shape[3]], [1, 1, 1, len(reduce[1])]
            mean = self.operator(
                OPERATOR.MEAN, [x, self.constant([1, 2], np.int32)], vector, options)
            squeezed = self.convolution(mean, *reduce, layer["inner_activation"], middle)
            factors = self.convolution(squeezed, *expand, layer["gate"], vector)
            return self.binary(OPERATOR.MUL, x, factors, shape)
        if kind == "add":
            out = self.binary(
                OPERATOR.ADD, x, outputs[layer["other"]], shape, self.fused(activation))
            return self.activation(activation, out, shape)
        if kind == "max-pooling":
            # Zeros around the image are no largest values, because ReLU comes ahead.
            x, padding = self.padded(x, layer)
            options = schema.Pool2DOptionsT()
            options.padding = padding
            options.strideH = options.strideW = layer["stride"]
            options.filterHeight = options.filterWidth = layer["window"]
            return self.operator(OPERATOR.MAX_POOL_2D, [x], shape, options)
        if kind == "flatten":
            # One row an image, however many there are.
            options = schema.ReshapeOptionsT()
            options.newShape = [-1, shape[3]]
            return self.operator(
                OPERATOR.RESHAPE, [x, self.constant(options.newShape, np.int32)], [1, shape[3]],
                options)
        if kind == "dense":
            kernel, bias = self.network.weights(index)
            options = schema.FullyConnectedOptionsT()
            options.fusedActivationFunction = self.fused(activation)
            shape = [1, kernel.shape[1]]
            out = self.operator(
                OPERATOR.FULLY_CONNECTED, [x, self.constant(kernel.T), self.constant(bias)], shape,
                options)
            return self.activation(activation, out, shape)
        raise ValueError(f"the operation {kind} is not known here")


def make(network, path):
    """Writes `network` to `path`."""
    graph = Graph(network)
    outputs = {-1: graph.tensor([1, *network.image.shape])}
    for index, layer in enumerate(network.layers):
        outputs[index] = graph.layer(index, outputs[layer["input"]], outputs)
    subgraph = schema.SubGraphT()
    subgraph.tensors, subgraph.operators = graph.tensors, graph.operators
    subgraph.inputs, subgraph.outputs = [outputs[-1]], [outputs[len(network.layers) - 1]]
    model = schema.ModelT()
    model.version = 3
    model.description = network.architecture
    model.subgraphs, model.buffers = [subgraph], graph.buffers
    for kind, version in graph.codes:
        code = schema.OperatorCodeT()
        code.builtinCode, code.version = kind, version
        code.deprecatedBuiltinCode = min(kind, 127)
        model.operatorCodes = (model.operatorCodes or []) + [code]
    builder = flatbuffers.Builder(1 << 20)
    builder.Finish(model.Pack(builder), b"TFL3")
    with open(path, "wb") as file:
        file.write(builder.Output())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_tflite.py NETWORK FILE.tflite")
    make(Network(sys.argv[1]), sys.argv[2])
