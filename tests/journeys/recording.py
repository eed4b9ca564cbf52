"""Recording what is read aloud, with a microphone that hears a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browsing import ARGUMENTS
from tests.served import Site
from tests.setup.chromium import find_chromium
from tests.sounds import silence, tone, wav

QUIET, SAID = 1.5, 1.0
"""Seconds: what the microphone hears, over and over: nothing, a tone, nothing."""


@contextmanager
def microphone(browser: Browser, sound: Path) -> Iterator[Browser]:
    """A browser of its own whose microphone hears a file; nobody is asked whether it may."""
    fake = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={sound}",
    ]
    launch = browser.browser_type.launch
    ours = launch(executable_path=find_chromium(), args=[*ARGUMENTS, *fake])
    yield ours
    ours.close()


def said_in(folder: Path) -> Path:
    """What the microphone hears, as a file."""
    file = folder / "said.wav"
    heard = [*silence(QUIET, 48_000), *tone(SAID, 48_000), *silence(QUIET, 48_000)]
    file.write_bytes(wav(heard, 48_000))
    return file


def await_recorded(page: Page) -> None:
    """Let it record as long as the microphone's file lasts."""
    page.wait_for_function(
        "n => parseInt(document.querySelector('[data-seconds]').textContent) >= n",
        arg=int(2 * QUIET + SAID),
    )


def stored(site: Site) -> list[Path]:
    """The recordings that are kept, as files."""
    return sorted((site.instance / "audio" / "voices").glob("*.wav"))
