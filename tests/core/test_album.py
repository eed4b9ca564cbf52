"""The album of pictures: what is no longer taken goes, and the page tells of what is there."""

from __future__ import annotations

from pathlib import Path

from tests.pictures.album import Picture, Screen, album_in
from tests.pictures.index import write_index


def test_an_album_forgets_what_it_did_not_take_again(tmp_path: Path) -> None:
    for name in ("old.png", "tablet-thanks.png", "notes.txt"):
        (tmp_path / name).touch()
    with album_in(tmp_path) as album:
        chapter = album.open("The tablet", "tablet")
        chapter.screens.append(Screen("thanks", [Picture("tablet-thanks.png", "Thanks")]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "tablet-thanks.png"]


def test_the_page_has_a_heading_for_each_part_and_words_for_each_picture(tmp_path: Path) -> None:
    with album_in(tmp_path) as album:
        chapter = album.open("The tablet", "tablet", ("lying", "standing"))
        taken = [Picture(f"t-{way}.png", f"Thanks, {way}") for way in chapter.columns]
        chapter.screens.append(Screen("thanks", taken))
        write_index(album)
    lines = (tmp_path / "README.md").read_text().splitlines()
    assert "## The tablet" in lines
    assert "| screen | lying | standing |" in lines
    row = "| Thanks | ![Thanks, lying](t-lying.png) | ![Thanks, standing](t-standing.png) |"
    assert row in lines
