"""`python -m bench`: how we compare with the least a service can do, on this machine, now."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.compare import Row, take_turns
from bench.growth import cost_of_growth
from bench.herd import rows_of_the_herd
from bench.printing import cost_of_letters
from bench.pulse import rows_of_the_pulse
from bench.report import rows_of_the_report
from bench.scenes import Scene, scene
from bench.screen import rows_of_the_screen
from bench.sealing import rows_of_sealing
from bench.staff import rows_of_the_staff
from tests.postgresql import create_database, postgresql_server


def main() -> None:
    """Print the table."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, 8 clients", flush=True)
    with tempfile.TemporaryDirectory(prefix="lydhoer-bench-") as folder:
        for row in rows(Path(folder)):
            print(row.line(), flush=True)


def rows(folder: Path) -> Iterator[Row]:
    """Every row, as it is measured."""
    (folder / "sqlite").mkdir()
    with scene(folder / "sqlite", f"sqlite:///{folder / 'sqlite' / 'bench.db'}") as one:
        yield from _both(one, "SQLite")
        yield _pages(one)
        yield _tail(one)
        yield from rows_of_the_screen(one)
        yield from rows_of_the_pulse(one)
        yield from rows_of_sealing(one)
        yield from rows_of_the_herd(one)
    (folder / "pg").mkdir()
    with (
        postgresql_server(folder / "pg") as server,
        scene(folder / "pg", create_database(server, "bench", "template1")) as one,
    ):
        yield from _both(one, "PostgreSQL")
    yield cost_of_growth(folder)
    yield cost_of_letters()
    yield from rows_of_the_staff(folder)
    (folder / "report").mkdir()
    yield from rows_of_the_report(folder / "report")


def _both(one: Scene, database: str) -> Iterator[Row]:
    ratio, mine, theirs = take_turns(
        lambda: one.submissions(one.ours).per_second,
        lambda: one.submissions(one.minimal).per_second,
    )
    told = f"{mine:.0f}/s against {theirs:.0f}/s"
    yield Row(f"submissions against one durable insert, {database}", ratio, told, at_least=0.5)
    ratio, mine, theirs = take_turns(
        lambda: one.interviews(one.ours).per_second,
        lambda: one.interviews(one.minimal).per_second,
    )
    told = f"{mine / 2:.0f}/s against {theirs / 2:.0f}/s"
    yield Row(f"whole interviews against hello + insert, {database}", ratio, told, at_least=0.4)


def _pages(one: Scene) -> Row:
    ratio, mine, theirs = take_turns(
        lambda: one.pages(one.ours).per_second,
        lambda: one.pages(one.minimal).per_second,
    )
    told = f"{mine:.0f}/s against {theirs:.0f}/s"
    return Row("interview pages against a bare hello", ratio, told, at_least=0.8)


def _tail(one: Scene) -> Row:
    measured = [one.submissions(one.ours) for _ in range(5)]
    waits = [wait for turn in measured for wait in turn.waits]
    whole = type(measured[0])(sum(turn.seconds for turn in measured), waits)
    told = f"p50 {sorted(waits)[len(waits) // 2] * 1e3:.1f} ms"
    return Row("submit p99 in times its p50, 8 clients, SQLite", whole.tail, told, at_most=3)


if __name__ == "__main__":
    main()
