"""A centre's public page: what may be shown of it, in any language, to anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey.actions import ActionState, Outcome, Place, Promise, Signature
from survey.services import NAME
from survey.store.action_queries import add_action, change_action, settle_action
from survey.store.setup_queries import add_centre
from survey.store.tables import Centre
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW

TODAY = NOW.date()
HOSTILE = "<script>alert(1)</script>"
SIGNED = Signature("Cilla", "Leder af centret")


def promise(pages: Pages, said: str = "Vi savner sang.", **changes: object) -> Promise:
    """What may be shown of the usual centre; `changes` replace its parts."""
    place = Place(centre_id=pages.world.centre_id)
    texts = {"da": said}, {"da": "Et kor kommer."}
    shown = Promise(place, *texts, "Anna", None, True, "Bo", "Flygel – Anna", SIGNED)
    return replace(shown, **changes)  # type: ignore[arg-type] # fields by name


def told(pages: Pages, language: str = "da") -> str:
    return pages.open(f"/svar/{pages.world.centre_id}?lang={language}")


def test_it_tells_what_was_said_and_promised_and_who_signs(pages: Pages) -> None:
    add_action(pages.world.store, promise(pages), TODAY)
    html = told(pages)
    for words in ("Solsikken", "I sagde", "Vi savner sang.", "Vi har lovet", "Cilla"):
        assert words in html
    for secret in ("Anna", "Bo,", "Flygel"):
        assert secret not in html


def test_only_what_may_be_shown_of_this_centre_is_told(pages: Pages) -> None:
    store = pages.world.store
    with store.session() as session:
        elsewhere = add_centre(session, "Liljen").id
    add_action(store, promise(pages, "Hemmeligt", shown=False), TODAY)
    add_action(store, promise(pages, "Deres", place=Place(elsewhere)), TODAY)
    html = told(pages)
    assert "Hemmeligt" not in html
    assert "Deres" not in html
    assert "Der er ikke noget at fortælle endnu." in html


def test_what_is_taken_back_is_gone(pages: Pages) -> None:
    id_ = add_action(pages.world.store, promise(pages), TODAY)
    assert "Vi savner sang." in told(pages)
    assert change_action(pages.world.store, id_, 1, promise(pages, shown=False))
    assert "Vi savner sang." not in told(pages)


def test_what_could_not_be_done_tells_why(pages: Pages) -> None:
    id_ = add_action(pages.world.store, promise(pages), TODAY)
    why = Outcome(ActionState.DROPPED, {"da": "Der er ikke plads."}, TODAY)
    assert settle_action(pages.world.store, id_, 1, why)
    html = told(pages)
    assert "Det kunne vi ikke" in html or "Vi kunne ikke" in html
    assert "Der er ikke plads." in html


def test_it_speaks_the_readers_language_where_there_are_words(pages: Pages) -> None:
    both = {"da": "Vi savner sang.", "ar": "نفتقد الغناء."}
    add_action(pages.world.store, replace(promise(pages), said=both, promised=both), TODAY)
    add_action(pages.world.store, promise(pages, "Mere kaffe."), TODAY)
    html = told(pages, "ar")
    assert '<html lang="ar" dir="rtl">' in html
    assert "نفتقد الغناء." in html
    assert 'lang="da" dir="ltr">Mere kaffe.' in html, "better in Danish than not at all"
    assert '<html lang="da"' in told(pages, "tr"), "no promise is written in Turkish"


@pytest.mark.parametrize("path", ["/svar/999", f"/svar/{10**30}", "/svar/x", "/svar/"])
def test_a_centre_that_is_not_there_is_told(pages: Pages, path: str) -> None:
    pages.open(path, 404)


def test_a_centre_that_is_put_away_answers_no_more(pages: Pages) -> None:
    with pages.world.store.session() as session:
        centre = session.get(Centre, pages.world.centre_id)
        assert centre
        centre.archived_on = TODAY
    pages.open(f"/svar/{pages.world.centre_id}", 404)


def test_hostile_text_stays_text(pages: Pages) -> None:
    signed = Signature(HOSTILE, HOSTILE)
    add_action(pages.world.store, promise(pages, HOSTILE, signed=signed), TODAY)
    html = told(pages)
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert") == 3


def test_it_costs_little_and_may_be_kept_a_while(pages: Pages) -> None:
    store = pages.client.application.extensions[NAME].store
    for _ in range(40):
        add_action(pages.world.store, promise(pages), TODAY)
    with counted(store) as said:
        answer = pages.client.get(f"/svar/{pages.world.centre_id}")
    assert len(said) <= 8
    assert answer.headers["Cache-Control"] == "public, max-age=120"
    assert "Set-Cookie" not in answer.headers
    assert answer.get_data(as_text=True).count('class="told-said"') == 30
