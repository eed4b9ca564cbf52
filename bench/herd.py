"""Two hundred tablets come back at once, with fifty answers each, while people answer on phones.

The tablets are a process of their own, so that those who are measured do not wait for them here.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from statistics import quantiles

from bench import load
from bench.compare import Row
from bench.scenes import Scene
from survey.intake.sealing import seal
from survey.sealing_keys import SealingKey

TABLETS, EACH = 200, 50
LIVE = 20
"""People who answer meanwhile, each once a second."""
QUIET = 8
"""Seconds without the tablets, to compare with."""
PROMISE = 0.3
"""Seconds: 95 of a hundred of those people wait no longer."""
SPREAD = 60
"""Seconds within which tablets try again, each at a moment of its own."""


def rows_of_the_herd(one: Scene) -> Iterator[Row]:
    """How long people wait while the tablets send: all at the same moment, and as tablets do."""
    quiet = _waits(one, partial(time.sleep, QUIET))
    for name, spread in (("at one moment", 0), (f"within {SPREAD} s", SPREAD)):
        started = time.perf_counter()
        waits = _waits(one, partial(_herd, one, spread))
        seconds = time.perf_counter() - started
        told = f"{_p95(waits) * 1e3:.0f} ms against {_p95(quiet) * 1e3:.0f} ms without them, "
        told += f"{TABLETS * EACH / seconds:.0f}/s"
        title = f"p95 of {LIVE}/s, in 300 ms, {TABLETS} tablets {name}"
        yield Row(title, _p95(waits) / PROMISE, told, at_most=1)


def _waits(one: Scene, meanwhile: Callable[[], None]) -> list[float]:
    """Seconds each person waits for an answer to be taken while `meanwhile` runs."""
    over = threading.Event()
    with ThreadPoolExecutor(LIVE) as people:
        found = [people.submit(_person, one, over, number / LIVE) for number in range(LIVE)]
        try:
            meanwhile()
        finally:
            over.set()
        return [wait for waits in found for wait in waits.result()]


def _person(one: Scene, over: threading.Event, late: float) -> list[float]:
    """One answer a second, each over a connection of its own."""
    body = json.dumps(one.world.submission()).encode()
    waits: list[float] = []
    over.wait(late)
    while not over.is_set():
        answer = load.put(f"/responses/{secrets.token_hex(16)}", body, one.world.device_token)
        waits += load.run(one.ours, partial(_only, answer), clients=1).waits
        over.wait(max(0, 1 - waits[-1]))
    return waits


def _only(request: load.Request, _client: int) -> Iterator[load.Request]:
    yield request


def _p95(waits: list[float]) -> float:
    return quantiles(waits, n=20)[-1]


def _herd(one: Scene, spread: float) -> None:
    key = one.sealing_key()
    given = (one.ours, one.world.device_token, key.seed, one.world.submission(), spread)
    process = get_context("spawn").Process(target=send_all, args=given)
    process.start()
    process.join()
    assert process.exitcode == 0


def send_all(
    base: str, token: str, seed: bytes, submission: dict[str, object], spread: float
) -> None:
    """All tablets send what they kept, each one answer after the other."""
    key = SealingKey(seed)
    outside = {"round": submission["round"], "version": submission["version"]}
    content = json.dumps(submission).encode()

    def requests(_tablet: int) -> Iterator[load.Request]:
        for _ in range(EACH):
            id_ = secrets.token_hex(16)
            sealed = seal(key, id_, content, **outside)
            yield load.put(f"/responses/{id_}", json.dumps(sealed).encode(), token)

    load.run(base, requests, clients=TABLETS, spread=spread)
