"""Every page there is, opened the way a person comes to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import update

from survey.asking_notes import Note, NoteKind, NoteReason
from survey.intake.receipts import code_of
from survey.ledger import Storage, Told
from survey.store.follow_queries import add_note
from survey.store.ledger_queries import write_down
from survey.store.round_edit_queries import archive_round, make_round
from survey.store.setup_queries import add_headcount
from survey.store.tables import Round
from survey.voices import Voice
from tests.pages.every_actions import actions_pages, told_pages
from tests.pages.every_codesign import codesign_pages, ordering_pages
from tests.pages.every_ideas import ideas_pages
from tests.pages.every_involvement import involvement_pages
from tests.pages.every_meetings import meetings_pages
from tests.pages.every_partner import partner_pages
from tests.pages.every_prompts import prompts_pages
from tests.pages.every_pulse import pulse_pages
from tests.pages.every_questionnaires import questionnaires_pages
from tests.pages.every_words import words_pages
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
    yield "statement", pages.open("/tilgaengelighed")
    yield from told_pages(pages)
    yield from ordering_pages(pages)
    yield "statement_en", pages.open("/tilgaengelighed?lang=en")
    with world.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))
    yield "start_receipts", pages.open(f"/s/{code}")
    yield "thanks_receipt", pages.post(f"/s/{code}/da/as_resident?id={'b' * 32}", {}, 200)


def staff_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page staff can meet."""
    world = pages.world
    yield "sign_in", pages.open("/admin/sign-in")
    wrong = {"email": "x", **pages.csrf("/admin/sign-in")}
    yield "sign_in_again", pages.post("/admin/sign-in", wrong, 200)
    yield "forgotten", pages.open("/admin/forgotten")
    yield "forgotten_again", pages.post("/admin/forgotten", wrong, 200)
    yield "sign_in_gone", pages.open("/admin/sign-in/link/gone", 410)
    pages.sign_in()
    yield "home", pages.open("/admin/")
    yield from _accounts(pages)
    yield from _people(pages)
    yield from actions_pages(pages)
    yield from _initiatives(pages)
    yield from _not_arrived(pages)
    yield from _centres(pages)
    yield from _records(pages)
    yield from _channels(pages)
    yield from prompts_pages(pages)
    yield from involvement_pages(pages)
    yield "report_empty", pages.open(f"/admin/rounds/{world.round_id}/report")
    for number in range(12):
        world.deliver(world.submission(), f"{number:032x}")
    yield "report", pages.open(f"/admin/rounds/{world.round_id}/report")
    yield "report_en", pages.open(f"/admin/rounds/{world.round_id}/report?lang=en")
    yield from words_pages(pages)
    yield from _rounds(pages)
    yield from pulse_pages(pages)
    yield from codesign_pages(pages)
    yield from ideas_pages(pages)
    yield from questionnaires_pages(pages)
    yield from partner_pages(pages)


def _accounts(pages: Pages) -> Iterator[tuple[str, str]]:
    """One's own account, the first start, and beginning an interview; each with its faults."""
    csrf = pages.csrf("/admin/")
    for name in ("", "sessions", "password", "passkeys", "second-step", "recovery-codes"):
        yield f"account_{name}", pages.open(f"/admin/account/{name}")
    yield "account_again", pages.post("/admin/account/", {"name": "", **csrf}, 400)
    yield "password_again", pages.post("/admin/account/password", csrf, 200)
    app = {"setup": "authenticator", **csrf}
    yield "second_step_app", pages.post("/admin/account/second-step", app, 200)
    codes = {"generate_new_codes": "yes", **csrf}
    yield "recovery_codes_shown", pages.post("/admin/account/recovery-codes", codes, 200)
    yield "interview", pages.open("/admin/interview/")
    for page in ("", "centre"):
        yield f"set_up_{page}", pages.open(f"/admin/set-up/{page}")
        wrong = {"name": "", "resident": "x", "contact_email": "x", **csrf}
        yield f"set_up_{page}_again", pages.post(f"/admin/set-up/{page}", wrong, 400)
    yield "help", pages.open("/admin/help/")
    yield "help_page", pages.open("/admin/help/coordinator")
    yield "reports", pages.open("/admin/reports/")
    yield "staff_nothing", pages.open("/admin/nothing", 404)


def _people(pages: Pages) -> Iterator[tuple[str, str]]:
    """Those who may sign in, an invitation and its faults."""
    csrf = pages.csrf("/admin/")
    yield "people", pages.open("/admin/people/")
    yield "person_new", pages.open("/admin/people/new")
    yield "person_new_again", pages.post("/admin/people/new", csrf, 400)
    somebody = {"name": "Bo", "email": "bo@example.org", "role": "reader", "places": "everywhere"}
    yield "person_invited", pages.post("/admin/people/new", {**somebody, **csrf}, 200)
    number = pages.open("/admin/people/").split('/link"')[0].rsplit("/", 1)[1]
    yield "people_invited", pages.open("/admin/people/")
    yield "person", pages.open(f"/admin/people/{number}")
    yield "person_again", pages.post(f"/admin/people/{number}", {"role": "", **csrf}, 400)
    met = {"role": "reader", "places": "everywhere", "revision": "9", **csrf}
    yield "person_met", pages.post(f"/admin/people/{number}", met, 409)


def _centres(pages: Pages) -> Iterator[tuple[str, str]]:
    """Centres, units and headcounts: without anything, with everything to ask about, and faults."""
    own, csrf = f"/admin/centres/{pages.world.centre_id}", pages.csrf("/admin/centres/new")
    yield "centres", pages.open("/admin/centres/")
    yield "centres_not_found", pages.open("/admin/centres/?find=rosen")
    yield "centres_archived_empty", pages.open("/admin/centres/archived")
    yield "centre_new", pages.open("/admin/centres/new")
    yield "centre_new_again", pages.post("/admin/centres/new", {"units": "Eg\nEg", **csrf}, 400)
    yield "centre_without_numbers", pages.open(own)
    yield "headcounts_history_empty", pages.open(f"{own}/headcounts/history")
    for name, path, status in (
        ("name", "name", 409),
        ("unit", "units/1", 409),
        ("units", "units/new", 400),
    ):
        yield f"centre_{name}", pages.open(f"{own}/{path}")
        wrong = {"name": "Rosenhaven", "revision": "9", **csrf}
        yield f"centre_{name}_again", pages.post(f"{own}/{path}", wrong, status)
    yield "headcounts", pages.open(f"{own}/headcounts/new")
    yield "headcounts_again", pages.post(f"{own}/headcounts/new", {"resident_0": "x", **csrf}, 400)
    counts = {"resident_0": "40", "resident_1": "24", "resident_2": "18", "staff_1": "12"}
    for day in ("2026-01-01", "2026-11-20"):
        form = {"counted_on": day, **counts, **csrf}
        assert pages.client.post(f"{own}/headcounts/new", data=form).status_code == 303
        yield f"centre_{day}", pages.open(own)
    yield "headcounts_history", pages.open(f"{own}/headcounts/history")
    for what in ("units/1/archive", "archive"):
        assert pages.client.post(f"{own}/{what}", data=csrf).status_code == 303
    yield "centre_archived", pages.open(own)
    yield "centres_archived", pages.open("/admin/centres/archived")
    yield "unit_archived", pages.open(f"{own}/units/1")
    for what in ("units/1/bring-back", "bring-back"):
        assert pages.client.post(f"{own}/{what}", data=csrf).status_code == 303


def _initiatives(pages: Pages) -> Iterator[tuple[str, str]]:
    """Initiatives: none yet, one with all its parts, and forms that need a second look."""
    rooms, one = "/admin/initiatives/", "/admin/initiatives/1"
    yield "initiatives_empty", pages.open(rooms)
    yield "initiative_new", pages.open(f"{rooms}new")
    idea = {"name": "Fællesskab", "need": "Selskab", "needs": ["music"]}
    centre = {"centres": str(pages.world.centre_id)}
    _keep(pages, f"{rooms}new", {**idea, **centre})
    yield "initiative_idea", pages.open(one)
    times = {"meeting_weeks": "4", "next_meeting_on": "2026-12-01", "funding_ends_on": "2027-01-31"}
    partner = {"name": "Naboklubben", "begins_on": "2026-01-01", "floor": "60"}
    _keep(pages, f"{one}/times", {**times, "revision": "1"})
    _keep(pages, f"{one}/owners", {"owner": "Anna", "revision": "2"})
    _keep(pages, f"{one}/owners", {"owner": "Bo", "second_owner": "Cilla", "revision": "3"})
    _keep(pages, f"{one}/partners/new", partner)
    _keep(pages, f"{one}/step", {"to": "asking", "revision": "4"})
    yield "initiatives", pages.open(rooms)
    yield "initiatives_found", pages.open(f"{rooms}?find=selskab&show=all")
    yield "initiative", pages.open(one)
    forms = ("about", "owners", "times", "step", "partners/new", "partners/1")
    for name in (*forms, "partners/1/agreement", "hand-over", "step?to=decided"):
        yield f"initiative_{name.replace('/', '_').replace('?', '_')}", pages.open(f"{one}/{name}")
    yield from _initiatives_again(pages, one, (*forms, "partners/1/agreement"))
    yield from meetings_pages(pages)
    _keep(pages, f"{one}/away", {})
    yield "initiative_away", pages.open(one)


def _initiatives_again(pages: Pages, one: str, forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each form of an initiative with everything wrong, and saved from an older revision."""
    csrf = pages.csrf("/admin/")
    wrong = {
        "name": "",
        "need": "",
        "owner": "",
        "meeting_weeks": "ofte",
        "next_meeting_on": "snart",
        "begins_on": "nu",
        "floor": "halvdelen",
        "needs": ["x"],
        "centres": ["x"],
        "to": "need_confirmed",
    }
    for name in forms:
        page = pages.post(f"{one}/{name}", {**wrong, **csrf}, 400)
        yield f"initiative_{name.replace('/', '_')}_again", page
    right = {"name": "Andet", "need": "Andet", "owner": "Andet", "to": "decided"}
    decided = {"verdict": "stop", "remark": "Andet", "told": "Andet", "revision": "0"}
    for name in ("about", "owners", "times", "step", "partners/1"):
        form = {**right, **decided, "next_meeting_on": "", "meeting_weeks": "", **csrf}
        yield f"initiative_{name.replace('/', '_')}_met", pages.post(f"{one}/{name}", form, 409)


def _keep(pages: Pages, path: str, form: Mapping[str, object]) -> None:
    """Post a form that is taken."""
    csrf = pages.csrf("/admin/")
    assert pages.client.post(path, data={**form, **csrf}).status_code == 303


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


def _channels(pages: Pages) -> Iterator[tuple[str, str]]:
    """Tablets from being added to being shut out; links from being made to being closed."""

    def post(path: str, status: int, **form: object) -> str:
        answer = pages.client.post(path, data={**form, **pages.csrf("/admin/")})
        return pages.look(answer, status) if status != 303 else pages.open(answer.location)

    tablets, links = "/admin/tablets", "/admin/rounds/1/links"
    yield "tablet_new", pages.open(f"{tablets}/new")
    yield "tablet_new_again", post(f"{tablets}/new", 400, name=" ", spot="nowhere")
    yield "pairing", post(f"{tablets}/new", 303, name="Stuen", spot="centre-1")
    yield "tablet", pages.open(f"{tablets}/1")
    yield "tablet_pin", post(f"{tablets}/1/pin", 303)
    yield "tablet_change", pages.open(f"{tablets}/1/change")
    yield (
        "tablet_change_late",
        post(f"{tablets}/1/change", 409, name="Stuen", spot="centre-1", revision="0"),
    )
    yield "pairing_done", pages.open(f"{tablets}/1/pairing")
    yield "tablet_shut_out", post(f"{tablets}/1/revoke", 303)
    yield "pairing_void", pages.open(f"{tablets}/1/pairing")
    code = "Fixed-Code_0123456789A"
    made = {"voice": "relative", "spot": "centre-1", "code": code}
    yield "links", pages.open(links)
    yield "links_all", pages.open("/admin/links/")
    yield "link_new", pages.open(f"{links}/new")
    yield "link_new_again", post(f"{links}/new", 400, **{**made, "voice": "", "expires_on": "x"})
    html = post(f"{links}/new", 200, **made, kind="open")
    yield "link_made", html
    one = re.findall(r"/admin/links/\d+", html)[0]
    yield "link_made_again", post(f"{one}/print", 400, kind="poster_a4", code=code)
    yield "link", pages.open(one)
    yield "link_change", pages.open(f"{one}/change")
    yield "link_change_late", post(f"{one}/change", 409, label="Døren", revision="0")
    personal = {**made, "code": f"B{code[1:]}", "kind": "personal"}
    html = post(f"{links}/new", 303, **personal)
    yield "link_personal", html
    codes = re.findall(r"/admin/links/\d+/codes", html)[0]
    yield "link_personal_again", post(codes, 400, kind="letters", count="0")
    yield "link_closed", post(f"{one}/revoke", 303)
