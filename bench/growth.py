"""Does a submission cost more when a million are stored?"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from sqlalchemy import text

from bench.compare import Row
from survey.clock import utc_now
from survey.store import migrate
from survey.store.engine import open_store
from tests.world import World, make_world

FEW, MANY = 10, 1_000_000
EACH = 200

COPY = text(
    "INSERT INTO response SELECT id.new, digest, round_id, version_id, centre_id, unit_id, voice,"
    " perspective, mode, helper, language, outcome, day, display, answers FROM response,"
    " (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)"
    "  SELECT lower(hex(randomblob(16))) AS new FROM n ORDER BY new) AS id"
    " WHERE response.id = :first"
)


def cost_of_growth(folder: Path) -> Row:
    """The time of a submission beside a million others, against that beside ten."""
    few, many = _world(folder, "few", FEW), _world(folder, "many", MANY)
    pairs = [(_cost(many), _cost(few)) for _ in range(5)]
    ratio = median(m / f for m, f in pairs[1:])
    detail = f"{median(m for m, _ in pairs) * 1e3:.2f} ms against "
    detail += f"{median(f for _, f in pairs) * 1e3:.2f} ms"
    for world in (few, many):
        world.store.engine.dispose()
    return Row("cost of a submission, 1,000,000 stored against 10", ratio, detail, at_most=1.3)


def _world(folder: Path, name: str, rows: int) -> World:
    store = open_store(f"sqlite:///{folder / name}.db")
    migrate.upgrade(store)
    world = make_world(store, utc_now())
    first = world.deliver(world.submission()).id
    with store.write() as connection:
        connection.execute(COPY, {"rows": rows - 1, "first": first})
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return world


def _cost(world: World) -> float:
    """Seconds of the median submission."""
    waits = []
    for _ in range(EACH):
        submission = world.submission()
        started = time.perf_counter()
        world.deliver(submission)
        waits.append(time.perf_counter() - started)
    return median(waits)
