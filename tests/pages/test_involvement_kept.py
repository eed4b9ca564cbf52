"""Reports made ahead: by the worker, each once; pages show what is ready and start nothing heavy."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from admin import involvement_keeping
from admin.involvement_keeping import draw, make_all, make_due
from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.services import NAME, Services
from survey.staff import Grant, Reach, Role
from survey.store.initiative_changes import add_initiative
from survey.store.kept_report_queries import Subject, claim_due, find_kept, forget_unread, want
from survey.store.tables import KeptChart, KeptReport
from tests.pages.every_involvement import draw_all, full_report, keep_report
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World

WHOLE = "/admin/reports/organisation"
SUBJECT = Subject("organisation", None, "da")


def parts_of(pages: Pages) -> Services:
    found: Services = pages.client.application.extensions[NAME]
    return found


def made(pages: Pages) -> int:
    with pages.client.application.app_context():
        return make_due(parts_of(pages))


def make_initiative(pages: Pages) -> int:
    world = pages.world
    step = Step(State.IDEA, world.today, "Anna")
    return add_initiative(world.store, About("Sang"), [world.centre_id], step)


def test_the_worker_makes_what_is_due_once(pages: Pages) -> None:
    assert made(pages) == 2, "the whole organisation, in both languages of the staff"
    assert made(pages) == 0
    with pages.world.store.read() as connection:
        kept = find_kept(connection, SUBJECT, NOW)
    assert kept
    assert kept.made_at == NOW
    assert kept.content["about"]["name"] == "Hele organisationen"


def test_a_new_initiative_gets_its_report_before_anybody_asks(pages: Pages) -> None:
    made(pages)
    make_initiative(pages)
    assert made(pages) == 2


def test_it_is_made_anew_each_day_and_when_it_is_wanted(pages: Pages) -> None:
    made(pages)
    store = pages.world.store
    want(store, [SUBJECT], NOW + timedelta(seconds=1))
    assert made(pages) == 1
    assert made(pages) == 0
    with store.write() as connection:
        connection.execute(update(KeptReport).values(made_on=pages.world.today - timedelta(days=1)))
    assert made(pages) == 2
    with pages.client.application.app_context():
        assert make_all(parts_of(pages)) == 0, "the clock of a test stands still"


def test_of_two_workers_one_makes_it(world: World) -> None:
    want(world.store, [SUBJECT], NOW)
    together = Barrier(2)

    def claim(_: int) -> bool:
        together.wait()
        return claim_due(world.store, NOW, world.today) is not None

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(claim, range(2))) == [False, True]
    later = NOW + timedelta(minutes=11)
    assert claim_due(world.store, later, world.today), "whoever stopped is taken over from"


def test_one_that_fails_holds_up_no_other(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    make = involvement_keeping.make

    def fail_in_danish(parts: Services, subject: Subject) -> object:
        if subject.language == "da":
            raise ValueError
        return make(parts, subject)

    monkeypatch.setattr(involvement_keeping, "make", fail_in_danish)
    assert made(pages) == 1
    assert made(pages) == 0, "it is left alone for a while"


def test_pictures_are_shown_when_they_are_drawn_and_tables_before(pages: Pages) -> None:
    pages.sign_in()
    report = full_report(pages.world.today)
    keep_report(pages, report)
    before = pages.open(WHOLE)
    assert "<svg xmlns" not in before
    assert "Billedet er ved at blive tegnet. Tallene står her." in before
    assert "Hent siden igen om et minut." in before
    assert "<details" not in before
    draw_all(pages, report)
    after = pages.open(WHOLE)
    figures = sum(len(one.figures) for one in report.sections) - 1
    assert after.count("<svg xmlns") == after.count('role="img"') == figures
    assert 'aria-label="Et billede af dots: 70 %."' in after
    assert after.count("<details") == figures
    assert "ved at blive" not in after


def test_a_chart_is_drawn_once_and_kept_by_what_it_shows(pages: Pages) -> None:
    report = full_report(pages.world.today)
    parts = parts_of(pages)
    assert (draw(parts, report) > 3, draw(parts, report)) == (True, 0)


def test_what_happened_stands_under_its_curve_by_number(pages: Pages) -> None:
    pages.sign_in()
    report = full_report(pages.world.today)
    keep_report(pages, report)
    assert re.search(r'figure-events"><li>21. marts 2025: Sang', pages.open(WHOLE))


def test_an_older_report_is_shown_and_made_anew(pages: Pages) -> None:
    pages.sign_in()
    report = full_report(pages.world.today - timedelta(days=1))
    old = NOW - timedelta(days=1)
    keep_report(pages, report, made_at=old, wanted_at=old - timedelta(minutes=1))
    draw_all(pages, report)
    assert "En nyere rapport er ved at blive lavet." in pages.open(WHOLE)
    assert made(pages) == 2
    assert "ved at blive lavet" not in pages.open(WHOLE)


def test_what_an_older_release_wrote_is_not_shown(pages: Pages) -> None:
    pages.sign_in()
    keep_report(pages, full_report(pages.world.today), content={"schema_version": 0})
    assert "Afsnit 1" not in pages.open(WHOLE)


def test_nobody_is_shown_a_report_made_for_a_wider_reach(pages: Pages) -> None:
    keep_report(pages, full_report(pages.world.today))
    pages.sign_in("Bo", Grant(Role.READER, centre_id=pages.world.centre_id))
    assert "Afsnit 1" not in pages.open(WHOLE)
    here = Subject("organisation", None, "da", Reach(centres=frozenset({pages.world.centre_id})))
    with pages.world.store.read() as connection:
        assert find_kept(connection, here, NOW), "hers is to be made"


def test_before_it_is_made_the_page_says_so(pages: Pages) -> None:
    pages.sign_in()
    path = f"/admin/reports/centres/{pages.world.centre_id}"
    assert "Rapporten er ved at blive lavet. Hent siden igen om et minut." in pages.open(path)
    made(pages)
    found = pages.open(path)
    assert "ved at blive lavet" not in found
    assert "Ingen runde er slut" in found


def test_a_page_costs_no_more_than_twelve_statements(pages: Pages) -> None:
    pages.sign_in()
    number = make_initiative(pages)
    for number_ in range(12):
        pages.world.deliver(pages.world.submission(), f"{number_:032x}")
    for path in (WHOLE, f"/admin/reports/initiatives/{number}", "/admin/reports/centres/1"):
        for make_it in (False, True):
            if make_it:
                made(pages)
            with counted(parts_of(pages).store) as said:
                pages.open(path)
            assert len(said) <= 12, said


def test_what_nobody_reads_is_deleted(pages: Pages) -> None:
    store, later = pages.world.store, NOW + timedelta(days=61)
    want(store, [SUBJECT, Subject("centre", 1, "da")], NOW)
    draw(parts_of(pages), full_report(pages.world.today))
    assert forget_unread(store, NOW, pages.world.today) == 0
    forget_unread(store, later, later.date())
    with store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(KeptReport)) == 1
        assert connection.scalar(select(func.count()).select_from(KeptChart)) == 0


def test_what_draws_is_not_imported_by_whoever_serves() -> None:
    code = (
        "import sys, app; from admin.report.charts import chart_svg;"
        " print([m for m in ('altair', 'vl_convert', 'typst') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
