"""Every page of the editor of questionnaires, in every state."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from survey.questionnaire.library import library_file
from tests.drafting import ROOM, Desk
from tests.visiting import Pages


def questionnaires_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """From an empty room to a published edition that rounds may go over to."""
    desk = Desk(pages)
    yield "questionnaires", pages.open(f"{ROOM}/")
    yield "questionnaire_new", pages.open(f"{ROOM}/new")
    upload = f"{ROOM}/upload"
    yield "questionnaire_upload", pages.open(upload)
    yield "questionnaire_upload_again", pages.post(upload, desk.csrf(), 400)
    wrong = {**desk.csrf(), "file": (BytesIO(b"key: [<b>\n"), "x.yaml")}
    yield "questionnaire_upload_faults", pages.look(pages.client.post(upload, data=wrong), 400)
    one = desk.begin("blank")
    yield "draft_about", pages.open(f"{one}/about")
    yield "draft_empty", pages.open(one)
    yield "draft_publish_nothing", pages.open(f"{one}/publish")
    yield (
        "draft_publish_refused",
        pages.post(f"{one}/publish", {**desk.csrf(), "revision": "1"}, 400),
    )
    for kind in ("yes_no", "scale", "choice", "choices", "pick", "rank", "number", "text", "info"):
        yield f"draft_{kind}", pages.open(desk.add(one, kind))
    yield "draft_when_none", pages.open(f"{one}/questions/1/when")
    yield "draft_when", pages.open(f"{one}/questions/2/when?of=1")
    yield "draft_filled", pages.open(one)
    met = {**desk.csrf(), "mark": "old", "text.every.da": "<b>Er du ikke glad?</b>"}
    yield "draft_met", pages.post(f"{one}/questions/1", met, 409)
    yield "draft_about_met", pages.post(f"{one}/about", {**desk.csrf(), "mark": "old"}, 409)
    yield "draft_undo_met", pages.post(f"{one}/undo", {**desk.csrf(), "revision": "0"}, 409)
    scale = desk.begin("library:who5")
    yield "draft_with_scale", pages.open(scale)
    yield "draft_scale_about", pages.open(f"{scale}/about")
    yield "draft_scale_question", pages.open(f"{scale}/questions/1")
    two = desk.begin(f"version:{pages.world.version.id}")
    yield "draft_worded", pages.open(f"{two}/questions/5")
    desk.save(f"{two}/questions/5", {"text.self.da": "Kommer du igen?"}, asks_same=False)
    yield "draft_publish", pages.open(f"{two}/publish")
    answer = pages.client.post(f"{two}/publish", data=desk.seen(two))
    yield "draft_rounds", pages.open(answer.location)
    yield "draft_published", pages.open(two)
    pages.client.post(f"{scale}/throw-away", data=desk.csrf())
    yield "draft_thrown_away", pages.open(scale)
    yield "questionnaires_filled", pages.open(f"{ROOM}/")
    file = library_file("staff")
    assert file
    taken = {**desk.csrf(), "file": (BytesIO(file.read_bytes()), "staff.yaml")}
    answer = pages.client.post(upload, data=taken)
    yield "draft_uploaded", pages.open(answer.location)
