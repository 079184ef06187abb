#!/usr/bin/env python3
"""Abuses a running `lentigo serve` over sockets, and prints what each abuse got and what memory it took.

    python3 Tools/check_server_abuse.py .build/release/lentigo PICTURE [--model FILE] [--json]

Starts the server itself, with limits that are soon reached. PICTURE is a JPEG that it judges before, between
and after, always with the same answer. Ends with 1 where an abuse got another answer than it has to, or where
the server's memory went beyond what its limits add up to. Takes half a minute, most of it waiting for the
server to lose patience. Only the standard library is needed.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zlib

MIB = 1 << 20
BODY, PIXELS, WORKERS, QUEUE, CONNECTIONS, TIMEOUT = 4 * MIB, 12_000_000, 2, 8, 256, 10
# What the server allows all bodies together, and a pixel of PNG with transparency; docs/serve.md.
BODIES, PIXEL_BYTES = 256 * MIB, 7
# Buffers of connections, the allocator's leftovers, and the program's own growth.
SLACK = 96 * MIB


class Client:
    """One connection."""

    def __init__(self, port, patience=40):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.rest = b""

    def send(self, data):
        """False where the server takes no more."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def post(self, body, kind="image/jpeg", length=None, path="/v1/screen"):
        length = len(body) if length is None else length
        return self.send((f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\n"
                          f"Content-Length: {length}\r\n\r\n").encode() + body)

    def get(self, target):
        return self.send(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())

    def receive(self):
        try:
            piece = self.socket.recv(1 << 16)
        except ConnectionError:
            piece = b""
        self.rest += piece
        return bool(piece)

    def answer(self):
        """Status, headers and body; a status of 0 where the connection was closed without an answer."""
        while b"\r\n\r\n" not in self.rest:
            if not self.receive():
                return 0, {}, b""
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:])}
        length = int(headers.get("content-length", 0))
        while len(self.rest) < length:
            if not self.receive():
                return 0, {}, b""
        body, self.rest = self.rest[:length], self.rest[length:]
        return int(lines[0].split(" ")[1]), headers, body

    def close(self):
        self.socket.close()


def name(answer):
    """`413 too-large`; `closed` where there was no answer."""
    status, headers, body = answer
    if status == 0:
        return "closed"
    if headers.get("content-type") == "application/problem+json":
        return f"{status} {json.loads(body)['type'].rsplit(':', 1)[1]}"
    if headers.get("content-type") == "application/json" and b'"verdict"' in body:
        return f"{status} {json.loads(body)['verdict']}"
    return str(status)


# Pictures that cost more than they weigh.

def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data
            + struct.pack(">I", zlib.crc32(kind + data)))


def png(width, height, colours=2, extra=b"", rows=None):
    """A black PNG; `rows` fewer rows of pixels than it claims."""
    channels = {2: 3, 6: 4}[colours]
    rows = height if rows is None else rows
    compressor = zlib.compressobj(9)
    data = b"".join(compressor.compress(bytes(1 + channels * width)) for _ in range(rows))
    header = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra
            + chunk(b"IDAT", data + compressor.flush()) + chunk(b"IEND", b""))


def unpacking_to(size, kind, prefix):
    """A small picture with a chunk beside it that unpacks to so many bytes."""
    compressor = zlib.compressobj(9)
    data = b"".join(compressor.compress(bytes(MIB)) for _ in range(size // MIB))
    return png(300, 300, extra=chunk(kind, prefix + data + compressor.flush()))


def claiming(jpeg, width, height):
    """A JPEG whose frame header claims another size."""
    place = next(jpeg.find(bytes([0xFF, marker, 0, 17, 8])) for marker in (0xC0, 0xC2)
                 if bytes([0xFF, marker, 0, 17, 8]) in jpeg)
    return jpeg[:place + 5] + struct.pack(">HH", height, width) + jpeg[place + 9:]


class Abuses:
    """Each method is one abuse: its first line of documentation names it, and it returns what it got."""

    def __init__(self, port, picture):
        self.port, self.picture = port, picture
        self.bomb = png(4000, 3000, colours=6)
        self.text = unpacking_to(512 * MIB, b"zTXt", b"Comment\0\0")
        self.profile = unpacking_to(512 * MIB, b"iCCP", b"profile\0\0")

    def one(self, body, kind="image/png"):
        client = Client(self.port)
        client.post(body, kind)
        return name(client.answer())

    def slow_head(self):
        """head, a byte every 200 ms"""
        client = Client(self.port)
        for byte in b"GET /health HTTP/1.1\r\nX: " + b"x" * 500:
            if not client.send(bytes([byte])):
                break
            time.sleep(0.2)
        return name(client.answer())

    def slow_body(self):
        """body, a byte every 200 ms"""
        client = Client(self.port)
        client.post(b"", length=MIB)
        while client.send(b"\xff") and not self._readable(client):
            time.sleep(0.2)
        return name(client.answer())

    @staticmethod
    def _readable(client):
        client.socket.settimeout(0.001)
        try:
            return client.receive()
        except TimeoutError:
            return False
        finally:
            client.socket.settimeout(40)

    def endless_head(self):
        """head without an end, as fast as it is taken"""
        client = Client(self.port)
        while client.send(b"X: " + b"x" * 1000 + b"\r\n" if client.rest else b"GET / HTTP/1.1\r\n"):
            client.rest = b"sent"
        return "closed"

    def not_http(self):
        """a TLS greeting on the plain port"""
        client = Client(self.port)
        client.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100))
        return name(client.answer())

    def announced(self):
        """body announced with 5 GB"""
        client = Client(self.port)
        client.post(b"", length=5 << 30)
        return name(client.answer())

    def chunked(self):
        """body in chunks without an end"""
        client = Client(self.port)
        client.send(b"POST /v1/screen HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\n"
                    b"Transfer-Encoding: chunked\r\n\r\n")
        piece = b"10000\r\n" + bytes(0x10000) + b"\r\n"
        for _ in range(2 * BODY // 0x10000):
            if not client.send(piece):
                break
        return name(client.answer())

    def truncated(self):
        """upload that ends half way"""
        client = Client(self.port)
        client.post(self.picture[:len(self.picture) // 2], length=len(self.picture))
        client.socket.shutdown(socket.SHUT_WR)
        return name(client.answer())

    def half(self):
        """half a JPEG"""
        return self.one(self.picture[:len(self.picture) // 2], "image/jpeg")

    def wrong_type(self):
        """text/html"""
        return self.one(b"<!doctype html>", "text/html")

    def mistaken_type(self):
        """JPEG that is said to be PNG"""
        return self.one(self.picture)

    def no_picture(self):
        """text that is said to be PNG"""
        return self.one(b"not a picture at all")

    def png_claim(self):
        """PNG of 100,000 x 100,000, 70 bytes of pixels"""
        return self.one(png(100_000, 100_000, rows=0))

    def jpeg_claim(self):
        """JPEG of 65,500 x 65,500"""
        return self.one(claiming(self.picture, 65_500, 65_500), "image/jpeg")

    def allowed_claim(self):
        """PNG of an allowed size without its pixels"""
        return self.one(png(4000, 3000, rows=1))

    def allowed_jpeg_claim(self):
        """JPEG of an allowed size without its pixels"""
        return self.one(claiming(self.picture, 3464, 3464), "image/jpeg")

    def png_bombs(self):
        """PNGs of 12 million pixels in 40 kB, with transparency, 10 at a time"""
        with concurrent.futures.ThreadPoolExecutor(10) as pool:
            return " or ".join(sorted(set(pool.map(self.one, [self.bomb] * 10))))

    def text_bomb(self):
        """PNG with a comment that unpacks to 512 MiB"""
        return self.one(self.text)

    def profile_bomb(self):
        """PNG with a colour profile that unpacks to 512 MiB"""
        return self.one(self.profile)

    def traversal(self):
        """paths out of the app's folder, 12 of them"""
        found = set()
        for target in [
            "/../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
            "/%252e%252e/etc/passwd", "//etc/passwd", "/link", "/links/passwd", "/.hidden",
            "/index.html%00.png", "/..\\..\\etc\\passwd", "/%c0%ae%c0%ae/etc/passwd",
            "http://a/../etc/passwd",
        ]:
            client = Client(self.port)
            client.get(target)
            found.add(name(client.answer()))
        return " or ".join(sorted(found))

    def busy(self):
        """40 of them at a time, where 10 find room"""
        def send(_):
            client = Client(self.port)
            client.post(self.bomb, "image/png")
            answer = client.answer()
            assert answer[0] != 503 or int(answer[1]["retry-after"]) > 0
            return name(answer)
        with concurrent.futures.ThreadPoolExecutor(40) as pool:
            return " or ".join(sorted(set(pool.map(send, range(40)))))

    def hoarded(self):
        """120 bodies of 4 MB, each without its last byte"""
        def send(_):
            client = Client(self.port)
            client.post(bytes(BODY - 1), length=BODY)
            return name(client.answer())
        with concurrent.futures.ThreadPoolExecutor(120) as pool:
            return " or ".join(sorted(set(pool.map(send, range(120)))))

    def unread(self):
        """100 x 3 MB asked for and not taken"""
        client = Client(self.port)
        for _ in range(100):
            client.get("/large.bin")
        time.sleep(3)
        client.close()
        return "nothing"

    def crowd(self):
        """1000 connections that say nothing"""
        crowd = []
        with contextlib.suppress(OSError):
            for _ in range(1000):
                crowd.append(socket.create_connection(("127.0.0.1", self.port), timeout=40))
        client = Client(self.port, patience=60)
        client.post(self.picture)
        answer = name(client.answer())
        for one in crowd:
            one.close()
        return answer


# What each abuse has to get; what stands in brackets it may get besides, on a machine that is busy. Those
# that wait for the same clock go together; the hungry ones one by one, so that the peak says which of them
# it was.
EXPECTED = [
    {"slow_head": "closed", "slow_body": "408 slow-body", "endless_head": "closed",
     "not_http": "400", "announced": "413 too-large", "chunked": "413 too-large",
     "truncated": "400 bad-request", "half": "400 damaged-picture",
     "wrong_type": "415 unsupported-type", "mistaken_type": "415 unsupported-type",
     "no_picture": "422 not-a-picture", "png_claim": "413 too-large",
     "jpeg_claim": "413 too-large", "allowed_claim": "400 damaged-picture",
     "allowed_jpeg_claim": "400 damaged-picture", "traversal": "404 not-found"},
    {"text_bomb": "200 retake"}, {"profile_bomb": "200 retake"}, {"png_bombs": "200 retake (504 too-late)"},
    {"busy": "200 retake or 503 busy (504 too-late)"}, {"hoarded": "408 slow-body or 503 busy"},
    {"unread": "nothing"}, {"crowd": "200 VERDICT"},
]


def fits(got, expected):
    needed, _, allowed = expected.rstrip(")").partition(" (")
    got, needed = set(got.split(" or ")), set(needed.split(" or "))
    return needed <= got <= needed | set(allowed.split(" or "))


class Server:
    def __init__(self, lentigo, model, app):
        command = [
            lentigo, "serve", "--port", "0", "--json", "--log-level", "error", "--app", app,
            "--max-body", str(BODY), "--max-pixels", str(PIXELS), "--workers", str(WORKERS),
            "--queue", str(QUEUE), "--max-connections", str(CONNECTIONS), "--timeout", str(TIMEOUT),
            "--grace", "5"]
        environment = {k: v for k, v in os.environ.items() if k != "LENTIGO_TOKEN"}
        self.process = subprocess.Popen(
            command + (["--model", model] if model else []), stdout=subprocess.PIPE, text=True,
            env=environment)
        line = self.process.stdout.readline()
        self.port = json.loads(line)["port"] if line else sys.exit("the server did not start")

    def metrics(self):
        client = Client(self.port)
        client.get("/metrics")
        lines = client.answer()[2].decode().splitlines()
        return {k: float(v) for k, v in (s.rsplit(" ", 1) for s in lines if not s.startswith("#"))}

    def peak(self):
        """The most memory since the last call; None where the system does not say."""
        folder = pathlib.Path(f"/proc/{self.process.pid}")
        try:
            lines = (folder / "status").read_text().splitlines()
            (folder / "clear_refs").write_text("5")
        except OSError:
            return None
        return 1024 * next(int(s.split()[1]) for s in lines if s.startswith("VmHWM:"))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def app_folder(folder):
    folder = pathlib.Path(folder)
    (folder / "index.html").write_text("<!doctype html><title>app</title>")
    (folder / "large.bin").write_bytes(bytes(3 * MIB))
    (folder / ".hidden").write_text("hidden")
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "links").symlink_to("/etc")
    return str(folder)


def run(server, abuses):
    picture = abuses.picture
    verdict = abuses.one(picture, "image/jpeg")
    if not verdict.startswith("200 "):
        sys.exit(f"the picture itself got {verdict}")
    rows = []
    for group in EXPECTED:
        def timed(method):
            start = time.monotonic()
            got = getattr(abuses, method)()
            return method, got, time.monotonic() - start
        server.peak()
        with concurrent.futures.ThreadPoolExecutor(len(group)) as pool:
            done = list(pool.map(timed, group))
        peak = server.peak()
        for method, got, seconds in done:
            wanted = group[method].replace("200 VERDICT", verdict)
            rows.append({
                "abuse": getattr(Abuses, method).__doc__, "got": got, "as_expected": fits(got, wanted),
                "expected": wanted, "seconds": round(seconds, 2), "peak_bytes": peak})
        if abuses.one(picture, "image/jpeg") != verdict:
            sys.exit(f"after {', '.join(group)} the picture gets another verdict")
    return rows


def mebibytes(count):
    return "?" if count is None else f"{count / MIB:.0f}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lentigo")
    parser.add_argument("picture")
    parser.add_argument("--model")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(options.lentigo, options.model, app_folder(folder))
        try:
            picture = pathlib.Path(options.picture).read_bytes()
            abuses = Abuses(server.port, picture)
            abuses.one(picture, "image/jpeg")
            before = server.metrics()["process_resident_memory_bytes"]
            rows = run(server, abuses)
            time.sleep(1)
            after = server.metrics()
        finally:
            status = server.stop()
    bound = before + BODIES + WORKERS * PIXELS * PIXEL_BYTES + SLACK
    peak = max((row["peak_bytes"] or 0 for row in rows), default=0)
    flaws = [f"{row['abuse']}: {row['got']} instead of {row['expected']}"
             for row in rows if not row["as_expected"]]
    if peak > bound:
        flaws.append(f"memory reached {mebibytes(peak)} MiB, and {mebibytes(bound)} are allowed")
    if after["lentigo_body_bytes"] != 0:
        flaws.append(f"{after['lentigo_body_bytes']:.0f} bytes of bodies are still there")
    if status != 0:
        flaws.append(f"the server ended with {status}")
    figures = {"rows": rows, "before_bytes": before, "peak_bytes": peak, "bound_bytes": bound,
               "after_bytes": after["process_resident_memory_bytes"], "flaws": flaws}
    if options.json:
        print(json.dumps(figures))
    else:
        print(f"{'abuse':72} {'got':34} {'s':>6} {'peak MiB':>8}")
        for row in rows:
            print(f"{row['abuse']:72} {row['got']:34} {row['seconds']:6.1f} "
                  f"{mebibytes(row['peak_bytes']):>8}")
        print(f"memory before {mebibytes(before)} MiB, at most {mebibytes(peak)}, after "
              f"{mebibytes(figures['after_bytes'])}; the limits allow {mebibytes(bound)}")
        for flaw in flaws:
            print(f"WRONG: {flaw}")
    sys.exit(1 if flaws else 0)


if __name__ == "__main__":
    main()
