"""A picture that is sent in comes out as pixels alone, or is refused in words."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from briefings import pictures
from briefings.limits import PICTURE_PIXELS, PICTURE_SIDE
from briefings.pictures import FORMATS, PictureRefused
from briefings.sandbox import pictures as apart

PLACE = b"38.8977 N 77.0365 W"
LEFT_HALF, RIGHT_HALF = (200, 30, 40), (20, 40, 180)


def flags(width: int = 64, height: int = 48) -> Image.Image:
    """Return a picture of two halves, so that one that is turned is told apart."""
    drawn = Image.new("RGB", (width, height), LEFT_HALF)
    drawn.paste(RIGHT_HALF, (width // 2, 0, width, height))
    return drawn


def file_of(picture: Image.Image, format_: str, **options: object) -> bytes:
    """Return the picture as a file."""
    file = BytesIO()
    picture.save(file, format_, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> bytes:
    """Return what a camera notes: how it was held, by whom, and where."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x010F] = "Camera of Jane Doe"
    noted.get_ifd(0x8825)[29] = PLACE.decode()
    return noted.tobytes()


def remade(data: bytes) -> Image.Image:
    """Return the picture that is made of a file."""
    return Image.open(BytesIO(pictures.remake(data).data))


def looks_like(picture: Image.Image, place: tuple[int, int], colour: tuple[int, ...]) -> bool:
    """Tell whether a pixel has the colour, as nearly as a lossy format keeps it."""
    pixel: Any = picture.convert("RGB").getpixel(place)
    return all(abs(a - b) < 8 for a, b in zip(pixel, colour, strict=True))


def told(name: bytes) -> tuple[bytes, bytes]:
    """Return XMP and a comment that say a name."""
    return b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + name + b"</x:xmpmeta>", name


XMP, COMMENT = told(b"Jane Doe was here")
TEXT = PngImagePlugin.PngInfo()
TEXT.add_text("Author", "Jane Doe was here")
TELLING: dict[str, dict[str, Any]] = {
    "PNG": {"exif": exif(), "pnginfo": TEXT},
    "JPEG": {"exif": exif(), "xmp": XMP, "comment": COMMENT},
    "WEBP": {"exif": exif(), "xmp": XMP},
    "GIF": {"comment": COMMENT},
}


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_but_the_pixels_comes_through(format_: str) -> None:
    sent = file_of(flags(), format_, **TELLING[format_]) + b"PK\x03\x04 behind the end, Jane Doe"
    assert b"Jane Doe" in sent

    made = pictures.remake(sent)

    shown = Image.open(BytesIO(made.data))
    assert (shown.format, shown.size) == (format_, (64, 48))
    assert made.suffix == FORMATS[format_]
    assert b"Jane Doe" not in made.data
    assert PLACE not in made.data
    assert not shown.getexif()
    assert {*shown.info} <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"} | {
        *("progressive", "progression", "version", "background", "loop", "duration", "timestamp")
    }
    assert looks_like(shown, (5, 5), LEFT_HALF)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_picture_held_sideways_stands_upright(format_: str) -> None:
    """Orientation 6: what was left when it was taken is above when it is looked at."""
    shown = remade(file_of(flags(), format_, exif=exif(orientation=6)))

    assert shown.size == (48, 64)
    assert looks_like(shown, (24, 5), LEFT_HALF)


def test_what_a_telephone_adds_behind_the_picture_is_left_behind() -> None:
    small = flags(32, 24)
    sent = file_of(flags(), "MPO", save_all=True, append_images=[small])

    shown = remade(sent)

    assert (shown.format, shown.size) == ("JPEG", (64, 48))


def test_a_profile_is_turned_into_srgb() -> None:
    """CMYK and wide colours would look wrong once their profile is gone."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    shown = remade(file_of(flags(), "JPEG", icc_profile=lab))
    cmyk = remade(file_of(flags().convert("CMYK"), "JPEG"))

    assert "icc_profile" not in shown.info
    assert shown.mode == cmyk.mode == "RGB"


def test_what_is_transparent_stays_so() -> None:
    clear = Image.new("RGBA", (20, 10), (0, 0, 0, 0))

    for format_ in ("PNG", "WEBP"):
        assert remade(file_of(clear, format_)).getchannel("A").getextrema() == (0, 0)


def test_a_grey_picture_of_sixteen_bits_is_not_burnt_out() -> None:
    grey = Image.new("I;16", (20, 10), 128 * 256)

    assert remade(file_of(grey, "PNG")).convert("L").getpixel((3, 3)) in {127, 128}


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """Return a part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*parts: bytes, width: int = 16, height: int = 9) -> bytes:
    """Return a PNG of these parts; none is the header alone."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(parts) + chunk(b"IEND")


ROWS = zlib.compress(b"\0" * 20)
DAMAGED = {
    "a header alone": png(),
    "too few rows": png(chunk(b"IDAT", ROWS)),
    "half a JPEG": file_of(flags(), "JPEG")[:-300],
    "half a PNG": file_of(flags(), "PNG")[:-40],
    "half a WebP": file_of(flags(), "WEBP")[:-20],
    "half a GIF": file_of(Image.effect_noise((64, 48), 50), "GIF")[:-900],
}


@pytest.mark.parametrize("sent", DAMAGED.values(), ids=DAMAGED)
def test_what_cannot_be_decoded_to_the_end_is_refused(sent: bytes) -> None:
    with pytest.raises(PictureRefused, match=r"no whole picture|no PNG, JPEG, WebP or GIF"):
        pictures.remake(sent)


@pytest.mark.parametrize(
    ("width", "height"),
    [(13_000, 13_000), (PICTURE_SIDE + 1, 1), (1, PICTURE_SIDE + 1), (10_000, 4_001)],
)
def test_a_size_beyond_the_limits_is_refused_by_its_header(width: int, height: int) -> None:
    """Nothing is decoded: the file is a few bytes that ask for as much as 500 MB."""
    assert width * height > PICTURE_PIXELS or max(width, height) > PICTURE_SIDE

    with pytest.raises(PictureRefused, match=r"10,000 pixels a side and 40 million"):
        pictures.remake(png(chunk(b"IDAT", ROWS), width=width, height=height))


def test_the_largest_picture_is_taken() -> None:
    largest = file_of(Image.new("L", (PICTURE_SIDE, PICTURE_PIXELS // PICTURE_SIDE)), "PNG")

    assert remade(largest).size == (PICTURE_SIDE, PICTURE_PIXELS // PICTURE_SIDE)


@pytest.mark.slow
def test_the_largest_picture_is_taken_within_the_memory_of_a_child() -> None:
    clear = Image.new("RGBA", (9_000, 4_400), (1, 2, 3, 4))

    made = apart.remake(file_of(clear, "WEBP", lossless=True, method=0))

    assert Image.open(BytesIO(made.data)).size == clear.size


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_what_moves_is_refused(format_: str) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "green", "blue")]
    sent = file_of(frames[0], format_, save_all=True, append_images=frames[1:])

    with pytest.raises(PictureRefused, match="several frames"):
        pictures.remake(sent)


@pytest.mark.parametrize(
    "sent",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        file_of(flags(), "BMP"),
        file_of(flags(), "TIFF"),
        file_of(flags(), "ICO"),
        b"GIF89a",
        b"",
        b"%PDF-1.7",
    ],
    ids=["svg", "bmp", "tiff", "ico", "six bytes", "nothing", "pdf"],
)
def test_another_format_is_refused(sent: bytes) -> None:
    with pytest.raises(PictureRefused, match="no PNG, JPEG, WebP or GIF"):
        pictures.remake(sent)
