"""Every page there is, opened the way a person comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import update

from survey.intake.receipts import code_of
from survey.ledger import Storage, Told
from survey.store.ledger_queries import write_down
from survey.store.tables import Round
from tests.visiting import Pages
from tests.world import make_codes, relatives_answer


def respondents_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page a respondent can meet."""
    world = pages.world
    code, version = world.link_code, world.version.hash
    yield "start", pages.open(f"/s/{code}")
    yield "start_en", pages.open(f"/s/{code}?lang=en")
    for language in ("da", "en"):
        for perspective in ("self", "as_resident"):
            path = f"/i/{version}/{language}/{perspective}"
            yield f"interview_{language}_{perspective}", pages.open(path)
    wrong = {"q.needs": ["company", "music", "walks"], "q.matters": "<ord>", "q.visits": "x"}
    yield "form_again", pages.post(f"/s/{code}/da/as_resident?id={'a' * 32}", wrong, 400)
    yield "thanks", pages.open(f"/s/{code}/thanks")
    (personal,) = make_codes(world, 1)
    yield "start_personal", pages.open(f"/s/{personal}")
    world.deliver(relatives_answer(world), "a" * 32, personal)
    yield "used", pages.open(f"/s/{personal}", 410)
    yield "unknown", pages.open("/s/unknown", 404)
    yield "nothing", pages.open("/nothing", 404)
    yield "kiosk", pages.open("/k/")
    yield "statement", pages.open("/tilgaengelighed")
    yield "statement_en", pages.open("/tilgaengelighed?lang=en")
    with world.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))
    yield "start_receipts", pages.open(f"/s/{code}")
    yield "thanks_receipt", pages.post(f"/s/{code}/da/as_resident?id={'b' * 32}", {}, 200)


def staff_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page staff can meet."""
    world = pages.world
    yield "sign_in", pages.open("/admin/sign-in")
    yield "sign_in_gone", pages.open("/admin/sign-in/gone", 410)
    pages.sign_in()
    yield "home", pages.open("/admin/")
    yield from _actions(pages)
    yield from _not_arrived(pages)
    yield from _records(pages)
    yield "report_empty", pages.open(f"/admin/rounds/{world.round_id}/report")
    for number in range(12):
        world.deliver(world.submission(), f"{number:032x}")
    yield "report", pages.open(f"/admin/rounds/{world.round_id}/report")
    yield "report_en", pages.open(f"/admin/rounds/{world.round_id}/report?lang=en")


def _actions(pages: Pages) -> Iterator[tuple[str, str]]:
    """What was promised: nothing yet, one promise, and forms that need a second look."""
    yield "actions_empty", pages.open("/admin/actions/")
    csrf = pages.csrf("/admin/actions/new")
    texts = {"said_da": "Vi savner sang.", "promised_da": "Et kor kommer.", "owner": "Anna"}
    promise = {"place": f"centre-{pages.world.centre_id}", **texts, "due_on": "2026-01-01"}
    assert pages.client.post("/admin/actions/new", data={**promise, **csrf}).status_code == 303
    yield "actions", pages.open("/admin/actions/")
    yield "action", pages.open("/admin/actions/1")
    yield "action_outcome", pages.open("/admin/actions/1/outcome")
    wrong, gone = {"said_en": "x", "due_on": "i morgen", **csrf}, {"state": "gone", **csrf}
    yield "action_again", pages.post("/admin/actions/new", wrong, 400)
    yield "action_outcome_again", pages.post("/admin/actions/1/outcome", gone, 400)


def _records(pages: Pages) -> Iterator[tuple[str, str]]:
    """Who did what, what is kept, and erasing: a code, a slip of the pen, yes, and nothing there."""
    yield "records", pages.open("/admin/records")
    pages.open(f"/admin/rounds/{pages.world.round_id}/exports")
    yield "audit", pages.open("/admin/audit")
    yield "audit_nobody", pages.open("/admin/audit?find=nobody")
    yield "inventory", pages.open("/admin/inventory")
    yield "erase", pages.open("/admin/erase")
    csrf, code = pages.csrf("/admin/erase"), code_of("0123456789abcdef" * 2)
    yield "erase_again", pages.post("/admin/erase", {"code": "K7", **csrf}, 400)
    yield "erase_sure", pages.post("/admin/erase", {"code": code, **csrf}, 200)
    yield "erased", pages.post("/admin/erase/now", {"code": code, **csrf}, 200)


def _not_arrived(pages: Pages) -> Iterator[tuple[str, str]]:
    """What was kept aside, and tablets: all well, then everything wrong that can be."""
    world = pages.world
    yield "quarantine_empty", pages.open("/admin/quarantine")
    yield "tablets_silent", pages.open("/admin/tablets")
    world.deliver(world.submission(version="f" * 64), "d" * 32)
    world.deliver(world.submission(), "e" * 32, world.link_code)
    told = Told("a" * 32, 9, 0, 2, 1, Storage.MAY_BE_LOST, False, False, "0.1.0")
    device = world.channel(world.device_token).id
    write_down(world.store, device, told, world.today - timedelta(days=3))
    yield "home_alarm", pages.open("/admin/")
    yield "tablets", pages.open("/admin/tablets")
    yield "quarantine", pages.open("/admin/quarantine")
    csrf = pages.csrf("/admin/quarantine")
    assert pages.client.post("/admin/quarantine", data=csrf).status_code == 303
    yield "quarantine_again", pages.open("/admin/quarantine")
