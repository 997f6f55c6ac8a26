"""Remake a stranger's picture: keep its pixels and nothing else of its file."""

import io
import warnings
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
    try:
        with warnings.catch_warnings():
            # Pillow warns of sizes; ours are refused below.
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            picture = PIL.Image.open(io.BytesIO(data), formats=[*FORMATS])
        # A phone adds smaller pictures after the first (MPO): only the first counts.
        format_ = "JPEG" if picture.format == "MPO" else picture.format or ""
        _require_size(*picture.size)
        if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
            raise PictureRefused("A picture stands still; this one has several frames.")
        picture.load()
        bare = _bare(picture, format_)
    except PIL.UnidentifiedImageError as error:
        raise PictureRefused("This is no PNG, JPEG, WebP or GIF.") from error
    except PIL.Image.DecompressionBombError as error:
        raise PictureRefused(_TOO_LARGE) from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise PictureRefused("The file is damaged: it holds no whole picture.") from error
    written = io.BytesIO()
    del picture  # the memory is needed for writing
    try:
        bare.save(written, format_, **SAVED[format_])
    except ValueError as error:
        # What was decoded can be encoded: the encoder of WebP had not enough memory.
        raise MemoryError from error
    return Picture(written.getvalue(), FORMATS[format_])


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
