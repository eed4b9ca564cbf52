"""What stands between "I am done" and the thanks: sealing, storing and reading back, on a slow tablet.

Measured with the tablet's own queue, in a browser whose processor is four times slower than this
one. The disk is this machine's.
"""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from bench.compare import Row
from bench.scenes import Scene
from bench.screen import SLOWER
from tests.browsing import ARGUMENTS, chromium
from tests.faults.scripts import bundle
from tests.setup.chromium import find_chromium

TIMES = 50
PROMISE = 0.05
"""Seconds."""
KEEP = """async ({ sealing, round, version, body, times }) => {
  const queue = makeSealedQueue(() => sealing);
  await queue.count(); // as the page does when it starts
  const waits = [];
  for (let number = 0; number < times; number++) {
    const id = number.toString(16).padStart(32, "0");
    const started = performance.now();
    await queue.add({ id, round, version, body });
    waits.push(performance.now() - started);
    if ((await queue.first()).type === undefined) throw new Error("it is not on the disk");
  }
  if ((await queue.count()).waiting !== times) throw new Error("they are not all on the disk");
  return waits;
}"""


def rows_of_sealing(one: Scene) -> Iterator[Row]:
    """The median and the worst of fifty."""
    with chromium() as browser, tempfile.TemporaryDirectory(prefix="lydhoer-seal-") as profile:
        waits = _waits(one, browser, Path(profile))
    for name, of in (("median", median), ("worst", max)):
        told = f"{of(waits) * 1e3:.0f} ms, {len(waits)} times"
        title = f"sealed and stored, {name}, in 50 ms, CPU {SLOWER} times slower"
        yield Row(title, of(waits) / PROMISE, told, at_most=1)


def _waits(one: Scene, browser: Browser, profile: Path) -> list[float]:
    """Seconds of each."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=find_chromium(), args=ARGUMENTS
    )
    page = context.pages[0]
    page.goto(f"{one.ours}/healthz")
    page.evaluate(f"() => {{ {bundle('bench/sealing.mjs')} }}")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    waits: list[float] = page.evaluate(KEEP, _given(one))
    context.close()
    return [wait / 1e3 for wait in waits]


def _given(one: Scene) -> dict[str, Any]:
    key = one.sealing_key()
    return {
        "sealing": {"key": key.id, "public": base64.b64encode(key.public).decode()},
        "round": one.world.round_id,
        "version": one.world.version.hash,
        "body": json.dumps(one.world.submission()),
        "times": TIMES,
    }
