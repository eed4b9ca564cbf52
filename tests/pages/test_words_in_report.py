"""What people wrote, in the report and in a need: only approved, only with consent, never of few."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from survey.initiative_parts import About
from survey.initiatives import State as Progress
from survey.initiatives import Step
from survey.intake.erase import erase_by_receipt
from survey.intake.receipts import code_of
from survey.retention import Today, delete_due
from survey.store.comment_queries import settle
from survey.store.engine import Store
from survey.store.initiative_changes import add_initiative
from survey.store.setup_queries import add_headcount
from survey.store.tables import Comment, CommentTheme, FreeText, NeedQuote, Round
from survey.store.theme_queries import carry_quotes, quotable_for, words_of_round
from survey.voices import Voice
from survey.words.given import Reason, State
from survey.words.moderated import Decision
from tests.hostile import HOSTILE
from tests.pages.test_report_page import close, words
from tests.visiting import Pages
from tests.world import EVERY_ANSWER, KEY, NOW, World

QUOTE = "Vi savner sang om aftenen"
LATER = NOW + timedelta(days=14 + 731)


def wrote(
    world: World, count: int, *, may_quote: bool = True, first: int = 0, voice: str = "resident"
) -> list[str]:
    """So many write; returns what staff call their words."""
    matters = {"status": "answered", "value": "Sang", "may_quote": may_quote}
    whom = "self" if voice == "resident" else "as_resident"
    mode = "alone" if voice == "resident" else None
    who = {"voice": voice, "perspective": whom, "mode": mode, "helper": None}
    answers = {**EVERY_ANSWER, "matters": matters}
    ids = [f"{first + number:032x}" for number in range(count)]
    for id_ in ids:
        said = world.submission(answers=answers, respondent=who)
        assert world.deliver(said, id_).result == "stored"
    with world.store.read() as connection:
        of_them = FreeText.response_id.in_(ids)
        wanted = select(FreeText.comment_id).where(of_them).order_by(FreeText.response_id)
        return list(connection.scalars(wanted))


def decide(world: World, id_: str, state: State = State.APPROVED, quote: str = QUOTE) -> None:
    reason = Reason.HEALTH if state is State.WITHHELD else None
    kept = state is not State.WITHHELD
    decision = Decision(id_, 0, state, "Sang", quote, ["Sang"] if kept else [], reason, "Anna")
    assert settle(world.store, decision, world.today)


def report(pages: Pages) -> str:
    close(pages)
    return words(pages.open(f"/admin/rounds/{pages.world.round_id}/report?lang=da"))


def how_many(store: Store, table: type) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def inside(pages: Pages) -> Pages:
    pages.sign_in()
    return pages


def test_what_was_approved_is_in_the_report(inside: Pages) -> None:
    for id_ in wrote(inside.world, 6):
        decide(inside.world, id_)
    said = report(inside)
    assert "Idéer og citater" in said
    assert "Fra beboere, forkortet og godkendt:" in said
    assert said.count(QUOTE) == 5
    assert "6 Sang" in said
    assert "et center" in said
    assert "ikke gennemset" not in said


def test_only_with_consent_is_anything_quoted(inside: Pages) -> None:
    for id_ in wrote(inside.world, 6, may_quote=False):
        decide(inside.world, id_)
    said = report(inside)
    assert QUOTE not in said
    assert "6 Sang" in said


def test_a_small_voice_is_told_nothing_of(inside: Pages) -> None:
    for id_ in wrote(inside.world, 6):
        decide(inside.world, id_, quote="")
    for id_ in wrote(inside.world, 4, first=50, voice="relative"):
        decide(inside.world, id_)
    said = report(inside)
    assert QUOTE not in said
    assert "Fra pårørende" not in said


def test_a_theme_of_few_is_not_shown(inside: Pages) -> None:
    for number, id_ in enumerate(wrote(inside.world, 6)):
        decide(inside.world, id_, State.APPROVED if number < 4 else State.WITHHELD, quote="")
    said = report(inside)
    assert "4 Sang" not in said
    assert "Intet tema blev nævnt af 5 eller flere" in said


def test_a_large_centre_is_named(inside: Pages) -> None:
    world = inside.world
    for id_ in wrote(world, 5):
        decide(world, id_)
    with world.store.session() as session:
        add_headcount(session, world.centre_id, None, Voice.RESIDENT, 20, world.today)
    assert "Beboere selv, et center" not in report(inside)


def test_what_waits_is_said_without_small_numbers(inside: Pages) -> None:
    ids = wrote(inside.world, 8)
    said = report(inside)
    assert "er ikke gennemset endnu" in said
    assert "8 svar med egne ord" in said
    for id_ in ids[:5]:
        decide(inside.world, id_)
    said = report(inside)
    assert "Nogle svar med egne ord er ikke gennemset endnu" in said
    assert "3 svar med egne ord" not in said


@pytest.mark.parametrize("state", [State.LATER, State.WITHHELD])
def test_what_is_not_approved_is_not_in_it(inside: Pages, state: State) -> None:
    for id_ in wrote(inside.world, 6):
        decide(inside.world, id_, state, QUOTE if state is State.LATER else "")
    said = report(inside)
    assert QUOTE not in said
    assert "6 Sang" not in said


def test_a_hostile_quote_is_text(inside: Pages) -> None:
    for id_ in wrote(inside.world, 5):
        decide(inside.world, id_, quote=HOSTILE["an image that runs"])
    close(inside)
    html = inside.open(f"/admin/rounds/{inside.world.round_id}/report")
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_an_approved_quote_outlives_its_response(small_world: World) -> None:
    world = small_world
    ids = wrote(world, 6)
    for id_ in ids[:5]:
        decide(world, id_)
    decide(world, ids[5], State.WITHHELD, "")
    delete_due(world.store, KEY, Today(LATER, LATER.date(), 730))
    assert how_many(world.store, FreeText) == 0
    assert how_many(world.store, Comment) == how_many(world.store, CommentTheme) == 5
    with world.store.read() as connection:
        assert set(connection.scalars(select(Comment.response_id))) == {None}
        found = words_of_round(connection, world.round_id)
    assert (len(found.quotes), found.themes[0].n, found.expired) == (5, 5, True)


def test_erasing_takes_comment_quote_and_its_copy_along(small_world: World) -> None:
    world = small_world
    with world.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))
    (id_,) = wrote(world, 1)
    decide(world, id_)
    about = About("Fællesskab", "Selskab")
    first = Step(Progress.IDEA, world.today, "Anna")
    number = add_initiative(world.store, about, [world.centre_id], first)
    with world.store.write() as connection:
        connection.execute(update(Round).values(initiative_id=number))
        carry_quotes(connection, number, [id_])
    assert how_many(world.store, NeedQuote) == 1
    assert erase_by_receipt(world.store, world.versions, KEY, code_of(f"{0:032x}"))
    assert [how_many(world.store, one) for one in (Comment, CommentTheme, NeedQuote)] == [0] * 3


def initiative(world: World) -> int:
    first = Step(Progress.IDEA, world.today, "Anna")
    number = add_initiative(world.store, About("Fællesskab", "Selskab"), [world.centre_id], first)
    with world.store.write() as connection:
        connection.execute(update(Round).values(initiative_id=number))
    return number


def test_quotes_are_carried_in_the_need_word_for_word(inside: Pages) -> None:
    world = inside.world
    ids = wrote(world, 5)
    for id_ in ids:
        decide(world, id_, quote=f"{QUOTE} {id_}")
    one = f"/admin/initiatives/{initiative(world)}"
    form: dict[str, Any] = {"name": "Fællesskab", "need": "Selskab", "revision": "1"}
    form |= {"centres": str(world.centre_id), "quotes": [ids[0], "x"], **inside.csrf("/admin/")}
    assert inside.client.post(f"{one}/about", data=form).status_code == 303
    for page in (one, f"{one}/hand-over"):
        said = inside.open(page)
        assert f"{QUOTE} {ids[0]}" in said
        assert f"{QUOTE} {ids[1]}" not in said


def test_quotes_of_few_or_without_consent_cannot_be_carried(world: World) -> None:
    number = initiative(world)
    for id_ in (*wrote(world, 4), *wrote(world, 5, may_quote=False, first=50, voice="relative")):
        decide(world, id_)
    with world.store.read() as connection:
        assert quotable_for(connection, number, 5) == []


def test_approving_is_one_transaction(world: World) -> None:
    (id_,) = wrote(world, 1)
    decision = Decision(id_, 0, State.APPROVED, "Sang", "", ["Sang"], None, "Anna")
    assert settle(world.store, decision, world.today)
    assert not settle(world.store, decision, world.today)
