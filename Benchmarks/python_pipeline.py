#!/usr/bin/env python3
"""Scores a folder of JPEGs as a practised Python user would, to time beside `lentigo predict`.

    python3 -m venv .rival && .rival/bin/pip install numpy opencv-python-headless pillow onnxruntime
    .rival/bin/python python_pipeline.py --onnx M.onnx --images DIR --processes 2 --output CSV

One process a core, each with one thread: the decoder reads at half size straight from the
coefficients, the picture is resized to 224x224, normalised through a table a channel, and scored by
ONNX Runtime. The defaults are the fastest variant that was measured; `--decoder pillow`,
`--resize area` (which, as Lentigo's resize, skips no pixel) and `--batch` give the others.

The last line is JSON: seconds from the start of the process to the written CSV, the number of images,
and the steady milliseconds a core and image that the workers saw after their start.
"""
import argparse
import json
import math
import multiprocessing
import os
import time


def process_start():
    """Wall-clock time at which this process was started, imports not yet done."""
    with open("/proc/self/stat") as file:
        ticks = int(file.read().rsplit(")", 1)[1].split()[19])
    with open("/proc/uptime") as file:
        uptime = float(file.read().split()[0])
    return time.time() - uptime + ticks / os.sysconf("SC_CLK_TCK")


SIDE = 224
MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)


def tables(np):
    levels = np.arange(256, dtype=np.float32)
    return [(levels / 255 - mean) / deviation for mean, deviation in zip(MEAN, DEVIATION)]


def opencv_loader(resize):
    """Returns a function that fills a 3x224x224 array from a file."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    interpolation = {"linear": cv2.INTER_LINEAR, "area": cv2.INTER_AREA}[resize]
    flags = cv2.IMREAD_REDUCED_COLOR_2
    lookup = tables(np)

    def load(path, target):
        picture = cv2.resize(cv2.imread(path, flags), (SIDE, SIDE), interpolation=interpolation)
        blue, green, red = cv2.split(picture)
        for channel, plane in enumerate((red, green, blue)):
            cv2.LUT(plane, lookup[channel], target[channel])

    return load


def pillow_loader(resize):
    """As above; Pillow chooses the scale of the decoder itself."""
    import numpy as np
    from PIL import Image

    filters = {"linear": Image.BILINEAR, "area": Image.BOX}
    lookup = tables(np)

    def load(path, target):
        picture = Image.open(path)
        picture.draft("RGB", (2 * SIDE, 2 * SIDE))
        pixels = np.asarray(picture.convert("RGB").resize((SIDE, SIDE), filters[resize]))
        for channel in range(3):
            np.take(lookup[channel], pixels[..., channel], out=target[channel])

    return load


def work(options, paths, counter, sender):
    """Scores files until none are left; sends (index, score) pairs and the time they took."""
    import numpy as np
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    settings.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        options.onnx, settings, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    load = {"opencv": opencv_loader, "pillow": pillow_loader}[options.decoder](options.resize)
    batch = np.empty((options.batch, 3, SIDE, SIDE), np.float32)
    scores = []
    start = time.perf_counter()
    while True:
        with counter.get_lock():
            first = counter.value
            counter.value += options.batch
        chosen = range(first, min(first + options.batch, len(paths)))
        if not chosen:
            break
        for row, index in enumerate(chosen):
            load(paths[index], batch[row])
        logits = session.run(None, {name: batch[:len(chosen)]})[0]
        scores += [(index, 1 / (1 + math.exp(-float(logit))))
                   for index, logit in zip(chosen, logits[:, 0])]
    sender.send((scores, time.perf_counter() - start))


def main():
    began = process_start()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--onnx", required=True)
    parser.add_argument("--images", required=True)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--output", required=True)
    parser.add_argument("--decoder", choices=["opencv", "pillow"], default="opencv")
    parser.add_argument("--resize", choices=["linear", "area"], default="linear")
    parser.add_argument("--batch", type=int, default=4)
    options = parser.parse_args()
    paths = sorted(
        entry.path for entry in os.scandir(options.images)
        if entry.name.lower().endswith((".jpg", ".jpeg")))

    # The way to start a process that costs least; nothing heavy is imported yet.
    context = multiprocessing.get_context("fork")
    counter = context.Value("q", 0)
    workers = []
    for _ in range(options.processes):
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=work, args=(options, paths, counter, sender))
        worker.start()
        sender.close()
        workers.append((worker, receiver))
    scores = [None] * len(paths)
    steady = 0
    for worker, receiver in workers:
        found, seconds = receiver.recv()
        steady += seconds
        for index, score in found:
            scores[index] = score
        worker.join()
    with open(options.output, "w") as file:
        file.write("image_name,score\n")
        file.writelines(
            f"{os.path.basename(path)},{score}\n" for path, score in zip(paths, scores))
    print(json.dumps({
        "seconds": round(time.time() - began, 3), "images": len(paths),
        "milliseconds_per_core_and_image": round(1000 * steady / max(1, len(paths)), 3)}))


if __name__ == "__main__":
    main()
