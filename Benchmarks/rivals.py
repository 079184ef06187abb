"""The engines that Lentigo is timed beside, each ready to run one network.

A rival that is not installed, or that this machine lacks the instructions for, is left out with a
word; one that computes something else than Lentigo stops the benchmark.
"""
import os
import sys

import numpy as np

import make_onnx

TOLERANCE = 1e-3


class Rival:
    """`run()` computes the logits of `batch` images once; `logit()` that of the first image."""

    def __init__(self, name, precision, run, logit):
        self.name, self.precision, self.run, self.logit = name, precision, run, logit

    @property
    def label(self):
        return self.name if self.precision == "fp32" else f"{self.name} {self.precision}"


def onnx_runtime(path, images, threads):
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    feed = {session.get_inputs()[0].name: images}
    yield Rival(
        "ONNX Runtime", "fp32", lambda: session.run(None, feed),
        lambda: session.run(None, feed)[0].ravel()[0])


def openvino(path, images, threads):
    import openvino

    core = openvino.Core()
    precisions = [("fp32", "f32")]
    if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        precisions.append(("bf16", "bf16"))
    for name, hint in precisions:
        model = core.read_model(path)
        model.reshape(list(images.shape))
        request = core.compile_model(model, "CPU", {
            "INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": 1,
            "INFERENCE_PRECISION_HINT": hint}).create_infer_request()
        request.set_input_tensor(openvino.Tensor(images))

        def logit(request=request):
            request.infer()
            return request.get_output_tensor().data.ravel()[0]

        yield Rival("OpenVINO", name, request.infer, logit)


def litert(path, images, threads):
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=path, num_threads=threads)
    images = np.ascontiguousarray(images.transpose(0, 2, 3, 1))
    entry = interpreter.get_input_details()[0]["index"]
    interpreter.resize_tensor_input(entry, images.shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(entry, images)
    output = interpreter.get_output_details()[0]["index"]

    def logit():
        interpreter.invoke()
        return interpreter.get_tensor(output).ravel()[0]

    yield Rival("LiteRT", "fp32", interpreter.invoke, logit)


def make_files(network, folder):
    """The files of `network` for the rivals: ONNX, and LiteRT's where it is installed."""
    stem = os.path.join(folder, network.architecture)
    make_onnx.make(network, f"{stem}.onnx")
    try:
        import make_tflite
    except ImportError:
        return {"onnx": f"{stem}.onnx"}
    make_tflite.make(network, f"{stem}.tflite")
    return {"onnx": f"{stem}.onnx", "tflite": f"{stem}.tflite"}


def load(network, files, threads, batch, say):
    """Every rival that can run `network`, after a look at the logit of each.

    Raises `ValueError` where one does not compute what Lentigo computes: a time would say nothing.
    """
    images = np.ascontiguousarray(
        np.repeat(network.image[None].transpose(0, 3, 1, 2), batch, axis=0))
    found = []
    for name, engine, file in (
            ("ONNX Runtime", onnx_runtime, files["onnx"]),
            ("OpenVINO", openvino, files["onnx"]),
            ("LiteRT", litert, files.get("tflite"))):
        try:
            if file is None:
                raise ImportError("its packages (requirements.txt) are not installed")
            rivals = list(engine(file, images, threads))
        except Exception as error:
            # Each engine has errors of its own; one that does not start costs the others nothing.
            say(f"{name} is left out: {error}")
            continue
        for rival in rivals:
            check(network, rival)
        found += rivals
    return found


def check(network, rival):
    """Full precision has to agree; a lower one cannot, but it runs the file that did."""
    logit = float(rival.logit())
    difference = abs(logit - network.logit) / max(abs(network.logit), 1e-6)
    if rival.precision == "fp32" and not difference <= TOLERANCE:
        raise ValueError(
            f"{rival.label} gives {network.architecture} the logit {logit:.6f}, Lentigo "
            f"{network.logit:.6f}: not the same network, so their times cannot be compared")


if __name__ == "__main__":
    # For a look at one network: the logit of each rival beside Lentigo's.
    import tempfile

    from network_file import Network

    network = Network(sys.argv[1])
    print(f"{'Lentigo':20s} {network.logit:12.6f}")
    with tempfile.TemporaryDirectory() as folder:
        for rival in load(network, make_files(network, folder), 1, 1, print):
            print(f"{rival.label:20s} {float(rival.logit()):12.6f}")
