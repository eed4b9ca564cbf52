"""Text that means harm in every field there is: shown as text, on every page, sheet and file."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing

import pypdfium2
import pytest
from markupsafe import escape
from openpyxl import load_workbook
from sqlalchemy import update

from admin.forms import tidy
from survey.store.tables import Centre, Link
from tests.filling import Form
from tests.foreign import Foreign, make_foreign
from tests.hostile import KINDS
from tests.looking import Page, faults
from tests.rules.test_rights import visits
from tests.visiting import Pages

SHORT = [text for kind, texts in KINDS.items() if kind != "lengths" for text in texts.values()]
LONG = list(KINDS["lengths"].values())
TURNS = 4
"""With so many turns each form has met texts of every kind."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def texts_for(turn: int) -> Iterator[str]:
    """The short texts without end, each turn beginning somewhere else."""
    place = turn * len(SHORT) // TURNS
    while True:
        yield SHORT[place % len(SHORT)]
        place += 1


def write_everywhere(pages: Pages, foreign: Foreign, texts: Iterator[str]) -> set[int]:
    """Write in every field of every form of one's own; returns how that was answered."""
    csrf = pages.csrf("/admin/")["csrf_token"]
    answers = set()
    for one in list(visits(pages, foreign)):
        if not {"GET", "POST"} <= (one.rule.methods or set()):
            continue
        form = Form(pages.client.get(one.own).get_data(as_text=True), one.own)
        written = {name: [next(texts)] for name in form.texts}
        sent = {**form.fields, **written, "csrf_token": [csrf]}
        response = pages.client.post(one.own, data=sent)
        answers.add(response.status_code)
        if response.mimetype == "text/html" and response.status_code not in (302, 303):
            assert wrong_with(response.get_data(as_text=True)) == [], one.own
    return answers


def wrong_with(html: str) -> list[str]:
    """What a page has that nobody but us could have meant."""
    page = Page(html)
    strange = [tag for tag in ("object", "embed", "base") if page.all(tag)]
    strange += [str(one) for one in page.all("iframe") if not is_preview(one)]
    strange += [a["href"] for a in page.all("a") if not harmless(a.get("href", ""))]
    strange += ["a form of theirs"] * any("sign-out" in f for f in twice(page))
    return faults(html) + strange


def is_preview(frame: Mapping[str, str]) -> bool:
    """True of the frame in which the tablet's own page shows a draft."""
    return "srcdoc" not in frame and frame.get("src", "").startswith("/k/preview")


def harmless(address: str) -> bool:
    """True for what leads into our own pages, or writes a letter."""
    return address.startswith(("/", "#", "?", "http", "mailto:")) or ":" not in address


def twice(page: Page) -> list[str]:
    """Where more than one form of a page posts to."""
    actions = [form.get("action", "") for form in page.all("form")]
    return [one for one in actions if actions.count(one) > 1]


@pytest.mark.parametrize("turn", range(TURNS))
def test_what_means_harm_is_text_on_every_page(pages: Pages, turn: int) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in()
    answers = write_everywhere(pages, foreign, texts_for(turn))
    assert {303, 400} <= answers <= {200, 302, 303, 400, 404, 409, 413}
    shown = []
    for one in list(visits(pages, foreign)):
        response = pages.client.get(one.own) if "GET" in (one.rule.methods or ()) else None
        if (
            response is not None
            and response.status_code == 200
            and response.mimetype == "text/html"
        ):
            shown.append(response.get_data(as_text=True))
            assert wrong_with(shown[-1]) == [], one.own
    assert len(shown) > 40
    there = "".join(shown)
    assert len([text for text in SHORT if tidy(text) and escape(tidy(text)) in there]) > 8
    for path in (f"/s/{pages.world.link_code}", "/k/", "/tilgaengelighed"):
        assert wrong_with(pages.client.get(path).get_data(as_text=True)) == [], path


def test_a_hundred_thousand_characters_are_refused_in_words_or_kept(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in()
    answers = write_everywhere(pages, foreign, iter(LONG * 100))
    assert 400 in answers
    assert max(answers) < 500


def test_no_cell_of_a_file_is_a_formula(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in()
    hostile_world(pages, foreign)
    own = f"/admin/rounds/{foreign.own['round_id']}"
    table = pages.client.get(f"{own}/responses.csv").get_data(as_text=True)
    cells = [cell for row in csv.reader(io.StringIO(table), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    for name in ("responses", "tables"):
        book = load_workbook(io.BytesIO(pages.client.get(f"{own}/{name}.xlsx").data))
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds


def hostile_world(pages: Pages, foreign: Foreign) -> None:
    """Give what is one's own names that mean harm."""
    for turn in range(TURNS):
        write_everywhere(pages, foreign, texts_for(turn))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "lengths"])
def test_a_poster_shows_it_as_text(pages: Pages, kind: str) -> None:
    pages.sign_in()
    world = pages.world
    link_id = world.channel(world.link_code).id
    for name, text in KINDS[kind].items():
        with world.store.write() as connection:
            connection.execute(
                update(Link).where(Link.id == link_id).values(label=tidy(text)[:120])
            )
            connection.execute(update(Centre).values(name=f"{world.centre_id} {tidy(text)}"[:120]))
        form = {"kind": "cards", "languages": ["da", "en"], **pages.csrf("/admin/")}
        response = pages.client.post(f"/admin/links/{link_id}/fresh", data=form)
        assert response.mimetype == "application/pdf", f"{name}: {response.get_data(as_text=True)}"
        with closing(pypdfium2.PdfDocument(response.data)) as document:
            said = " ".join(page.get_textpage().get_text_range() for page in document)
        assert set(visible(text)) <= set(said), name


def visible(text: str) -> str:
    """The ordinary letters, digits and signs of a text's beginning, which any font has."""
    whole = unicodedata.normalize("NFC", tidy(text))
    return "".join(letter for letter in whole[:20] if " " < letter < "\x7f")
