"""The partners of an initiative, and the files of what was agreed with them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from admin.access import LARGEST_UPLOAD
from survey.attachments import FOLDER, LARGEST_FILE
from survey.initiative_parts import About, Agreement, KeptPartner, Partner
from survey.initiatives import State, Step
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.initiative_changes import add_initiative, delete_initiative, put_away
from survey.store.partner_queries import add_partner, change_partner, find_partner, partners_of
from tests.visiting import Pages
from tests.world import NOW, World

ONE = "/admin/initiatives/1"
NEW, FIRST = f"{ONE}/partners/new", f"{ONE}/partners/1"
UPLOAD, FILE = f"{FIRST}/agreement", f"{FIRST}/agreement/file"
PDF = b"%PDF-1.7\nEn aftale"
WRITTEN = {
    "revision": "0",
    "name": "Naboklubben",
    "tasks": "Kører bussen",
    "contact": "Formanden",
    "begins_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "floor": "60",
}


def made(world: World, name: str = "Fællesskab") -> int:
    first = Step(State.IDEA, NOW.date(), "Anna")
    return add_initiative(world.store, About(name, "Selskab"), [world.centre_id], first)


def kept(world: World) -> list[KeptPartner]:
    with world.store.read() as connection:
        return partners_of(connection, 1)


def files(pages: Pages) -> list[Path]:
    """What lies in the instance's folder of agreements."""
    instance = pages.client.application.extensions[NAME].settings.instance
    return sorted((instance / FOLDER).glob("*"))


def posted(pages: Pages, path: str, form: Mapping[str, object]) -> TestResponse:
    """Post a form as browsers do; the client's own way leaves a file of its own open behind it."""
    boundary, body = encode_multipart({**form, **pages.csrf("/admin/")})
    kind = f"multipart/form-data; boundary={boundary}"
    return pages.client.post(path, data=body, content_type=kind)


def sent(pages: Pages, path: str, form: Mapping[str, object]) -> str:
    answer = posted(pages, path, form)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def refused(pages: Pages, path: str, form: Mapping[str, object], status: int = 400) -> str:
    return pages.look(posted(pages, f"{path}?lang=en", form), status)


def upload(
    name: str = "Aftale 2026.pdf", content: bytes = PDF, revision: int = 1
) -> dict[str, object]:
    return {"revision": str(revision), "file": FileStorage(BytesIO(content), name)}


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """An owner, signed in, with an initiative that has one partner."""
    pages.sign_in()
    add_partner(pages.world.store, made(pages.world), Partner("Koret"))
    return pages


def test_a_partner_is_written_down_and_changed(inside: Pages) -> None:
    assert sent(inside, NEW, WRITTEN) == f"{ONE}#partners"
    agreed = Agreement(NOW.date().replace(month=1, day=1), NOW.date().replace(month=12, day=31), 60)
    assert kept(inside.world)[1].partner == Partner(
        "Naboklubben", "Kører bussen", "Formanden", agreed
    )
    html = inside.open(f"{ONE}?lang=en")
    for told in (
        "Kører bussen",
        "Formanden",
        "From January 1, 2026 to December 31, 2026",
        "only while at least 60 % say the need is right.",
        "December 31, 2026 – The agreement ends: Naboklubben",
    ):
        assert told in html
    sent(inside, FIRST, {**WRITTEN, "revision": "1", "name": "Sangkoret", "floor": ""})
    assert kept(inside.world)[1].partner.agreement.floor is None


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"name": ""}, "Write the name of the organisation."),
        ({"name": "a" * 121}, "Write the name in at most 120 characters."),
        ({"tasks": "a" * 2001}, "Write it in at most 2000 characters."),
        ({"contact": "a" * 201}, "in at most 200 characters"),
        ({"begins_on": "nu"}, "as it stands in the calendar"),
        ({"ends_on": "2025-12-31"}, "The last day comes before the first."),
        ({"floor": "101"}, "Write a number from 0 to 100"),
        ({"floor": "-1"}, "Write a number from 0 to 100"),
        ({"floor": "halvdelen"}, "Write a number from 0 to 100"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(
    inside: Pages, changes: dict[str, str], advice: str
) -> None:
    html = refused(inside, NEW, {**WRITTEN, **changes})
    ((field, typed),) = changes.items()
    assert html.count(advice) == 2
    assert f'<a href="#{field}">' in html
    assert typed in html
    assert "Formanden" in html or field == "contact"
    assert len(kept(inside.world)) == 1


def test_edits_that_meet_are_shown_beside_each_other(inside: Pages) -> None:
    change_partner(inside.world.store, 1, 1, Partner("Deres kor"))
    html = refused(inside, FIRST, {**WRITTEN, "revision": "1"}, 409)
    assert "Deres kor" in html
    assert 'value="Naboklubben"' in html
    assert 'name="revision" value="2"' in html
    sent(inside, FIRST, {**WRITTEN, "revision": "2"})


def test_a_partner_is_taken_off_the_list_and_put_on_again(inside: Pages) -> None:
    sent(inside, f"{FIRST}/remove", {})
    assert kept(inside.world) == []
    assert f'action="{FIRST}/restore"' in inside.open(ONE)
    sent(inside, f"{FIRST}/restore", {})
    assert len(kept(inside.world)) == 1


def test_a_partner_of_another_initiative_is_not_there(inside: Pages) -> None:
    made(inside.world, "Andet")
    other = "/admin/initiatives/2/partners/1"
    for path in (other, f"{other}/agreement", f"{other}/agreement/file"):
        inside.open(path, 404)
    for path in (other, f"{other}/agreement", f"{other}/remove", f"{other}/restore"):
        refused(inside, path, {**WRITTEN, **upload()}, 404)
    with inside.world.store.read() as connection:
        found = find_partner(connection, 1, 1)
    assert found
    assert (found.partner.name, found.attached, found.removed_on) == ("Koret", None, None)


def test_a_file_is_attached_and_comes_back_as_it_was(inside: Pages) -> None:
    sent(inside, UPLOAD, upload("Aftale med Æ.pdf"))
    assert "Download Aftale med Æ.pdf" in inside.open(f"{ONE}?lang=en")
    with inside.client.get(FILE) as answer:
        assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
        headers = answer.headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert "UTF-8''Aftale%20med%20%C3%86.pdf" in headers["Content-Disposition"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    (path,) = files(inside)
    assert "Aftale" not in path.name
    assert len(path.name) == 32


def test_a_new_file_takes_the_place_of_the_old_one(inside: Pages) -> None:
    sent(inside, UPLOAD, upload())
    (old,) = files(inside)
    assert "Aftale 2026.pdf" in inside.open(UPLOAD)
    picture = b"\x89PNG\r\n\x1a\n" + b"x" * 8
    sent(inside, UPLOAD, upload("ny.png", picture, revision=2))
    (new,) = files(inside)
    assert new != old
    with inside.client.get(FILE) as answer:
        assert (answer.data, answer.mimetype) == (picture, "image/png")


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("", b"", "Choose a file."),
        ("tom.pdf", b"", "There is nothing in this file."),
        ("stor.pdf", PDF + b"x" * LARGEST_FILE, "The file is larger than 5 MB."),
        ("side.html", b"<script>alert(1)</script>", "Choose a PDF, a picture"),
        ("side.pdf", b"<script>alert(1)</script>", "Choose a PDF, a picture"),
    ],
)
def test_other_files_are_refused(inside: Pages, name: str, content: bytes, advice: str) -> None:
    html = refused(inside, UPLOAD, upload(name, content))
    assert html.count(advice) == 2
    assert files(inside) == []


def test_a_file_of_five_megabytes_is_taken(inside: Pages) -> None:
    sent(inside, UPLOAD, upload(content=PDF + b"x" * (LARGEST_FILE - len(PDF))))
    (path,) = files(inside)
    assert path.stat().st_size == LARGEST_FILE


def test_what_is_far_too_large_is_not_read(inside: Pages) -> None:
    refused(inside, UPLOAD, upload(content=PDF + b"x" * LARGEST_UPLOAD), 413)
    assert files(inside) == []


def test_other_pages_take_no_files(inside: Pages) -> None:
    refused(inside, FIRST, {**WRITTEN, "revision": "1", **upload(content=b"x" * 300_000)}, 413)


def test_a_stranger_sends_no_file(pages: Pages) -> None:
    add_partner(pages.world.store, made(pages.world), Partner("Koret"))
    body = b"x" * LARGEST_FILE
    answer = pages.client.post(UPLOAD, data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413, "not even read"
    assert files(pages) == []


def test_a_file_for_a_partner_that_changed_meanwhile_is_not_kept(inside: Pages) -> None:
    change_partner(inside.world.store, 1, 1, Partner("Deres kor"))
    html = refused(inside, UPLOAD, upload(), 409)
    assert "Deres kor" in html
    assert "choose yours once more" in html
    assert files(inside) == []
    sent(inside, UPLOAD, upload(revision=2))


def test_without_a_file_the_way_leads_to_attaching_one(inside: Pages) -> None:
    assert inside.client.get(FILE).location == UPLOAD
    sent(inside, UPLOAD, upload())
    files(inside)[0].unlink()
    assert inside.client.get(f"{FILE}?lang=en").location == UPLOAD
    assert "The file is not there any more." in inside.open(f"{UPLOAD}?lang=en")


def test_files_are_not_for_those_who_only_read(pages: Pages) -> None:
    number = made(pages.world)
    add_partner(pages.world.store, number, Partner("Koret"))
    pages.sign_in("Bo", Grant(Role.PARTNER, initiative_id=number))
    pages.open(FILE, 403)
    assert "agreement" not in pages.open(ONE)


def test_files_go_with_the_initiative(inside: Pages) -> None:
    sent(inside, UPLOAD, upload())
    put_away(inside.world.store, 1, NOW.date())
    sent(inside, f"{ONE}/delete", {})
    assert files(inside) == []
    assert delete_initiative(inside.world.store, 1) is None
