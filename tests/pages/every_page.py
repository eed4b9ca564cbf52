"""Every page there is, opened the way a person comes to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from survey.ledger import Storage, Told
from survey.store.ledger_queries import write_down
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
    yield from _channels(pages)
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
