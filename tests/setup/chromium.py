"""Find the browser that the journeys run in; as a script, print its path or install one.

python tests/setup/chromium.py             prints the path
python tests/setup/chromium.py --install   installs Chromium first when there is none
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ON_PATH = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same browser without a window, at less than half the cost."""
WAIT = 60
"""Seconds a browser gets to say its version."""
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)
NONE_FOUND = (
    "No Chromium found. Install it (Debian: apt install chromium; anywhere: "
    ".venv/bin/python -m playwright install --with-deps chromium), "
    "or set LYDHOER_CHROMIUM to the path of a Chromium or Chrome."
)


@cache
def find_chromium() -> str:
    """The path of a Chromium that starts. Raises `RuntimeError` saying what to install."""
    named = os.environ.get("LYDHOER_CHROMIUM")
    if named:
        return _named(named)
    for name in ON_PATH:
        path = shutil.which(name)
        if path and _starts(path):
            return path
    path = _from_playwright()
    if path and _starts(path):
        return path
    raise RuntimeError(NONE_FOUND)


def install() -> None:
    """Install Chromium from the system's packages where allowed, else Playwright's own."""
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and (as_root := _as_root()) is not None:
        update, install_ = (
            [*as_root, "apt-get", "update", "-q"],
            [*as_root, "apt-get", "install", "-y"],
        )
        commands = [update, *([*install_, name] for name in ON_PATH[:2]), *commands]
    for command in commands:
        print("Installing Chromium:", *command, file=sys.stderr, flush=True)
        subprocess.run(command, check=False, stdout=sys.stderr)
        if _found():
            return


def main(arguments: Sequence[str]) -> int:
    """Run as a script; returns the exit code."""
    if "--install" in arguments and not _found():
        install()
    try:
        print(find_chromium())
    except RuntimeError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def _named(path: str) -> str:
    if _starts(path):
        return path
    raise RuntimeError(f"LYDHOER_CHROMIUM names {path}, which does not start. {NONE_FOUND}")


def _found() -> bool:
    try:
        find_chromium()
    except RuntimeError:
        return False
    return True


def _starts(path: str) -> bool:
    """Some systems have a stand-in of that name that only tells how to install the real one."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _from_playwright() -> str | None:
    """Asked in a process of its own: a test may be running Playwright already."""
    answer = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; None when that needs a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return [sudo, "-n"]
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
