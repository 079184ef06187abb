"""Files to scores: `lentigo predict` beside a Python pipeline that does the same with OpenCV and ONNX
Runtime, round by round on the same JPEGs and the same trained network."""
import csv
import json
import os
import statistics
import sys
import time

import make_onnx
import networks
from network_file import Network
from processes import last_line, run

HERE = os.path.dirname(os.path.abspath(__file__))
BACKBONE = os.path.join(HERE, "..", "Models", "mobilenet-v3-small.synthetic.safetensors")
PIPELINE = os.path.join(HERE, "python_pipeline.py")
SIZE = (1024, 768)
DRAWN = 16


def make_model(command, folder, say):
    """A model as a user has one; how good it is does not matter here."""
    say("training a small model", passing=True)
    data, model = os.path.join(folder, "lesions"), os.path.join(folder, "model.safetensors")
    run([command, "dataset", "synthesize", "--count", "120", "--seed", "1", "--output", data])
    run([command, "train", "--data", data, "--epochs", "1", "--backbone-weights", BACKBONE,
         "--output", model])
    return model


def jpegs(folder):
    """The paths of a folder's JPEGs, in the order of their names."""
    return [
        entry.path for entry in sorted(os.scandir(folder), key=lambda e: e.name)
        if entry.name.lower().endswith((".jpg", ".jpeg"))]


def make_images(options, folder, say):
    """A folder with `options.count` JPEGs: those given or drawn, repeated under other names."""
    sources = jpegs(options.images) if options.images else draw(options.lentigo, folder, say)
    target = os.path.join(folder, "files")
    os.mkdir(target)
    for index in range(options.count):
        os.symlink(
            os.path.abspath(sources[index % len(sources)]),
            os.path.join(target, f"{index:07d}.jpg"))
    return target


def draw(command, folder, say):
    """Synthetic lesions, cut to the size of ISIC 2020's pictures."""
    from PIL import Image

    say(f"drawing {DRAWN} pictures of {SIZE[0]}x{SIZE[1]}", passing=True)
    drawn = os.path.join(folder, "drawn")
    run([command, "dataset", "synthesize", "--count", str(DRAWN), "--size", str(SIZE[0]),
         "--seed", "2", "--output", drawn])
    paths = []
    for name in sorted(os.listdir(os.path.join(drawn, "images"))):
        paths.append(os.path.join(drawn, name))
        with Image.open(os.path.join(drawn, "images", name)) as image:
            top = (SIZE[0] - SIZE[1]) // 2
            image.crop((0, top, SIZE[0], top + SIZE[1])).save(paths[-1], quality=95)
    return paths


def measure(options, model, files, folder, say):
    """Seconds for all files, of each side; None for Python where its pipeline cannot run."""
    cores = min(2, os.cpu_count())
    ours_csv, their_csv = os.path.join(folder, "ours.csv"), os.path.join(folder, "theirs.csv")
    ours_words = [options.lentigo, "predict", "--model", model, "--threads", str(cores),
                  "--output", ours_csv, files]
    network, onnx = os.path.join(folder, "model.network"), os.path.join(folder, "model.onnx")
    networks.write_network(options.lentigo, network, model=model)
    make_onnx.make(Network(network), onnx)
    their_words = [sys.executable, PIPELINE, "--onnx", onnx, "--images", files, "--processes",
                   str(cores), "--output", their_csv]
    ours, theirs = [], []
    for round in range(options.rounds):
        say(f"files to scores: round {round + 1} of {options.rounds}", passing=True)
        begin = time.perf_counter()
        run(ours_words)
        ours.append(time.perf_counter() - begin)
        if their_words:
            try:
                theirs.append(python_seconds(their_words, options.count))
            except RuntimeError as error:
                say(f"the Python pipeline is left out: {error}")
                their_words, theirs = None, []
    ratios = [mine / yours for mine, yours in zip(ours, theirs)]
    return {
        "images": options.count,
        "source": "given pictures" if options.images else f"synthetic lesions of {SIZE[0]}x{SIZE[1]}",
        "cores": cores, "seconds": statistics.median(ours),
        "python_seconds": statistics.median(theirs) if theirs else None,
        "ratio": statistics.median(ratios) if ratios else None,
        "ratio_min": min(ratios, default=None), "ratio_max": max(ratios, default=None),
        "largest_score_difference": difference(ours_csv, their_csv) if theirs else None}


def python_seconds(words, count):
    """What the pipeline says it took, from the start of its process."""
    last = json.loads(last_line(run(words)))
    if last["images"] != count:
        raise ValueError(f"the Python pipeline scored {last['images']} of {count} images")
    return last["seconds"]


def difference(ours, theirs):
    """Between the scores of the two sides, which resize a little differently."""
    def scores(path):
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))[1:]
        return {os.path.splitext(row[0])[0]: float(row[1]) for row in rows}

    ours, theirs = scores(ours), scores(theirs)
    if ours.keys() != theirs.keys():
        raise ValueError("Lentigo and the Python pipeline scored different images")
    return max(abs(ours[name] - theirs[name]) for name in ours)
