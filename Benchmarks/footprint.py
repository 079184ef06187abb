"""What it costs to have Lentigo and to start it: bytes, memory, and time to the first score."""
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

from processes import last_line, run

RUNS = 11


def measure(options, model, files, folder, say):
    say("start, memory and size", passing=True)
    image = os.path.join(files, sorted(os.listdir(files))[0])
    # A process of its own: a child's peak includes its parent's size at the fork, and by now this
    # one has loaded every rival.
    starts = json.loads(run(
        [sys.executable, "-S", os.path.abspath(__file__), options.lentigo, "diagnose", "--json",
         "--model", model, image]))
    plan = json.loads(last_line(run(
        [options.lentigo, "benchmark", "--json", "--seconds", "0.1", "--model", model])))
    return {
        "stripped_bytes": stripped_size(options.lentigo, folder),
        "model_bytes": os.path.getsize(model),
        "arena_bytes": plan["arena_bytes"], "weight_bytes": plan["weight_bytes"], **starts}


def start(words):
    """Runs a command again and again: its peak memory, and the time until it ended."""
    seconds, peaks = [], []
    for _ in range(RUNS):
        begin = time.perf_counter()
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(time.perf_counter() - begin)
        if process.returncode != 0:
            raise RuntimeError(f"{words[0]} {words[1]} ended with {process.returncode}")
        # Kibibytes, but on macOS bytes.
        peaks.append(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    return {"peak_bytes": max(peaks), "first_score_ms": 1e3 * statistics.median(seconds)}


def stripped_size(command, folder):
    """Bytes of the command line without symbols; None where there is no `strip`."""
    if shutil.which("strip") is None:
        return None
    copy = os.path.join(folder, "stripped")
    run(["strip", "-o", copy, command])
    return os.path.getsize(copy)


if __name__ == "__main__":
    print(json.dumps(start(sys.argv[1:])))
