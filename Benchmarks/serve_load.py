#!/usr/bin/env python3
"""Puts `lentigo serve` under load: requests a second, waiting times, refusals, memory.

    python3 Benchmarks/serve_load.py .build/release/lentigo --pictures DIR --json serve.json
    python3 Benchmarks/serve_load.py .build/release/lentigo --seconds 10 -- --queue 8 --workers 1

Starts the server on a free port of the loopback address; what stands behind `--` is handed to it. Every
client keeps one connection and sends the next picture as soon as the last one is answered; one that is
told to come again (429, 503) waits as long as Retry-After says, which is counted apart from errors. Every
answer is held against the one that the same picture got before there was any load.

The clients live in one Python process, and take time from the server where cores are few: `cores` is how
many of them the server itself kept busy. Only the standard library is needed.
"""

import argparse
import asyncio
import collections
import contextlib
import dataclasses
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

SUFFIXES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
BUSY = (429, 503)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lentigo", help="the program")
    parser.add_argument("--model", help="a model file; else the one that comes with Lentigo")
    parser.add_argument(
        "--pictures", metavar="DIR", help="JPEG and PNG files; else synthetic lesions are drawn")
    parser.add_argument(
        "--count", type=int, default=64, help="how many pictures to send in turn (64)")
    parser.add_argument(
        "--size", type=int, default=1024, help="side of a synthetic lesion in pixels (1024)")
    parser.add_argument(
        "--clients", type=int, nargs="+", default=[1, 2, 4, 8, 16, 32, 64], metavar="N")
    parser.add_argument("--seconds", type=float, default=60, help="for each number of clients (60)")
    parser.add_argument("--json", metavar="FILE", help="write every figure there; - prints them")
    # argparse does not take what stands behind -- for a positional of its own once an option came.
    words = sys.argv[1:]
    end = words.index("--") if "--" in words else len(words)
    options = parser.parse_args(words[:end])
    options.serve = words[end + 1:]
    return options


def picture_files(folder, count):
    files = sorted(f for f in pathlib.Path(folder).rglob("*") if f.suffix.lower() in SUFFIXES)
    return files[:count] or sys.exit(f"{folder} has no pictures")


def draw(lentigo, folder, count, size):
    subprocess.run(
        [lentigo, "dataset", "synthesize", "--count", str(count), "--size", str(size), "--seed", "1",
         "--output", folder], check=True, stdout=subprocess.DEVNULL)


def request(file):
    """A whole request: nothing is put together while the clock runs."""
    body = file.read_bytes()
    head = (f"POST /v1/screen HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: {SUFFIXES[file.suffix.lower()]}\r\n\r\n")
    return head.encode() + body


class Server:
    """A running `lentigo serve`."""

    def __init__(self, options):
        command = [options.lentigo, "serve", "--port", "0", "--json", "--log-level", "warning"]
        command += ["--model", options.model] if options.model else []
        # A token that is set for another server would close this one.
        environment = {k: v for k, v in os.environ.items() if k != "LENTIGO_TOKEN"}
        self.process = subprocess.Popen(
            command + options.serve, stdout=subprocess.PIPE, text=True, env=environment)
        line = self.process.stdout.readline()
        self.start = json.loads(line) if line else sys.exit("the server did not start")
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while not self.is_ready():
            time.sleep(0.02)

    def is_ready(self):
        try:
            return self.opener.open(self.start["url"] + "health").status == 200
        except urllib.error.HTTPError:
            return False

    def metrics(self):
        with self.opener.open(self.start["url"] + "metrics") as answer:
            lines = answer.read().decode().splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in pairs}

    def resident(self):
        return self.metrics().get("process_resident_memory_bytes", float("nan")) / 2**20

    def peak(self):
        """The most memory it ever had; only Linux says so."""
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        return float("nan")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@dataclasses.dataclass
class Level:
    """What happened with one number of clients."""

    times: list = dataclasses.field(default_factory=list)
    statuses: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    wrong: int = 0
    broken: int = 0

    def quantile(self, share):
        times = self.times
        return 1e3 * times[min(int(share * len(times)), len(times) - 1)] if times else float("nan")

    @property
    def refused(self):
        return sum(self.statuses[status] for status in BUSY)

    @property
    def errors(self):
        others = sum(n for status, n in self.statuses.items() if status not in (200, *BUSY))
        return others + self.wrong + self.broken


async def ask(reader, writer, picture):
    writer.write(picture)
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.lower().split("\r\n")
    headers = dict(line.split(":", 1) for line in lines[1:] if ":" in line)
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return int(lines[0].split(" ")[1]), headers, body


async def client(port, pictures, expected, first, end, level):
    index = first
    while time.perf_counter() < end:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            level.broken += 1
            await asyncio.sleep(0.05)
            continue
        try:
            while time.perf_counter() < end:
                start = time.perf_counter()
                status, headers, body = await ask(reader, writer, pictures[index % len(pictures)])
                level.statuses[status] += 1
                if status == 200:
                    level.times.append(time.perf_counter() - start)
                    level.wrong += body != expected[index % len(pictures)]
                    index += 1
                elif status in BUSY:
                    pause = float(headers.get("retry-after", 1))
                    await asyncio.sleep(max(min(pause, end - time.perf_counter()), 0))
                else:
                    index += 1
                if headers.get("connection", "").strip() == "close":
                    break
        except (OSError, asyncio.IncompleteReadError):
            level.broken += 1
        finally:
            writer.close()


async def load(port, pictures, expected, clients, seconds):
    level = Level()
    start = time.perf_counter()
    await asyncio.gather(*(
        client(port, pictures, expected, 7 * i, start + seconds, level) for i in range(clients)))
    level.times.sort()
    return level, time.perf_counter() - start


async def alone(port, pictures):
    """What each picture is answered while nobody else asks."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for picture in pictures:
        status, _, body = await ask(reader, writer, picture)
        answers.append(body if status == 200 else sys.exit(f"refused: {body.decode()}"))
    writer.close()
    return answers


def measure(server, pictures, expected, clients, seconds):
    before, used = server.resident(), server.metrics()["process_cpu_seconds_total"]
    level, took = asyncio.run(load(server.start["port"], pictures, expected, clients, seconds))
    return {
        "clients": clients, "seconds": took, "requests_per_second": len(level.times) / took,
        "p50_ms": level.quantile(0.5), "p99_ms": level.quantile(0.99),
        "max_ms": level.quantile(1), "refused": level.refused, "errors": level.errors,
        "wrong_answers": level.wrong, "broken_connections": level.broken,
        "statuses": dict(level.statuses),
        "server_cores": (server.metrics()["process_cpu_seconds_total"] - used) / took,
        "mib_before": before, "mib_after": server.resident(), "mib_peak": server.peak(),
    }


HEAD = ("clients", "req/s", "p50 ms", "p99 ms", "max ms", "refused", "errors", "cores",
        "MiB before", "after", "peak")


def print_row(row, stream):
    print(f"{row['clients']:7} {row['requests_per_second']:8.1f} {row['p50_ms']:8.1f} "
          f"{row['p99_ms']:8.1f} {row['max_ms']:8.1f} {row['refused']:7} {row['errors']:7} "
          f"{row['server_cores']:6.2f} {row['mib_before']:10.1f} {row['mib_after']:8.1f} "
          f"{row['mib_peak']:8.1f}", file=stream, flush=True)


def main():
    options = arguments()
    # Where the figures go to standard output, the table makes room.
    stream = sys.stderr if options.json == "-" else sys.stdout
    with tempfile.TemporaryDirectory() as drawn:
        if not options.pictures:
            draw(options.lentigo, drawn, options.count, options.size)
        pictures = [request(f) for f in picture_files(options.pictures or drawn, options.count)]
    server = Server(options)
    rows = []
    try:
        port = server.start["port"]
        expected = asyncio.run(alone(port, pictures))
        asyncio.run(load(port, pictures, expected, 2, 2))
        mean = sum(map(len, pictures)) / len(pictures) / 1024
        print(f"{len(pictures)} pictures, {mean:.0f} KiB each; "
              f"model {server.start['sha256'][:12]}", file=stream)
        print("{:>7} {:>8} {:>8} {:>8} {:>8} {:>7} {:>7} {:>6} {:>10} {:>8} {:>8}".format(*HEAD),
              file=stream, flush=True)
        for clients in options.clients:
            rows.append(measure(server, pictures, expected, clients, options.seconds))
            print_row(rows[-1], stream)
    finally:
        status = server.stop()
    figures = json.dumps(
        {"start": server.start, "pictures": len(pictures), "kib_each": mean, "levels": rows},
        indent=1)
    if options.json == "-":
        print(figures)
    elif options.json:
        pathlib.Path(options.json).write_text(figures + "\n")
    if status != 0:
        sys.exit(f"the server ended with {status}")
    if any(row["errors"] for row in rows):
        sys.exit("there were errors")


if __name__ == "__main__":
    main()
