#!/usr/bin/env python3
"""Makes Tests/ImageCodecTests/Golden: tiny pictures in every coding that the codec reads, beside the
pixels that Pillow (or, where Pillow cannot, the definition of the format) gets from them.

    python3 -m venv .venv-golden && .venv-golden/bin/pip install pillow numpy
    .venv-golden/bin/python Tools/make_image_codec_golden.py

Each line of index.csv: file, expected pixels (raw RGB), width, height, minimumSide (0: none) and the
largest difference allowed.
"""
import io
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tests/ImageCodecTests/Golden")
index = []


def picture(width, height):
    """Smooth colour, one hard edge and some noise."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    noise = np.random.default_rng(7).normal(0, 6, (height, width, 3))
    base = np.stack([200 - 90 * x / width, 120 + 80 * y / height, 90 + 60 * np.sin(x / 4)], -1)
    base[(x - width / 2) ** 2 + (y - height / 2) ** 2 < (height / 4) ** 2] -= 60
    return np.clip(base + noise, 0, 255).round().astype(np.uint8)


def add(name, data, expected, minimum_side=0, tolerance=0):
    expected = np.ascontiguousarray(expected, dtype=np.uint8)
    stem = name.replace(".", "_") + (f"_{minimum_side}" if minimum_side else "")
    with open(os.path.join(OUT, name), "wb") as file:
        file.write(data)
    with open(os.path.join(OUT, stem + ".rgb"), "wb") as file:
        file.write(expected.tobytes())
    height, width, _ = expected.shape
    index.append(f"{name},{stem}.rgb,{width},{height},{minimum_side},{tolerance}")


def jpeg(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85, **options)
    return buffer.getvalue()


def decoded(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def segments(data):
    """(marker, offset, length with marker) of the segments before the first scan."""
    offset = 2
    while data[offset + 1] != 0xDA:
        length = struct.unpack(">H", data[offset + 2 : offset + 4])[0] + 2
        yield data[offset + 1], offset, length
        offset += length


def jpegs():
    image = Image.fromarray(picture(24, 20))
    for name, sampling in (("444", 0), ("422", 1), ("420", 2)):
        data = jpeg(image, subsampling=sampling)
        add(f"jpeg_{name}.jpg", data, decoded(data))
    data = jpeg(image, progressive=True)
    add("jpeg_progressive.jpg", data, decoded(data))
    data = jpeg(image, restart_marker_blocks=1)
    add("jpeg_restart.jpg", data, decoded(data))
    data = jpeg(image.convert("L"))
    add("jpeg_grey.jpg", data, decoded(data))
    data = jpeg(image, keep_rgb=True)
    add("jpeg_rgb.jpg", data, decoded(data))

    data = jpeg(image.convert("CMYK"))
    add("jpeg_cmyk.jpg", data, decoded(data), tolerance=1)
    adobe = next((o, n) for m, o, n in segments(data) if m == 0xEE)
    bare = data[: adobe[0]] + data[adobe[0] + adobe[1] :]
    add("jpeg_cmyk_unmarked.jpg", bare, decoded(bare), tolerance=1)
    ycck = bytearray(data)
    ycck[adobe[0] + adobe[1] - 1] = 2  # the Adobe segment's last byte: the colour transform
    add("jpeg_ycck.jpg", bytes(ycck), decoded(bytes(ycck)), tolerance=1)

    for orientation in range(1, 9):
        order = "<" if orientation % 2 else ">"
        tiff = (b"II" if order == "<" else b"MM") + struct.pack(
            order + "HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0
        )
        data = jpeg(image, exif=b"Exif\0\0" + tiff)
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
        add(f"jpeg_exif{orientation}.jpg", data, np.asarray(upright))

    large = jpeg(Image.fromarray(picture(90, 75)))
    for divisor in (2, 4, 8):
        scaled = Image.open(io.BytesIO(large))
        scaled.draft("RGB", (90 // divisor, 75 // divisor))
        expected = np.asarray(scaled.convert("RGB"))
        add("jpeg_scaled.jpg", large, expected, minimum_side=-(-75 // divisor))


def png(samples, depth, color_type, palette=None, transparency=None, interlaced=False, exif=None):
    """Writes any PNG. samples: height x width x channels, integers below 2**depth."""
    height, width, _ = samples.shape

    def packed(rows):
        out = b""
        for row in rows:
            values = row.reshape(-1)
            if depth == 16:
                line = values.astype(">u2").tobytes()
            else:
                bits = (values[:, None] >> np.arange(depth)[::-1]) & 1
                line = np.packbits(bits.astype(np.uint8).reshape(-1)).tobytes()
            out += b"\0" + line
        return out

    if interlaced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        raw = b"".join(packed(samples[y::dy, x::dx]) for x, y, dx, dy in passes if samples[y::dy, x::dx].size)
    else:
        raw = packed(samples)

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    out = b"\x89PNG\r\n\x1a\n"
    out += chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, int(interlaced)))
    if palette is not None:
        out += chunk(b"PLTE", palette.astype(np.uint8).tobytes())
    if transparency is not None:
        out += chunk(b"tRNS", transparency)
    if exif is not None:
        out += chunk(b"eXIf", exif)
    return out + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def on_white(color, alpha):
    """Both in 0...1."""
    return np.round(255 * (color * alpha + 1 - alpha))


def pngs():
    rgb = picture(24, 20)
    grey = rgb[:, :, :1].astype(int)
    y, x = np.mgrid[0:20, 0:24]
    alpha = ((x * 11) % 256)[:, :, None]
    for interlaced in (False, True):
        suffix = "_interlaced" if interlaced else ""
        add(f"png_rgb{suffix}.png", png(rgb, 8, 2, interlaced=interlaced), rgb)
        for depth in (1, 2, 4, 8, 16):
            top = 2**depth - 1
            samples = np.round(grey / 255 * top).astype(int)
            if depth == 16:
                samples = np.clip(samples + (x % 7 * 40)[:, :, None], 0, top)
            data = png(samples, depth, 0, interlaced=interlaced)
            if depth == 16 and interlaced:  # refused: libpng's simplified interface garbles it
                with open(os.path.join(OUT, "refused_grey16_interlaced.png"), "wb") as file:
                    file.write(data)
                continue
            add(f"png_grey{depth}{suffix}.png", data, np.repeat(np.round(samples * 255 / top), 3, 2))
    rgb16 = np.clip(rgb.astype(int) * 257 + (x % 9 * 25)[:, :, None], 0, 65535)
    add("png_rgb16.png", png(rgb16, 16, 2), np.round(rgb16 / 257))
    add("png_rgba.png", png(np.concatenate([rgb, alpha], 2), 8, 6), on_white(rgb / 255, alpha / 255), tolerance=1)
    rgba16 = np.concatenate([rgb16, alpha * 257], 2)
    add("png_rgba16.png", png(rgba16, 16, 6), on_white(rgb16 / 65535, alpha / 255), tolerance=1)
    grey_alpha = np.concatenate([grey, alpha], 2)
    add("png_grey_alpha.png", png(grey_alpha, 8, 4), np.repeat(on_white(grey / 255, alpha / 255), 3, 2), tolerance=1)

    for depth in (1, 2, 4, 8):
        size = min(2**depth, 200)
        palette = np.random.default_rng(depth).integers(0, 256, (size, 3))
        indices = ((x * 5 + y * 3) % size)[:, :, None]
        add(f"png_palette{depth}.png", png(indices, depth, 3, palette=palette), palette[indices[:, :, 0]])
    alphas = np.arange(100) * 2  # entries past the table are opaque
    table = np.concatenate([alphas, np.full(100, 255)])[indices]
    data = png(indices, 8, 3, palette=palette, transparency=bytes(alphas.astype(np.uint8)))
    add("png_palette_transparent.png", data, on_white(palette[indices[:, :, 0]] / 255, table / 255), tolerance=1)

    key = rgb[3, 5]
    data = png(rgb, 8, 2, transparency=struct.pack(">HHH", *[int(v) for v in key]))
    add("png_rgb_key.png", data, np.where((rgb == key).all(2)[:, :, None], 255, rgb))
    tiff = b"MM" + struct.pack(">HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0)
    add("png_exif6.png", png(rgb, 8, 2, exif=tiff), np.rot90(rgb, -1))


os.makedirs(OUT, exist_ok=True)
for old in os.listdir(OUT):
    os.remove(os.path.join(OUT, old))
jpegs()
pngs()
with open(os.path.join(OUT, "index.csv"), "w") as file:
    file.write("\n".join(["file,pixels,width,height,minimum_side,tolerance"] + index) + "\n")
print(f"{len(index)} pictures, {sum(os.path.getsize(os.path.join(OUT, f)) for f in os.listdir(OUT))} bytes")
