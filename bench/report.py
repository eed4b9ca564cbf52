"""What an involvement report costs where a million have answered, and what it costs those who answer."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import delete, insert, literal, select, update

from admin.involvement_keeping import charts_of, draw, make, make_due
from admin.report.involvement.model import InvolvementReport
from app import create_app
from bench.compare import Row
from bench.scenes import Scene, scene
from config import Settings
from survey.clock import utc_now
from survey.commands.work import GIVES_WAY
from survey.services import NAME, Services
from survey.store import migrate
from survey.store.engine import open_store
from survey.store.kept_report_queries import Subject
from survey.store.setup_queries import Asking, add_initiative, add_round
from survey.store.tables import KeptChart, Round, Tally
from survey.voices import Perspective, Voice
from tests.serving import ROOT, environment
from tests.visiting import Pages
from tests.world import World, make_world

ROUNDS, EACH, MORE = 12, 84, 1_000
"""Twelve rounds of 84 responses are a thousand; with a thousand times as much in each count, a
million."""
TURNS = 9
MEGABYTES = 400
"""What the worker may grow to."""


@dataclass(frozen=True)
class Instance:
    """An instance with a report to make and to show."""

    app: Flask
    pages: Pages
    folder: Path
    database: str

    @property
    def parts(self) -> Services:
        """What it is made of."""
        found: Services = self.app.extensions[NAME]
        return found

    def data(self) -> InvolvementReport:
        """The report as data."""
        with self.app.test_request_context():
            made = make(self.parts, Subject("initiative", 1, "da"))
        assert made
        return made

    def drawn(self, report: InvolvementReport) -> None:
        """All its charts, anew."""
        with self.parts.store.write() as connection:
            connection.execute(delete(KeptChart))
        draw(self.parts, report)

    def page(self) -> None:
        """Its page with all charts."""
        answer = self.pages.client.get("/admin/reports/initiatives/1")
        assert b"<svg" in answer.data


def rows_of_the_report(folder: Path) -> Iterator[Row]:
    """A million responses against a thousand, memory, and the rate of those who answer meanwhile."""
    few, many = instance(folder / "few", 1), instance(folder / "many", MORE)
    report = many.data()
    charts = len(charts_of(report))
    yield _against("report data", many.data, few.data)
    small = few.data()
    yield _against(f"its {charts} charts", lambda: many.drawn(report), lambda: few.drawn(small))
    for one in (few, many):
        with one.app.app_context():
            make_due(one.parts)
    yield _against("its page with all charts", many.page, few.page)
    yield _memory(many)
    (folder / "beside").mkdir()
    yield _meanwhile(folder / "beside")


def instance(folder: Path, times: int) -> Instance:
    """An initiative with twelve closed rounds, each count multiplied."""
    folder.mkdir()
    database = f"sqlite:///{folder / 'report.db'}"
    store = open_store(database)
    migrate.upgrade(store)
    world = make_world(store, utc_now())
    for number in range(EACH):
        world.deliver(world.submission(), f"{number:032x}")
    _multiply(world, times)
    settings = Settings(
        instance=folder / "instance",
        database=database,
        secret_key="s" * 32,
        tombstone_key="t" * 32,
    )
    app = create_app(settings)
    app.testing = True
    pages = Pages(world, app.test_client())
    pages.sign_in(now=utc_now())
    return Instance(app, pages, folder, database)


def _multiply(world: World, times: int) -> None:
    today = world.today
    voices = {Voice.RESIDENT: [Perspective.SELF], Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    ids = [world.round_id]
    with world.store.session() as session:
        initiative = add_initiative(session, "Sang", "Selskab", [world.centre_id]).id
        for number in range(1, ROUNDS):
            last = today - timedelta(days=30 * number)
            asking = Asking(world.version.id, voices, last - timedelta(days=13), last)
            ids.append(add_round(session, asking, [world.centre_id]).id)
    closed = {"opens_on": today - timedelta(days=14), "closes_on": today - timedelta(days=1)}
    names = [one.name for one in Tally.__table__.columns]
    with world.store.write() as connection:
        connection.execute(update(Round).where(Round.id == world.round_id).values(closed))
        connection.execute(update(Round).values(initiative_id=initiative))
        connection.execute(update(Tally).values(n=Tally.n * times))
        for number in ids[1:]:
            copied = [getattr(Tally, name) for name in names]
            copied[names.index("round_id")] = literal(number)
            first = select(*copied).where(Tally.round_id == world.round_id)
            connection.execute(insert(Tally).from_select(names, first))


def _against(what: str, many: Callable[[], object], few: Callable[[], object]) -> Row:
    pairs = [(_seconds(many), _seconds(few)) for _ in range(TURNS)][1:]
    ratio = median(m / f for m, f in pairs)
    told = " against ".join(f"{median(one) * 1e3:.0f} ms" for one in zip(*pairs, strict=True))
    return Row(f"{what}, 1,000,000 responses against 1,000", ratio, told, at_most=1.5)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _memory(one: Instance) -> Row:
    """The most that a process took which made all reports and drew all charts."""
    with one.parts.store.write() as connection:
        connection.execute(delete(KeptChart))
    _flask(one.folder / "instance", one.database, "report", "refresh")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = f"{most:.0f} of {MEGABYTES} MB"
    return Row("memory of whoever makes reports", most / MEGABYTES, told, at_most=1)


def _flask(folder: Path, database: str, *words: str) -> None:
    """Run a command of the service to its end, as a worker that has long started gives way."""
    subprocess.run(
        ["nice", "-n", str(GIVES_WAY), sys.executable, "-m", "flask", "--app", "app", *words],
        cwd=ROOT,
        env=environment(folder, database, "http://127.0.0.1"),
        capture_output=True,
        check=True,
    )


def _meanwhile(folder: Path) -> Row:
    """Interviews while a report and an export are made again and again, against none of that."""
    with scene(folder, f"sqlite:///{folder / 'bench.db'}") as one:
        busy, idle = [], []
        one.interviews(one.ours)
        for _ in range(5):
            idle.append(one.interviews(one.ours).per_second)
            with _work_beside(one):
                busy.append(one.interviews(one.ours).per_second)
    ratio = median(b / i for b, i in zip(busy, idle, strict=True))
    told = f"{median(busy) / 2:.0f}/s against {median(idle) / 2:.0f}/s"
    return Row("interviews while a report and an export are made", ratio, told, at_least=0.7)


@contextmanager
def _work_beside(one: Scene) -> Iterator[None]:
    """A worker that makes reports anew all the time, and an export after the other."""
    over = threading.Event()

    def again(*words: str) -> None:
        while not over.is_set():
            _flask(one.folder / "ours", f"sqlite:///{one.folder / 'bench.db'}", *words)

    threads = [
        threading.Thread(target=again, args=words)
        for words in (("report", "refresh"), ("export", str(one.world.round_id)))
    ]
    for thread in threads:
        thread.start()
    time.sleep(2)
    yield
    over.set()
    for thread in threads:
        thread.join()
