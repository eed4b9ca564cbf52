"""Files that are attached: told by what is in them, kept under random names."""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from survey.attachments import MOST_PARTS, drop_file, keep_file, kept_file, kind_of, plain_name

PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
JPEG = b"\xff\xd8\xff\xe0" + bytes(8)
ODT = ("mimetype", "application/vnd.oasis.opendocument.text")
TYPES, WORD = ("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>")


def packed(*parts: tuple[str, str]) -> bytes:
    """A packed file that holds these parts."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        for name, text in parts:
            file.writestr(name, text)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("aftale.pdf", PDF, "pdf"),
        ("AFTALE.PDF", PDF, "pdf"),
        ("aftale.png", PNG, "png"),
        ("aftale.jpg", JPEG, "jpeg"),
        ("aftale.jpeg", JPEG, "jpeg"),
        ("aftale.docx", packed(TYPES, WORD), "docx"),
        ("aftale.odt", packed(ODT, ("content.xml", "")), "odt"),
        ("aftale.pdf", PNG, None),
        ("aftale.png", PDF, None),
        ("aftale.exe", PDF, None),
        ("aftale.pdf.html", PDF, None),
        ("aftale", PDF, None),
        ("", PDF, None),
        ("aftale.pdf", b"<script>alert(1)</script>", None),
        ("aftale.svg", b"<svg onload='alert(1)'/>", None),
        ("aftale.docx", packed(TYPES), None),
        ("aftale.docx", packed(TYPES, WORD, ("word/vbaProject.bin", "x")), None),
        ("aftale.docx", b"PK\x03\x04 broken", None),
        ("aftale.docx", packed(ODT), None),
        ("aftale.odt", packed(("content.xml", ""), ODT), None),
        ("aftale.odt", packed((ODT[0], ODT[1] + "-template")), None),
        ("aftale.zip", packed(TYPES, WORD), None),
    ],
)
def test_a_file_is_what_its_name_and_its_content_say(
    name: str, content: bytes, kind: str | None
) -> None:
    assert kind_of(name, content) == kind


def test_a_letter_of_thousands_of_parts_is_none() -> None:
    parts = [(f"word/{number}.xml", "") for number in range(MOST_PARTS)]
    assert kind_of("aftale.docx", packed(TYPES, WORD, *parts)) is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Aftale 2026.pdf", "Aftale 2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\aftaler\\én.pdf", "én.pdf"),
        ("a\r\nX: y.pdf", "aX: y.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("...", ""),
    ],
)
def test_names_are_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_files_lie_where_only_the_service_reads_them(tmp_path: Path) -> None:
    keys = {keep_file(tmp_path, PDF) for _ in range(2)}
    assert len(keys) == 2
    for key in keys:
        path = kept_file(tmp_path, key)
        assert path
        assert path.read_bytes() == PDF
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        drop_file(tmp_path, key)
        drop_file(tmp_path, key)
        assert kept_file(tmp_path, key) is None
