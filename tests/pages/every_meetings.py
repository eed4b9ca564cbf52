"""Every page of meetings: none yet, planned, held, called off, and each form with its faults."""

from __future__ import annotations

from collections.abc import Iterator

from admin.meeting_packs import keep_due, make_packs
from survey.services import NAME
from tests.visiting import Pages


def meetings_pages(pages: Pages, initiative_id: int = 1) -> Iterator[tuple[str, str]]:
    """Name and HTML of each; the initiative is there, and its meetings are made on the way."""
    at = f"/admin/initiatives/{initiative_id}/meetings"
    csrf, today = pages.csrf("/admin/"), pages.world.today.isoformat()
    yield "meetings_empty", pages.open(at)
    yield "meeting_new", pages.open(f"{at}/new")
    yield "meeting_new_again", pages.post(f"{at}/new", {"starts_at": "x", **csrf}, 400)
    plan = {"planned_on": today, "starts_at": "14.00", "place": "Stuen", **csrf}
    one = str(pages.client.post(f"{at}/new", data=plan).location)
    yield "meeting_planned", pages.open(one)
    for page in ("plan", "held", "notes", "off", "decisions/new"):
        yield f"meeting_{page.replace('/', '_')}", pages.open(f"{one}/{page}")
    wrong = {"revision": "0", "planned_on": "x", "residents_present": "x", "next_on": "x", **csrf}
    for page in ("plan", "held", "off", "decisions/new"):
        yield f"meeting_{page.replace('/', '_')}_again", pages.post(f"{one}/{page}", wrong, 400)
    yield "meeting_plan_meanwhile", pages.post(f"{one}/plan", {**plan, "revision": "0"}, 409)
    pages.client.post(f"{one}/freeze", data=csrf)
    decision = {"what": "Vi synger.", "who": "Anna", "due_on": "2020-01-01", **csrf}
    pages.client.post(f"{one}/decisions/new", data=decision)
    held = {"revision": "1", "residents_present": "0", "residents_why": "Trætte", **csrf}
    pages.client.post(f"{one}/held", data=held)
    parts = pages.client.application.extensions[NAME]
    with pages.client.application.app_context():
        keep_due(parts)
    yield "meeting_pack_awaited", pages.open(one)
    with pages.client.application.app_context():
        make_packs(parts)
    yield "meeting_involvement", pages.open(f"{one}/involvement")
    yield "meeting_written_down", pages.open(one)
    yield "meetings", pages.open(at)
    yield "home_meetings", pages.open("/admin/")
    yield "hand_over_meetings", pages.open(f"/admin/initiatives/{initiative_id}/hand-over")
    yield "cards", pages.open(f"/admin/initiatives/{initiative_id}/cards")
    card = f"/admin/initiatives/{initiative_id}/cards/resident"
    yield "card", pages.open(card)
    yield "card_words", pages.open(f"{card}/words")
    yield "card_words_again", pages.post(f"{card}/words", {"expected_da": "a" * 301, **csrf}, 400)
    yield "card_words_meanwhile", pages.post(f"{card}/words", {"revision": "7", **csrf}, 409)
