"""Makes the golden files of Tests/ImagingTests: small pictures of every format, and resized pixels.

What is expected comes from Pillow and numpy, never from Tessera. Run with a Python that has Pillow and numpy:

    python Benchmarks/reference/imaging_golden.py Tests/ImagingTests/Golden
"""

import base64
import json
import pathlib
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageSequence

out = pathlib.Path(sys.argv[1])
(out / "formats").mkdir(parents=True, exist_ok=True)
W, H = 24, 16
y, x = np.mgrid[0:H, 0:W]

# No symmetry whatever, so that a wrong turn or swapped channel shows.
rgb = np.stack([x * 10 + 5, y * 15 + 3, (x * y) % 200 + 20], axis=2).astype(np.uint8)
rgb[2:5, 2:9] = (250, 20, 30)
rgb[9:13, 16:19] = (10, 40, 240)
grey = ((x * 7 + y * 5) % 256).astype(np.uint8)
grey[3:6, 4:10] = 250
alpha = np.clip(x * 11, 0, 255).astype(np.uint8)
# JPEG and lossy WebP blur colours over neighbouring pixels: something smooth for them.
smooth = np.stack([x * 9 + 20, y * 13 + 10, 200 - x * 4 - y * 3], axis=2).astype(np.uint8)

expected = {}


def b64(a):
    return base64.b64encode(np.ascontiguousarray(a, dtype=np.uint8).tobytes()).decode()


def note(name, pixels, tolerance=0, frames=1):
    channels = 1 if pixels.ndim == 2 else 3
    expected[name] = {
        "format": {"jpg": "jpeg", "tif": "tiff"}.get(name.split(".")[-1], name.split(".")[-1]),
        "width": pixels.shape[1],
        "height": pixels.shape[0],
        "channels": channels,
        "frames": frames,
        "tolerance": tolerance,
        "pixels": b64(pixels),
    }


def on_white(colour, a):
    a = a.astype(int)
    if colour.ndim == 3:
        a = a[..., None]
    return ((colour.astype(int) * a + 255 * (255 - a) + 127) // 255).astype(np.uint8)


def save(name, pixels, image=None, tolerance=0, frames=1, **options):
    (image or Image.fromarray(pixels)).save(out / "formats" / name, **options)
    note(name, pixels, tolerance, frames)


def reread(name):
    return np.array(Image.open(out / "formats" / name).convert("RGB"))


# --- PNG ------------------------------------------------------------------------------------------------------------
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, width, height, depth, colour, rows, before=b"", interlace=0):
    """A PNG put together by hand, for the kinds that Pillow does not write."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))
    body = chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    (out / "formats" / name).write_bytes(b"\x89PNG\r\n\x1a\n" + head + before + body)


def unfiltered(a):
    return b"".join(b"\0" + row.tobytes() for row in a)


def packed(a, depth):
    rows = []
    for row in a:
        bits = "".join(format(v, f"0{depth}b") for v in row)
        bits += "0" * (-len(bits) % 8)
        rows.append(b"\0" + bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)))
    return b"".join(rows)


save("grey.png", grey)
save("colour.png", rgb)
save("colour-alpha.png", on_white(rgb, alpha), Image.fromarray(np.dstack([rgb, alpha])))
save("grey-alpha.png", on_white(grey, alpha), Image.fromarray(np.dstack([grey, alpha]), "LA"))
for depth in (1, 2, 4):
    levels = grey >> (8 - depth)
    png(f"grey-{depth}-bit.png", W, H, depth, 0, packed(levels, depth))
    note(f"grey-{depth}-bit.png", (levels * (255 // (2**depth - 1))).astype(np.uint8))
wide = (grey.astype(np.uint16) * 256 + 77).astype(">u2")
png("grey-16-bit.png", W, H, 16, 0, unfiltered(wide))
note("grey-16-bit.png", grey)
png("colour-16-bit.png", W, H, 16, 2, unfiltered((rgb.astype(np.uint16) * 256 + 9).astype(">u2")))
note("colour-16-bit.png", rgb)
palette = Image.fromarray(rgb).quantize(32)
save("palette.png", np.array(palette.convert("RGB")), palette)
bits = Image.fromarray(((grey > 120) * 255).astype(np.uint8)).convert("1").convert("P")
save("palette-grey.png", np.array(bits.convert("L")), bits)
table = np.array(palette.getpalette()[: 32 * 3], dtype=np.uint8).reshape(-1, 3)
index = np.array(palette)
see_through = np.where(np.arange(32) % 3 == 0, 100, 255).astype(np.uint8)[: len(table)]
save(
    "palette-alpha.png", on_white(table[index], see_through[index]), palette, transparency=see_through.tobytes()
)
key = tuple(int(v) for v in rgb[3, 3])
png("colour-key.png", W, H, 8, 2, unfiltered(rgb), chunk(b"tRNS", struct.pack(">HHH", *key)))
note("colour-key.png", np.where((rgb == key).all(axis=2)[..., None], 255, rgb).astype(np.uint8))
png("grey-key.png", W, H, 8, 0, unfiltered(grey), chunk(b"tRNS", struct.pack(">H", 250)))
note("grey-key.png", np.where(grey == 250, 255, grey).astype(np.uint8))
passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
png("interlaced.png", W, H, 8, 2, b"".join(unfiltered(rgb[b::d, a::c]) for a, b, c, d in passes), interlace=1)
note("interlaced.png", rgb)
turned = Image.Exif()
turned[274] = 6
save("turned.png", rgb, Image.fromarray(np.rot90(rgb).copy()), exif=turned)
frames = [Image.fromarray(rgb), Image.fromarray(255 - rgb), Image.fromarray(rgb // 2)]
save("animated.png", rgb, frames[0], save_all=True, append_images=frames[1:], frames=3)

# --- JPEG -----------------------------------------------------------------------------------------------------------
# What is stored for each orientation so that what is seen is the same.
stored = {
    1: lambda a: a,
    2: np.fliplr,
    3: lambda a: np.rot90(a, 2),
    4: np.flipud,
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a),
    7: lambda a: np.rot90(a, 2).transpose(1, 0, 2),
    8: lambda a: np.rot90(a, -1),
}
for value, turn in stored.items():
    exif = Image.Exif()
    exif[274] = value
    image = Image.fromarray(np.ascontiguousarray(turn(smooth)))
    save(f"orientation-{value}.jpg", smooth, image, 6, quality=97, subsampling=0, exif=exif)
save("grey.jpg", smooth[..., 0], tolerance=4, quality=95)
save("progressive.jpg", smooth, tolerance=12, quality=92, progressive=True)
cmyk = Image.fromarray(smooth).convert("CMYK")
# The profile of the printing inks is libvips' own: only about the same colours are expected.
save("cmyk.jpg", smooth, cmyk, 110, quality=95)

# --- WebP -----------------------------------------------------------------------------------------------------------
save("lossless.webp", rgb, lossless=True)
save("alpha.webp", on_white(rgb, alpha), Image.fromarray(np.dstack([rgb, alpha])), 1, lossless=True, exact=True)
save("lossy.webp", smooth, tolerance=14, quality=95)
save("turned.webp", rgb, Image.fromarray(np.rot90(rgb).copy()), lossless=True, exif=turned)
save(
    "animated.webp", rgb, frames[0], frames=3, save_all=True, append_images=frames[1:], lossless=True, duration=100
)

# --- TIFF -----------------------------------------------------------------------------------------------------------
save("colour.tif", rgb)
for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
    save(f"{compression.replace('tiff_', '').replace('adobe_', '')}.tif", rgb, compression=compression)
save("grey.tif", grey)
black = Image.fromarray(((grey > 120) * 255).astype(np.uint8)).convert("1")
save("fax.tif", np.array(black.convert("L")), black, compression="group4")
deep = Image.fromarray((grey.astype(np.uint16) * 256 + 77))
save("grey-16-bit.tif", grey, deep, 1)
save("alpha.tif", on_white(rgb, alpha), Image.fromarray(np.dstack([rgb, alpha])), 1)
save("pages.tif", rgb, frames[0], frames=3, save_all=True, append_images=frames[1:])
save("turned.tif", rgb, Image.fromarray(np.rot90(rgb).copy()), tiffinfo={274: 6})
save("big.tif", rgb, big_tiff=True)


def motorola(name):
    """The most significant byte first."""
    entries = [(256, 3, W), (257, 3, H), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1)]
    entries += [(278, 3, H), (279, 4, W * H)]
    directory = struct.pack(">H", len(entries))
    for tag, kind, value in entries:
        directory += struct.pack(">HHI", tag, kind, 1)
        directory += struct.pack(">HH", value, 0) if kind == 3 else struct.pack(">I", value)
    data = b"MM\0*" + struct.pack(">I", 8 + W * H) + grey.tobytes() + directory + struct.pack(">I", 0)
    (out / "formats" / name).write_bytes(data)
    note(name, grey)


motorola("motorola.tif")

# --- GIF ------------------------------------------------------------------------------------------------------------
still = Image.fromarray(rgb).quantize(64)
save("still.gif", np.array(still.convert("RGB")), still)
moving = [f.quantize(64) for f in frames]
save("animated.gif", np.array(moving[0].convert("RGB")), moving[0], frames=3, save_all=True, append_images=moving[1:])
clear = Image.fromarray(rgb).quantize(63)
indices = np.array(clear)
shown = np.array(clear.convert("RGB"))
hole = int(indices[0, 0])
save("transparent.gif", np.where((indices == hole)[..., None], 255, shown).astype(np.uint8), clear, transparency=hole)

for name in expected:
    frames_read = sum(1 for _ in ImageSequence.Iterator(Image.open(out / "formats" / name)))
    assert frames_read == expected[name]["frames"], (name, frames_read)
(out / "formats.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")

# --- Resizing -------------------------------------------------------------------------------------------------------
random = np.random.default_rng(7)


def pattern(width, height, channels):
    coarse = random.integers(0, 256, (height // 5 + 2, width // 5 + 2, channels)).astype(np.uint8)
    if channels == 1:
        return np.array(Image.fromarray(coarse[..., 0]).resize((width, height), Image.BICUBIC))
    return np.array(Image.fromarray(coarse).resize((width, height), Image.BICUBIC))


def nearest_two(a, width, height):
    """TensorFlow's `resize(method="bilinear", antialias=False)`, OpenCV's INTER_LINEAR: half-pixel centres."""

    def axis(a, target, dim):
        source = a.shape[dim]
        centre = np.maximum((np.arange(target) + 0.5) * source / target - 0.5, 0)
        low = np.minimum(centre.astype(int), source - 1)
        high = np.minimum(low + 1, source - 1)
        share = (centre - low).reshape([-1 if d == dim else 1 for d in range(a.ndim)])
        return np.take(a, low, dim) * (1 - share) + np.take(a, high, dim) * share

    return np.floor(axis(axis(a.astype(float), height, 0), width, 1) + 0.5).astype(np.uint8)


def exact_area(a, width, height):
    """The mean over the covered area; enlarging is bilinear."""

    def weights(source, target):
        if target >= source:
            eye = np.eye(source)
            centre = np.maximum((np.arange(target) + 0.5) * source / target - 0.5, 0)
            low = np.minimum(centre.astype(int), source - 1)
            high = np.minimum(low + 1, source - 1)
            share = (centre - low)[:, None]
            return eye[low] * (1 - share) + eye[high] * share
        edges = np.arange(target + 1) * source / target
        pixel = np.arange(source)
        cover = np.minimum(edges[1:, None], pixel + 1) - np.maximum(edges[:-1, None], pixel)
        return np.maximum(cover, 0) * target / source

    b = np.tensordot(weights(a.shape[0], height), a.astype(float), (1, 0))
    b = np.moveaxis(np.tensordot(weights(a.shape[1], width), b, (1, 1)), 0, 1)
    return np.clip(np.floor(b + 0.5), 0, 255).astype(np.uint8)


def pillow(kernel):
    """Each channel in floating point: with eight bits Pillow also rounds and clips between the two axes."""

    def resize(a, width, height):
        planes = [a] if a.ndim == 2 else [a[..., c] for c in range(3)]
        done = [np.array(Image.fromarray(p.astype(np.float32)).resize((width, height), kernel)) for p in planes]
        done = [np.clip(np.floor(p + 0.5), 0, 255).astype(np.uint8) for p in done]
        return done[0] if a.ndim == 2 else np.dstack(done)

    return resize


filters = {
    "area": exact_area,
    "bilinear": pillow(Image.BILINEAR),
    "bilinear-without-antialiasing": nearest_two,
    "lanczos": pillow(Image.LANCZOS),
}
sources = [pattern(37, 29, 1), pattern(41, 18, 3)]
cases = []
for number, source in enumerate(sources):
    for name, resize in filters.items():
        for width, height in [(32, 32), (11, 7), (37, 5), (50, 40), (1, 1), (13, 29)]:
            result = resize(source, width, height)
            cases.append({"source": number, "filter": name, "width": width, "height": height, "pixels": b64(result)})
pictures = [
    {"width": s.shape[1], "height": s.shape[0], "channels": 1 if s.ndim == 2 else 3, "pixels": b64(s)} for s in sources
]
(out / "resize.json").write_text(json.dumps({"sources": pictures, "cases": cases}, indent=1, sort_keys=True) + "\n")
