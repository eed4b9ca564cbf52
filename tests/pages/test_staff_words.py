"""Reading people's own words through: the queue, each button of it, faults, and who reaches what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from survey.staff import EVERYWHERE, Grant, Role
from survey.store.comment_queries import next_waiting
from survey.store.setup_queries import add_centre
from survey.store.tables import Comment, CommentTheme, FreeText, Theme
from tests.hostile import HOSTILE
from tests.statements import WRITTEN_DOWN, counted
from tests.visiting import Pages
from tests.world import EVERY_ANSWER, World

QUEUE = "/admin/words/"
WORDS = "Vi savner Anna fra værelse 12. Ring 20 12 34 56, cpr 010150-1234."
MASKED = "Vi savner [navn]. Ring [telefonnummer]."


def wrote(world: World, words: str = WORDS, number: int = 0, may_quote: bool | None = True) -> str:
    """Somebody writes; returns what staff call the words."""
    matters: dict[str, Any] = {"status": "answered", "value": words}
    if may_quote is not None:
        matters["may_quote"] = may_quote
    answers = {**EVERY_ANSWER, "matters": matters}
    receipt = world.deliver(world.submission(answers=answers), f"{number:032x}")
    assert receipt.result.value == "stored", receipt
    with world.store.read() as connection:
        of_it = FreeText.response_id == f"{number:032x}"
        return str(connection.scalar(select(FreeText.comment_id).where(of_it)))


def decided(world: World) -> Any:
    with world.store.read() as connection:
        return connection.execute(select(Comment.__table__)).one()


def themes(world: World) -> set[str]:
    named = select(Theme.name).join(CommentTheme, CommentTheme.theme_id == Theme.id)
    with world.store.read() as connection:
        return set(connection.scalars(named))


def form(pages: Pages, decide: str, **changes: object) -> dict[str, object]:
    filled: dict[str, object] = {
        "revision": "0",
        "masked": MASKED,
        "quote": "Vi savner sang.",
        "new_themes": "Sang, Selskab",
        "decide": decide,
    }
    return {**filled, **changes, **pages.csrf("/admin/")}


def press(pages: Pages, id_: str, decide: str, **changes: object) -> str:
    answer = pages.client.post(f"{QUEUE}{id_}", data=form(pages, decide, **changes))
    assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
    return str(answer.location)


@pytest.fixture
def inside(pages: Pages) -> Pages:
    pages.sign_in()
    return pages


def test_nothing_waits(inside: Pages) -> None:
    assert "Der venter ikke noget" in inside.open(f"{QUEUE}?lang=da")


def test_the_next_one_comes_with_what_was_found_told_in_words(inside: Pages) -> None:
    id_ = wrote(inside.world)
    assert inside.client.get(QUEUE).location.endswith(id_)
    html = inside.open(f"{QUEUE}{id_}?lang=en")
    assert re.search(r"<bdi>010150-1234</bdi> <span[^>]*>\[CPR number\]", html)
    assert "Ring [telefonnummer], cpr [cpr-nummer]." in html
    assert "Mask <bdi>Anna</bdi>" in html.replace("\n", " ")
    assert "Mask <bdi>værelse 12</bdi>" in html


def test_a_suggestion_is_masked_with_one_press_and_nothing_is_saved(inside: Pages) -> None:
    id_ = wrote(inside.world)
    kept = form(inside, "mask-0", masked="Vi savner Anna. Anna!", quote="Anna")
    html = inside.post(f"{QUEUE}{id_}?lang=en", kept, 200)
    assert "Vi savner [navn]. [navn]!" in html
    with inside.world.store.read() as connection:
        assert not connection.scalar(select(func.count()).select_from(Comment))


def test_approving_keeps_text_quote_and_themes_and_goes_on(inside: Pages) -> None:
    id_ = wrote(inside.world)
    assert press(inside, id_, "approved").endswith(QUEUE)
    kept = decided(inside.world)
    assert (kept.state, kept.masked, kept.quote) == ("approved", MASKED, "Vi savner sang.")
    assert (kept.may_quote, kept.moderated_by, kept.id) == (True, "Anna", id_)
    assert themes(inside.world) == {"Sang", "Selskab"}
    assert "Fortryd" in inside.open(f"{QUEUE}?lang=da")


def test_undo_lets_it_wait_again_with_what_was_written(inside: Pages) -> None:
    id_ = wrote(inside.world)
    press(inside, id_, "approved")
    path = f"{QUEUE}{id_}/take-back/1"
    assert inside.client.post(path, data=inside.csrf("/admin/")).location.endswith(id_)
    assert decided(inside.world).state == "later"
    assert "Vi savner sang." in inside.open(f"{QUEUE}{id_}")
    inside.client.post(path, data=inside.csrf("/admin/"))
    assert decided(inside.world).revision == 2


@pytest.mark.parametrize("field", ["masked", "quote"])
def test_what_still_holds_a_number_is_not_approved(inside: Pages, field: str) -> None:
    id_ = wrote(inside.world)
    wrong = form(inside, "approved", **{field: "Ring 20 12 34 56"})
    html = inside.post(f"{QUEUE}{id_}?lang=en", wrong, 400)
    assert "Mask it before you approve" in html
    assert "Ring 20 12 34 56" in html


def test_it_can_be_left_for_later_with_a_number_in_it_and_comes_last(inside: Pages) -> None:
    first, second = wrote(inside.world), wrote(inside.world, "Sang", 1)
    press(inside, first, "later", masked="Ring 20 12 34 56")
    assert inside.client.get(QUEUE).location.endswith(second)
    press(inside, second, "approved", masked="Sang", quote="Sang")
    assert inside.client.get(QUEUE).location.endswith(first)


def test_withholding_asks_why_and_keeps_no_words(inside: Pages) -> None:
    id_ = wrote(inside.world)
    html = inside.post(f"{QUEUE}{id_}?lang=en", form(inside, "withheld"), 400)
    assert "Choose why it is withheld" in html
    press(inside, id_, "withheld", reason="health")
    kept = decided(inside.world)
    assert (kept.state, kept.reason, kept.masked, kept.quote) == ("withheld", "health", "", "")
    assert themes(inside.world) == set()


def test_without_consent_nothing_is_quoted(inside: Pages) -> None:
    id_ = wrote(inside.world, may_quote=None)
    assert 'name="quote"' not in inside.open(f"{QUEUE}{id_}")
    html = inside.post(f"{QUEUE}{id_}?lang=en", form(inside, "approved"), 400)
    assert "has not said yes to being quoted" in html
    press(inside, id_, "approved", quote="")
    assert decided(inside.world).may_quote is False


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"masked": ""}, "no words left"),
        ({"quote": "a" * 401}, "at most 400"),
        ({"masked": "a" * 20_001}, "at most 20,000"),
        ({"new_themes": "a" * 61}, "at most 60"),
        ({"new_themes": ",".join("abcdefghijkl")}, "at most 10"),
        ({"decide": "maybe"}, "Choose whether"),
    ],
)
def test_what_does_not_fit_is_told_beside_what_was_written(
    inside: Pages, changes: dict[str, object], told: str
) -> None:
    id_ = wrote(inside.world)
    html = inside.post(f"{QUEUE}{id_}?lang=en", {**form(inside, "approved"), **changes}, 400)
    assert told in html
    assert "Nothing you wrote is lost" in html


def test_two_who_decide_at_once_find_out(inside: Pages) -> None:
    id_ = wrote(inside.world)
    press(inside, id_, "approved")
    html = inside.post(f"{QUEUE}{id_}?lang=en", form(inside, "later", quote="Mit."), 409)
    assert "Somebody else changed this" in html
    assert "Mit." in html
    assert "Vi savner sang." in html
    assert decided(inside.world).state == "approved"
    press(inside, id_, "approved", revision="1", quote="Mit.")
    assert decided(inside.world).quote == "Mit."


def test_a_moderator_of_another_centre_reaches_nothing(pages: Pages) -> None:
    id_ = wrote(pages.world)
    with pages.world.store.session() as session:
        other = add_centre(session, "Andetsteds").id
    pages.sign_in("Bo", Grant(Role.MODERATOR, centre_id=other))
    assert pages.client.get(f"{QUEUE}{id_}").status_code == 404
    assert "Der venter ikke noget" in pages.open(f"{QUEUE}?lang=da")


def test_a_moderator_of_the_centre_reaches_its_words(pages: Pages) -> None:
    id_ = wrote(pages.world)
    pages.sign_in("Bo", Grant(Role.MODERATOR, centre_id=pages.world.centre_id))
    assert pages.client.get(QUEUE).location.endswith(id_)
    press(pages, id_, "approved")


def test_a_coordinator_reads_no_words(pages: Pages) -> None:
    id_ = wrote(pages.world)
    pages.sign_in("Bo", Grant(Role.COORDINATOR))
    assert pages.client.get(f"{QUEUE}{id_}").status_code == 403


@pytest.mark.parametrize(
    "name", [n for n, text in HOSTILE.items() if text.strip() and len(text) < 2000]
)
def test_hostile_words_are_shown_as_text(inside: Pages, name: str) -> None:
    id_ = wrote(inside.world, HOSTILE[name])
    html = inside.open(f"{QUEUE}{id_}")
    assert "<script>document" not in html
    assert not set(html) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x1b\ufeff")


def test_few_statements_however_many_wait(inside: Pages) -> None:
    ids = [wrote(inside.world, f"Sang {n}", n) for n in range(12)]
    press(inside, ids[0], "later", new_themes=",".join("abcdefgh"))
    store = inside.client.application.extensions["lydhoer"].store
    with counted(store) as found:
        inside.open(f"{QUEUE}{ids[0]}")
    assert len(found) <= 12 - 3 + WRITTEN_DOWN


def test_themes_are_renamed_merged_and_parted(inside: Pages) -> None:
    for n in range(5):
        press(inside, wrote(inside.world, f"Sang {n}", n), "approved", new_themes="Sang, Kor")
    html = inside.open(f"{QUEUE}themes/?lang=en")
    assert html.count("Residents themselves: 5") == 2
    csrf = inside.csrf("/admin/")
    with inside.world.store.read() as connection:
        ids = dict(connection.execute(select(Theme.name, Theme.id)).all())
    one = f"{QUEUE}themes/{ids['Kor']}"
    taken = inside.post(f"{one}?lang=en", {"name": "Sang", "revision": "1", **csrf}, 400)
    assert "Another theme is called that" in taken
    assert inside.post(one, {"name": "Korsang", "revision": "0", **csrf}, 409)
    renamed = {"name": "Korsang", "revision": "1", **csrf}
    assert inside.client.post(one, data=renamed).status_code == 303
    assert inside.post(f"{one}/merge", {"into": str(ids["Kor"]), "revision": "2", **csrf}, 400)
    into = {"into": str(ids["Sang"]), "revision": "2", **csrf}
    assert inside.client.post(f"{one}/merge", data=into).status_code == 303
    html = inside.open(f"{QUEUE}themes/?lang=en")
    assert html.count("Residents themselves: 5") == 1
    assert inside.client.post(f"{one}/part", data=csrf).status_code == 303
    assert inside.open(f"{QUEUE}themes/?lang=en").count("Residents themselves: 5") == 2


def test_the_oldest_day_comes_first(world: World) -> None:
    wrote(world)
    with world.store.read() as connection:
        found = next_waiting(connection, EVERYWHERE)
    assert found
    assert found.words == WORDS
