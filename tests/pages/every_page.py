"""Every page there is, opened the way a person comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from survey.asking_notes import Note, NoteKind, NoteReason
from survey.ledger import Storage, Told
from survey.store.follow_queries import add_note
from survey.store.ledger_queries import write_down
from survey.store.round_edit_queries import archive_round, make_round
from survey.store.setup_queries import add_headcount
from survey.voices import Voice
from tests.planning import plan_of
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


def staff_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page staff can meet."""
    world = pages.world
    yield "sign_in", pages.open("/admin/sign-in")
    yield "sign_in_gone", pages.open("/admin/sign-in/gone", 410)
    pages.sign_in()
    yield "home", pages.open("/admin/")
    yield from _actions(pages)
    yield from _not_arrived(pages)
    yield "report_empty", pages.open(f"/admin/rounds/{world.round_id}/report")
    for number in range(12):
        world.deliver(world.submission(), f"{number:032x}")
    yield "report", pages.open(f"/admin/rounds/{world.round_id}/report")
    yield "report_en", pages.open(f"/admin/rounds/{world.round_id}/report?lang=en")
    yield from _rounds(pages)


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


def _rounds(pages: Pages) -> Iterator[tuple[str, str]]:
    """Rounds: the list, making one, changing one that has answers, and who has been heard."""
    world = pages.world
    listed, use = "/admin/rounds/", "/admin/rounds/new?use=satisfaction"
    yield "rounds", pages.open(listed)
    yield "rounds_not_found", pages.open(f"{listed}?find=intet")
    yield "rounds_archived_empty", pages.open(f"{listed}?archived=1")
    yield "round_choose", pages.open("/admin/rounds/new")
    yield "round_new", pages.open(use)
    csrf = pages.csrf(use)
    wrong = {**csrf, "closes_on": "i morgen", "keeps_days": "1", "repeats": "7"}
    yield "round_new_again", pages.post(use, wrong, 400)
    meeting = {**csrf, "meeting_on": "2027-01-20", "propose": "1", "keeps_days": "730"}
    yield "round_new_proposed", pages.post(use, meeting, 200)
    plan = plan_of(world, days=plan_of(world).days.moved(timedelta(days=9)), repeats_weeks=13)
    planned = make_round(world.store, plan)
    yield "round_planned", pages.open(f"{listed}{planned}")
    form = {**csrf, "revision": "0", "centres": str(world.centre_id), "voices": "resident:self"}
    days = {"opens_on": "2026-12-01", "closes_on": "2026-12-09", "keeps_days": "730"}
    path = f"{listed}{planned}/change"
    yield "round_change", pages.open(path)
    yield "round_change_meanwhile", pages.post(path, {**form, **days}, 409)
    number = world.round_id
    yield "round_change_answered", pages.open(f"{listed}{number}/change")
    yield "round", pages.open(f"{listed}{number}")
    yield from _board(pages, f"{listed}{number}/board")
    archive_round(world.store, planned, world.today)
    yield "rounds_archived", pages.open(f"{listed}?archived=1")
    yield "round_archived", pages.open(f"{listed}{planned}")


def _board(pages: Pages, path: str) -> Iterator[tuple[str, str]]:
    """Who has been heard: with a silent group, notes, and a note that needs a second look."""
    world = pages.world
    with world.store.session() as session:
        add_headcount(session, world.centre_id, None, Voice.RELATIVE, 30, world.today)
    note = Note(world.centre_id, 0, "resident", NoteKind.NOT_ABLE, 7, NoteReason.SENSES)
    add_note(world.store, world.round_id, note, "Anna", world.today)
    yield "board", pages.open(path)
    yield "board_en", pages.open(f"{path}?lang=en")
    yield "board_not_found", pages.open(f"{path}?find=intet")
    yield "board_again", pages.post(path, {**pages.csrf(path), "people": "mange"}, 400)
