"""A stolen tablet: what was said is nowhere on its disk, in no letters; not even after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.answering import Robot
from tests.faults.proxy import passes, proxy, refuses
from tests.faults.scripts import UNSEALED, Change
from tests.faults.tablet import (
    WAITING,
    await_sent,
    await_thanks,
    begin,
    come_back,
    kept_tablet,
    kill,
    pair_kept,
    stored,
    weaken,
)
from tests.served import Site
from tests.world import World

WORDS = "kanariefugl"
HALF_SAID = "qvistfink"
ANSWERED = '"status":"answered"'
"""As every answer begins that is given by a choice; the page and its scripts write it otherwise."""
MODES = ("utf-8", "utf-16-le", "utf-16-be")
SECRETS = (WORDS, HALF_SAID, ANSWERED, '"value":')


def hits(folder: Path, *words: str) -> list[str]:
    """Which of the words is in which file below `folder`, in any of the codings."""
    contents = dict(_contents(folder))
    assert len(contents) > 20, "a profile has many files"
    return sorted(
        f"{word} in {file.relative_to(folder)}"
        for file, content in contents.items()
        for word in words
        if any(word.encode(mode) in content for mode in MODES)
    )


def _contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """A browser that runs may take a file away again."""
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):
            yield file, file.read_bytes()


def answer_and_be_thanked(page: Page) -> Robot:
    robot = begin(page)
    robot.answer_all({"matters": WORDS, "needs": ["company"], "again": "no", "where": "garden"})
    await_thanks(page)
    return robot


def half_said(page: Page) -> None:
    """Something is written and gone past, and something else chosen."""
    robot = begin(page)
    robot.pass_by()
    robot.answer(HALF_SAID)
    robot.on()
    robot.answer("music")


def found_at_each_stage(
    site: Site, cast: World, browser: Browser, *weak: Change
) -> dict[str, list[str]]:
    """What is found on the disk while an answer waits, after a crash, and when all was sent."""
    profile = site.instance.parent / "profile"
    found: dict[str, list[str]] = {}
    with proxy(site.base) as (base, network):
        weaken(network, *weak)
        pair_kept(browser, profile, base, cast)
        network.always(refuses)
        with kept_tablet(browser, profile) as page:
            come_back(page, base)
            answer_and_be_thanked(page).press("home")
            assert page.evaluate(WAITING) == [1, 0]
            found["while it runs"] = hits(profile, *SECRETS)
            half_said(page)
            kill(profile)
        found["after a crash"] = hits(profile, *SECRETS)
        assert hits(profile, "ciphertext") or weak, "the scan finds what is there"
        with kept_tablet(browser, profile) as page:
            come_back(page, base)
            assert page.evaluate(WAITING) == [1, 0]
        found["while it waits"] = hits(profile, *SECRETS)
        network.always(passes)
        with kept_tablet(browser, profile) as page:
            come_back(page, base)
            await_sent(page)
        found["when it was sent"] = hits(profile, *SECRETS)
    assert stored(cast) == 1
    return found


def test_nothing_readable_is_ever_on_the_disk(site: Site, cast: World, browser: Browser) -> None:
    found = found_at_each_stage(site, cast, browser)
    assert found == {
        "while it runs": [], "after a crash": [], "while it waits": [], "when it was sent": [],
    }  # fmt: skip


def test_of_the_test_an_unsealed_answer_is_found(site: Site, cast: World, browser: Browser) -> None:
    """Even when it was sent long ago: what a database deletes stays in its files."""
    found = found_at_each_stage(site, cast, browser, UNSEALED)
    for stage, what in found.items():
        assert any(one.startswith(WORDS) for one in what), stage
        assert any(one.startswith(ANSWERED) for one in what), stage


@pytest.mark.parametrize("mode", MODES)
def test_of_the_test_each_coding_is_read(tmp_path: Path, mode: str) -> None:
    for number in range(21):
        (tmp_path / str(number)).write_bytes(b"x")
    (tmp_path / "0").write_bytes(b"x" + WORDS.encode(mode) + b"y")
    assert hits(tmp_path, WORDS) == [f"{WORDS} in 0"]
