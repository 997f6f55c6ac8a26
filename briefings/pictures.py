"""Remake a stranger's picture: keep its pixels and nothing else of its file."""

import io
import warnings
from collections.abc import Sequence
from typing import NamedTuple

import PIL.Image
from PIL import ImageCms, ImageOps

from briefings.limits import PICTURE_PIXELS, PICTURE_SIDE

# The accepted formats with the suffixes of their files. Never SVG: it can hold scripts.
FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp", "GIF": ".gif"}
SAVED: dict[str, dict[str, object]] = {
    "PNG": {},
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "WEBP": {"quality": 90},
    "GIF": {},
}
NARROWED: dict[str, object] = {"quality": 80}
LANCZOS = PIL.Image.Resampling.LANCZOS
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class PictureRefused(Exception):  # noqa: N818  (it is an answer, not an error)
    """A file that is not accepted as a picture; the words say why."""


class Picture(NamedTuple):
    """A remade file and the suffix of its name."""

    data: bytes
    suffix: str


def remake(data: bytes) -> Picture:
    """Return the picture of a file, fully decoded and written again in its format.

    It is upright and in sRGB, without camera data, location, profile, comment and thumbnail.
    Raises `PictureRefused` for another format, a size beyond the limits, several frames, and
    whatever cannot be decoded to its last pixel.
    """
    bare, format_ = _decoded(data)
    return Picture(_written(bare, format_, SAVED[format_]), FORMATS[format_])


def narrowed(data: bytes, widths: Sequence[int]) -> list[bytes]:
    """Return the picture of a file in these widths, each as a WebP of the same proportions.

    Raises `PictureRefused` as `remake` does.
    """
    bare, _ = _decoded(data, "WEBP")
    sizes = [(width, max(1, round(bare.height * width / bare.width))) for width in widths]
    return [_written(bare.resize(size, LANCZOS), "WEBP", NARROWED) for size in sizes]


def _decoded(data: bytes, format_: str = "") -> tuple[PIL.Image.Image, str]:
    """Return the pixels of a file for a format, its own unless one is named, and that format."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of sizes; ours are refused below.
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            picture = PIL.Image.open(io.BytesIO(data), formats=[*FORMATS])
        # A phone adds smaller pictures after the first (MPO): only the first counts.
        own = "JPEG" if picture.format == "MPO" else picture.format or ""
        _require_size(*picture.size)
        if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
            raise PictureRefused("A picture stands still; this one has several frames.")
        picture.load()
        return _bare(picture, format_ or own), format_ or own
    except PIL.UnidentifiedImageError as error:
        raise PictureRefused("This is no PNG, JPEG, WebP or GIF.") from error
    except PIL.Image.DecompressionBombError as error:
        raise PictureRefused(_TOO_LARGE) from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise PictureRefused("The file is damaged: it holds no whole picture.") from error


def _written(bare: PIL.Image.Image, format_: str, options: dict[str, object]) -> bytes:
    """Return the pixels as a file."""
    written = io.BytesIO()
    try:
        bare.save(written, format_, **options)
    except ValueError as error:
        # What was decoded can be encoded: the encoder of WebP had not enough memory.
        raise MemoryError from error
    return written.getvalue()


_TOO_LARGE = (
    f"A picture has at most {PICTURE_SIDE:,} pixels a side and"
    f" {PICTURE_PIXELS // 1_000_000} million in all; make this one smaller."
)


def _require_size(width: int, height: int) -> None:
    if max(width, height) > PICTURE_SIDE or width * height > PICTURE_PIXELS:
        raise PictureRefused(_TOO_LARGE)


def _bare(picture: PIL.Image.Image, format_: str) -> PIL.Image.Image:
    """Return the pixels, upright and in sRGB, in a mode that the format supports."""
    seen = _in_srgb(ImageOps.exif_transpose(picture))
    has_alpha = "A" in seen.getbands() or "transparency" in seen.info
    if seen.mode.startswith("I") or seen.mode == "F":
        # 16 bits a pixel: keep the upper eight.
        seen = seen.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif format_ == "JPEG":
        seen = seen.convert("L" if seen.mode == "L" else "RGB")
    elif seen.mode not in {"L", "RGB"}:
        seen = seen.convert("RGBA" if has_alpha else "RGB")
    bare = PIL.Image.new(seen.mode, seen.size)
    bare.paste(seen)
    return bare


def _in_srgb(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Convert the picture to sRGB by its own profile; unchanged without a valid profile."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "L", "RGBA"}:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, own, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return picture if converted is None else converted
