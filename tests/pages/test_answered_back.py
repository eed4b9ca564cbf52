"""What was done for what people said, told where they said it: tablet and QR page."""

from __future__ import annotations

from typing import Any

from survey.actions import ActionState, Outcome, Place, Promise, Signature
from survey.services import NAME
from survey.store.action_queries import add_action, settle_action
from survey.store.setup_queries import add_centre
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World

TODAY = NOW.date()
SIGNED = Signature("Cilla", "Leder af centret")
BOTH = {"da": "Koret kommer hver onsdag.", "en": "The choir comes every Wednesday."}


def tell(
    world: World,
    said: str = "Vi savner sang.",
    *,
    done: dict[str, str] | None = None,
    shown: bool = True,
    centre_id: int | None = None,
) -> None:
    """An action in two languages; `done` says what became of it."""
    texts = {"da": said, "en": f"{said} (en)"}
    promised = {"da": "Et kor kommer.", "en": "A choir comes."}
    place = Place(centre_id=centre_id or world.centre_id)
    promise = Promise(place, texts, promised, "Anna Ansvarlig", None, shown, signed=SIGNED)
    id_ = add_action(world.store, promise, TODAY)
    if done:
        settle_action(world.store, id_, 1, Outcome(ActionState.DONE, done, TODAY))


def rounds(pages: Pages) -> dict[str, Any]:
    token = {"Authorization": f"Bearer {pages.world.device_token}"}
    answer = pages.client.get("/k/rounds", headers=token)
    assert answer.status_code == 200
    assert b"Anna" not in answer.data, "the owner is for staff"
    return dict(answer.get_json())


def start(pages: Pages, language: str = "da") -> str:
    return pages.open(f"/s/{pages.world.link_code}?lang={language}")


def thanks(pages: Pages, language: str = "da") -> str:
    return pages.open(f"/s/{pages.world.link_code}/thanks?lang={language}")


def test_the_tablet_is_told_of_nothing_when_nothing_was_promised(pages: Pages) -> None:
    assert rounds(pages)["actions"] == []


def test_the_tablet_is_told_in_the_languages_there_are(pages: Pages) -> None:
    tell(pages.world, done={"da": "Koret kommer."})
    tell(pages.world, "Mere kaffe.")
    newest, older = rounds(pages)["actions"]
    assert newest == {
        "state": "promised",
        "said": {"da": "Mere kaffe.", "en": "Mere kaffe. (en)"},
        "answer": {"da": "Et kor kommer.", "en": "A choir comes."},
        "chosen": {},
        "more": {},
        "signed": ["Cilla", "Leder af centret"],
    }
    assert older["said"] == {"da": "Vi savner sang."}
    assert older["answer"] == {"da": "Koret kommer."}


def test_the_tablet_is_told_of_a_few(pages: Pages) -> None:
    for number in range(9):
        tell(pages.world, f"{number}")
    assert [one["said"]["da"] for one in rounds(pages)["actions"]] == ["8", "7", "6"]


def test_what_is_not_to_be_shown_is_shown_nowhere(pages: Pages) -> None:
    tell(pages.world, "Hemmeligt", shown=False)
    with pages.world.store.session() as session:
        elsewhere = add_centre(session, "Mælkebøtten").id
    tell(pages.world, "Hemmeligt", centre_id=elsewhere)
    assert rounds(pages)["actions"] == []
    assert "Hemmeligt" not in start(pages) + thanks(pages)


def test_the_qr_page_shows_the_newest_before_and_after(pages: Pages) -> None:
    tell(pages.world, "Mere kaffe.")
    tell(pages.world, done=BOTH)
    for page in (start, thanks):
        danish, english = page(pages), page(pages, "en")
        for told in ("Siden sidst", "I sagde", "Vi savner sang.", "Vi gjorde", BOTH["da"]):
            assert told in danish
        for told in ("Since last time", "Vi savner sang. (en)", "We did", BOTH["en"]):
            assert told in english
        assert "Cilla" in danish, "whoever signs does so openly"
        assert "Mere kaffe." not in danish
        assert "Anna" not in danish + english


def test_the_qr_page_tells_only_what_its_language_has(pages: Pages) -> None:
    tell(pages.world, done={"da": "Koret kommer."})
    assert "Siden sidst" in start(pages)
    assert "Since last time" not in start(pages, "en") + thanks(pages, "en")


def test_without_actions_the_pages_are_as_they_were(pages: Pages) -> None:
    assert "Siden sidst" not in start(pages) + thanks(pages)


def test_thanks_behind_an_unknown_link_are_thanks(pages: Pages) -> None:
    tell(pages.world)
    assert "Siden sidst" not in pages.open("/s/unknown/thanks?lang=da")


def test_the_interview_stays_the_same_for_everyone(pages: Pages) -> None:
    path = f"/s/{pages.world.link_code}/da/as_resident"
    before = pages.open(path)
    tell(pages.world)
    assert pages.open(path) == before


def test_hostile_text_stays_text(pages: Pages) -> None:
    tell(pages.world, "<script>alert(1)</script>")
    for html in (start(pages), thanks(pages)):
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_the_cost_does_not_grow_with_the_actions(pages: Pages) -> None:
    store = pages.client.application.extensions[NAME].store
    tell(pages.world)
    start(pages)  # the version is remembered from here on
    for page, most in ((start, 5), (thanks, 5), (rounds, 7)):
        with counted(store) as few:
            page(pages)
        for _ in range(9):
            tell(pages.world)
        with counted(store) as many:
            page(pages)
        assert len(few) == len(many) <= most
