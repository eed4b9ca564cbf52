"""The process that draws: started with the first chart, ended when there is nothing more to draw."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from admin.printing.fonts import FOLDER

CONVERTER = Path(__file__).with_name("converter.py")


class NotDrawn(RuntimeError):
    """The process that draws has ended over a chart."""


class Drawer:
    """Draws one chart after the other. It ends by itself with whoever started it."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def draw(self, specification: Mapping[str, Any]) -> str:
        """Vega-Lite as SVG. Raises `NotDrawn`."""
        with self._one_at_a_time:
            process = self._process = self._process or _start()
            try:
                return _ask(process, json.dumps(specification))
            except (OSError, ValueError) as fault:
                self._end()
                raise NotDrawn from fault

    def close(self) -> None:
        """End the process; the next chart starts another."""
        with self._one_at_a_time:
            self._end()

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 # our own file
        [sys.executable, str(CONVERTER), str(FOLDER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _ask(process: subprocess.Popen[str], line: str) -> str:
    if process.stdin is None or process.stdout is None:
        raise NotDrawn
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    drawn: str = json.loads(process.stdout.readline())
    return drawn
