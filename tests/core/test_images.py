"""Pictures that are uploaded: told by what is in them, made anew, small, upright and silent."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from survey.images import (
    LARGEST_PICTURE,
    LONGEST_SIDE,
    NotAPicture,
    PictureTooLarge,
    TooManyPixels,
    keep_image,
    kept_image,
    ready_image,
    type_of,
)

RED, BLUE = (220, 20, 20), (20, 20, 220)
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
UPRIGHT_AFTER_A_QUARTER = 6


def drawn(size: tuple[int, int] = (40, 20), mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    """Its bytes, as somebody would upload them."""
    file = BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    """A kept picture, to be looked at."""
    return Image.open(BytesIO(content))


def is_near(seen: object, wanted: tuple[int, int, int]) -> bool:
    """True when JPEG has changed the colour no more than it does."""
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 30 for one, other in zip(seen, wanted, strict=False))


def claimed(width: int, height: int) -> bytes:
    """A tiny PNG that says it is that large."""

    def part(name: bytes, content: bytes) -> bytes:
        sum_ = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + sum_

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size) + part(b"IDAT", pixels) + part(b"IEND", b"")


def with_whereabouts() -> bytes:
    """A photo lying on its side, which tells who took it and where."""
    told = Image.Exif()
    told[ORIENTATION], told[MAKER] = UPRIGHT_AFTER_A_QUARTER, "Secret Camera"
    told[GPS] = {1: "N", 2: (55.0, 40.0, 0.0)}
    return saved(drawn(), exif=told, comment=b"taken in her room")


def test_nothing_is_told_beside_the_pixels() -> None:
    content = with_whereabouts()
    assert b"Secret Camera" in content
    assert b"her room" in content
    ready = ready_image(content)
    assert not opened(ready.content).getexif()
    for secret in (b"Secret", b"Exif", b"her room"):
        assert secret not in ready.content


def test_it_is_turned_the_way_it_was_looked_at() -> None:
    ready = ready_image(with_whereabouts())
    assert (ready.width, ready.height) == (20, 40)
    seen = opened(ready.content)
    assert is_near(seen.getpixel((10, 5)), RED), "the left side is up after a quarter turn"
    assert is_near(seen.getpixel((10, 35)), BLUE)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((4000, 2000), (1200, 600)), ((900, 1800), (600, 1200)), ((300, 200), (300, 200))],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_it_fits_and_is_never_blown_up(
    size: tuple[int, int], kept: tuple[int, int], kind: str
) -> None:
    ready = ready_image(saved(drawn(size), kind))
    assert (ready.width, ready.height) == kept == opened(ready.content).size
    assert max(kept) <= LONGEST_SIDE
    assert ready.type == type_of(ready.content) == "image/jpeg"


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK"])
def test_any_colours_become_plain_ones(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    kind = "JPEG" if mode == "CMYK" else kind
    assert opened(ready_image(saved(drawn(mode=mode), kind)).content).mode == "RGB"


def test_sixteen_bits_of_grey_stay_grey() -> None:
    grey = Image.new("I;16", (8, 8), 0x8000)
    seen = opened(ready_image(saved(grey, "PNG")).content).getpixel((4, 4))
    assert is_near(seen, (128, 128, 128))


def test_what_can_be_seen_through_stays_so() -> None:
    clear = Image.new("RGBA", (8, 8), (*RED, 0))
    ready = ready_image(saved(clear, "PNG"))
    assert (ready.type, type_of(ready.content)) == ("image/png", "image/png")
    assert opened(ready.content).convert("RGBA").getpixel((4, 4))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload='alert(1)'/>",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0" + bytes(40),
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        saved(drawn(), "GIF"),
        saved(drawn(), "TIFF"),
        saved(drawn((400, 400)))[:900],
        claimed(100, 100),
    ],
    ids=["nothing", "svg", "pdf", "jpeg-head", "png-head", "gif", "tiff", "cut-off", "empty-png"],
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        ready_image(content)


@pytest.mark.parametrize("size", [(8000, 5001), (20_000, 20_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(TooManyPixels):
        ready_image(claimed(*size))


def test_a_large_file_is_refused() -> None:
    with pytest.raises(PictureTooLarge):
        ready_image(saved(drawn()) + bytes(LARGEST_PICTURE))


def test_a_picture_lies_under_its_hash_once(tmp_path: Path) -> None:
    ready = ready_image(saved(drawn()))
    assert keep_image(tmp_path, ready) == keep_image(tmp_path, ready) == ready.hash
    path = kept_image(tmp_path, ready.hash)
    assert path
    assert path.read_bytes() == ready.content
    assert [file.name for file in path.parent.iterdir()] == [ready.hash]


@pytest.mark.parametrize("name", ["", "..", "../lydhoer.db", "f" * 64, "F" * 64, "a" * 63])
def test_only_hashes_lead_to_pictures(tmp_path: Path, name: str) -> None:
    keep_image(tmp_path, ready_image(saved(drawn())))
    assert kept_image(tmp_path, name) is None
