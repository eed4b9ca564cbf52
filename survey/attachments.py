"""Files that staff attach: which kinds are taken, told by what is in them, and where they are kept."""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes."""
LONGEST_FILE_NAME = 120
FOLDER = "agreements"
MOST_PARTS = 5000
"""Parts of a word processor's file; one with more is no letter."""
WORD = "word/document.xml"
MACROS = "word/vbaProject.bin"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"

Looks = Callable[[bytes], bool]


@dataclass(frozen=True)
class FileKind:
    """A kind of file: how its names end, what browsers are told it is, and what it looks like."""

    endings: tuple[str, ...]
    type: str
    looks: Looks


def _begins(*signature: bytes) -> Looks:
    return lambda content: content.startswith(signature)


def _word(content: bytes) -> bool:
    names = set(_parts(content))
    return {"[Content_Types].xml", WORD} <= names and MACROS not in names


def _open_document(content: bytes) -> bool:
    parts = _parts(content)
    if not parts or parts[0] != "mimetype":
        return False
    with zipfile.ZipFile(BytesIO(content)) as packed, packed.open("mimetype") as told:
        return told.read(len(OPEN_DOCUMENT) + 1) == OPEN_DOCUMENT


def _parts(content: bytes) -> list[str]:
    """The names inside a packed file, without unpacking any; none when it is not packed."""
    if not content.startswith(b"PK\x03\x04"):
        return []
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return []
    return names if len(names) <= MOST_PARTS else []


KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind((".pdf",), "application/pdf", _begins(b"%PDF-")),
    "png": FileKind((".png",), "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpeg": FileKind((".jpg", ".jpeg"), "image/jpeg", _begins(b"\xff\xd8\xff")),
    "docx": FileKind(
        (".docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _word,
    ),
    "odt": FileKind((".odt",), OPEN_DOCUMENT.decode(), _open_document),
}
"""Every kind that is taken."""


def kind_of(name: str, content: bytes) -> str | None:
    """The kind of a file, when its name and what is in it say the same; else None."""
    ending = Path(name).suffix.lower()
    found = (key for key, kind in KINDS.items() if ending in kind.endings and kind.looks(content))
    return next(found, None)


def plain_name(name: str) -> str:
    """A file's name without folders and without what cannot be seen, short enough to keep."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, ending = seen.rpartition(".")
    kept = stem[: LONGEST_FILE_NAME - len(ending) - 1]
    return f"{kept}{dot}{ending}" if dot and kept else seen[:LONGEST_FILE_NAME]


def keep_file(instance: Path, content: bytes, folder: str = FOLDER, key: str | None = None) -> str:
    """Write a file under a random name, readable by the service alone; returns that name.

    `key` is for files that are known by their content; writing the same twice does no harm.
    """
    place = instance / folder
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = secrets.token_hex(16)
    handle = os.open(place / beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if key:
        (place / beside).replace(place / key)  # whole or not at all
    return key or beside


def kept_file(instance: Path, key: str, folder: str = FOLDER) -> Path | None:
    """Where the file of this name is; None when it is not there."""
    path = (instance / folder / key).resolve()
    return path if path.is_file() else None


def drop_file(instance: Path, key: str, folder: str = FOLDER) -> None:
    """Delete a file that nothing refers to any more."""
    (instance / folder / key).unlink(missing_ok=True)
