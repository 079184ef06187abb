#!/usr/bin/env python3
"""Times Lentigo beside the engines and pipelines that a user would pick instead: `make bench`.

    python bench.py --lentigo .build/release/lentigo --json results.json --markdown results.md

What is timed: networks (networks.py), files to scores (end_to_end.py), and what a start costs
(footprint.py). Every ratio is Lentigo's time over the rival's within one round, so below 1 Lentigo is
faster; of the rounds' ratios the median is printed, and the smallest and the largest.
"""
import argparse
import datetime
import functools
import json
import os
import shlex
import sys
import tempfile

import end_to_end
import footprint
import networks
import report
import rivals
from machine import description, is_busy
from network_file import Network

REDUCED = ("fp32", "bf16", "int8")
SETTINGS = [
    networks.Setting("mobilenet-v3-small", 1, 1, REDUCED),
    networks.Setting("mobilenet-v3-small", 2, 1, REDUCED),
    networks.Setting("mobilenet-v3-small", 2, 32, REDUCED),
    networks.Setting("efficientnetv2-b0", 1),
    networks.Setting("resnet50", 1),
    networks.Setting("vgg16", 1),
]
PARTS = ("networks", "end-to-end", "footprint")
# The options that figures depend on, and their defaults.
MEASURED = {"rounds": 7, "seconds": 0.5, "only": PARTS, "images": None, "count": 600}


def say(text, passing=False):
    """A word on standard error; what passes is shown on terminals only, and overwritten."""
    if not sys.stderr.isatty():
        if not passing:
            print(text, file=sys.stderr, flush=True)
        return
    print(f"\r\033[K{text}", end="" if passing else "\n", file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lentigo", required=True, help="the command line to time")
    parser.add_argument(
        "--rounds", type=int, metavar="N",
        help="how often each engine is timed (default: %(default)s)")
    parser.add_argument(
        "--seconds", type=float, metavar="S",
        help="for each engine in each round (default: %(default)s)")
    parser.add_argument(
        "--only", nargs="+", metavar="PART",
        choices=(*PARTS, *dict.fromkeys(setting.architecture for setting in SETTINGS)),
        help=f"parts ({', '.join(PARTS)}) or networks")
    parser.add_argument(
        "--images", metavar="DIR",
        help="JPEGs for files to scores (default: synthetic lesions of 1024x768)")
    parser.add_argument(
        "--count", type=int, metavar="N",
        help="how many files; images are repeated (default: %(default)s; the paper's test set had "
        "6626)")
    parser.add_argument("--json", metavar="FILE", help="write every figure there")
    parser.add_argument("--markdown", metavar="FILE", help="write the tables there")
    parser.add_argument(
        "--readme", metavar="FILE", help="put the tables between this file's marks, too")
    parser.set_defaults(**MEASURED)
    options = parser.parse_args()
    if options.rounds < 1 or options.count < 1 or not options.seconds > 0:
        parser.error("--rounds, --count and --seconds must be above zero")
    if options.images and not os.path.isdir(options.images):
        parser.error(f"--images: {options.images} is not a folder")
    if options.images and not end_to_end.jpegs(options.images):
        parser.error(f"--images: {options.images} has no JPEG; name the folder that they lie in")
    return options


def command(options):
    """The `make` that measures the same again."""
    words = []
    for name, usual in MEASURED.items():
        chosen = getattr(options, name)
        if chosen != usual:
            # Where somebody's pictures lie is nobody else's business.
            chosen = "DIR" if name == "images" else chosen
            values = [str(value) for value in (chosen if name == "only" else [chosen])]
            words.append(shlex.join([f"--{name}", *values]))
    return f'make bench BENCH="{" ".join(words)}"' if words else "make bench"


def measure_networks(options, folder):
    results, ready = [], {}
    # What is left out is so in every setting.
    say_once = functools.cache(say)
    for setting in SETTINGS:
        if not {"networks", setting.architecture} & set(options.only):
            continue
        if setting.threads > os.cpu_count():
            say(f"{setting.label}: left out, this machine has {os.cpu_count()} core(s)")
            continue
        if setting.architecture not in ready:
            say(f"{setting.architecture}: making the rivals' files", passing=True)
            path = os.path.join(folder, f"{setting.architecture}.network")
            networks.write_network(options.lentigo, path, architecture=setting.architecture)
            network = Network(path)
            ready[setting.architecture] = network, rivals.make_files(network, folder)
        network, files = ready[setting.architecture]
        others = rivals.load(network, files, setting.threads, setting.batch, say_once)
        found = networks.measure(
            setting, others, options.lentigo, options.rounds, options.seconds, say)
        for result in found:
            say(report.line(result))
        results += found
    return results


def main():
    options = arguments()
    results = {
        "date": datetime.date.today().isoformat(), "machine": description(),
        "command": command(options), "rounds": options.rounds, "networks": [], "end_to_end": None,
        "footprint": None}
    if is_busy(results["machine"]):
        say(f"this machine is {results['machine']['busy_share']:.0%} busy already: wait until it is "
            "quiet, or the figures will say little")
    with tempfile.TemporaryDirectory(prefix="lentigo-bench-") as folder:
        results["networks"] = measure_networks(options, folder)
        if {"end-to-end", "footprint"} & set(options.only):
            model = end_to_end.make_model(options.lentigo, folder, say)
            files = end_to_end.make_images(options, folder, say)
            if "end-to-end" in options.only:
                results["end_to_end"] = end_to_end.measure(options, model, files, folder, say)
            if "footprint" in options.only:
                results["footprint"] = footprint.measure(options, model, files, folder, say)
    say("", passing=True)
    print(report.text(results))
    for path, content in (
            (options.json, json.dumps(results, indent=1) + "\n"),
            (options.markdown, report.markdown(results) + "\n")):
        if path:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
    if options.readme:
        paste(report.markdown(results), options.readme)


def paste(tables, path):
    """Replaces what stands between the marks."""
    with open(path, encoding="utf-8") as file:
        before, begin, rest = file.read().partition("<!-- make bench: begin -->\n")
    _, end, after = rest.partition("<!-- make bench: end -->")
    if not begin or not end:
        raise ValueError(f"{path} has no marks 'make bench: begin' and 'make bench: end'")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{begin}\n{tables}\n\n{end}{after}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        say("\nstopped; nothing was written")
        sys.exit(130)
    except (ValueError, RuntimeError, OSError) as error:
        sys.exit(f"bench: {error}")
