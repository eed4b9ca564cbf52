"""Pictures that staff upload: what is taken, how it is made safe and small, and where it lies."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from survey.attachments import keep_file, kept_file

LARGEST_PICTURE = 5 * 1024 * 1024
"""Bytes of what is uploaded."""
MOST_PIXELS = 40_000_000
"""A picture of more is refused before it is unpacked: a small file can hold a huge one."""
LONGEST_SIDE = 1200
"""Pixels of what is kept; enough for a whole tablet, small enough to fetch over a slow net."""
FOLDER = "images"
TAKEN = ("PNG", "JPEG", "WEBP")
TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
QUALITY = 85
_HASH = re.compile(r"[0-9a-f]{64}")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)
"""What Pillow raises for files that are cut off, or made to do harm."""


class PictureFault(ValueError):
    """A picture that is not taken; the subclass says why."""


class NotAPicture(PictureFault):
    """It is neither PNG, JPEG nor WebP, or it is broken."""


class PictureTooLarge(PictureFault):
    """The file has more bytes than are taken."""


class TooManyPixels(PictureFault):
    """It unpacks to more pixels than are taken."""


@dataclass(frozen=True)
class ReadyImage:
    """A picture made anew: its bytes, Pillow's word for its kind, and its size in pixels."""

    content: bytes
    kind: str
    width: int
    height: int

    @property
    def hash(self) -> str:
        """SHA-256 of its bytes, in hex: the name it is asked for by."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def type(self) -> str:
        """What browsers are told it is."""
        return TYPES[self.kind]


def ready_image(content: bytes) -> ReadyImage:
    """The uploaded bytes as a new picture: upright, at most 1200 x 1200, nothing told beside it.

    Only the pixels are carried over, so where and with what it was taken is gone, and so is
    anything hidden behind it. See-through ones become PNG, all others JPEG. Raises `PictureTooLarge`,
    `TooManyPixels` or `NotAPicture`.
    """
    if len(content) > LARGEST_PICTURE:
        raise PictureTooLarge(len(content))
    try:
        with Image.open(BytesIO(content), formats=TAKEN) as found:
            if found.width * found.height > MOST_PIXELS:
                raise TooManyPixels(found.size)
            return _written(_fitted(found))
    except PictureFault:
        raise
    except Image.DecompressionBombError as fault:
        raise TooManyPixels(str(fault)) from fault
    except (UnidentifiedImageError, *_BROKEN) as fault:
        raise NotAPicture(str(fault)) from fault


def _fitted(found: Image.Image) -> Image.Image:
    """Turned the way it is looked at, in plain colours, and no larger than is kept."""
    found.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # JPEG: unpacks a large one smaller
    turned = ImageOps.exif_transpose(found)
    plain = _plain(turned)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return plain


def _plain(picture: Image.Image) -> Image.Image:
    """In eight bits a colour; see-through only where it was."""
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.convert("I").point(lambda grey: grey / 256).convert("L").convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _written(picture: Image.Image) -> ReadyImage:
    """Its pixels alone, in a new file."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    kind, file = "PNG" if bare.mode == "RGBA" else "JPEG", BytesIO()
    bare.save(file, kind, quality=QUALITY, optimize=True)
    return ReadyImage(file.getvalue(), kind, *bare.size)


def keep_image(instance: Path, ready: ReadyImage) -> str:
    """Write a picture that anyone may be shown; returns the hash it is asked for by.

    It lies under its hash: the same picture is kept once, and no list of names is needed. A picture
    not meant for everyone is kept by `keep_file` in a folder of its own, under a random name.
    """
    if kept_image(instance, ready.hash) is None:
        keep_file(instance, ready.content, FOLDER, ready.hash)
    return ready.hash


def kept_image(instance: Path, hash_: str) -> Path | None:
    """Where the picture of this hash is; None when there is none, or that is no hash."""
    return kept_file(instance, hash_, FOLDER) if _HASH.fullmatch(hash_) else None


def type_of(content: bytes) -> str:
    """What browsers are told kept bytes are."""
    return TYPES["PNG" if content.startswith(b"\x89PNG") else "JPEG"]
