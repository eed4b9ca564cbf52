"""Ideas and offers: the list, writing one down for somebody, answering, the box of a centre."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from survey.channels import CODE_LENGTH
from survey.ideas import Given, Idea, IdeaKind, IdeaState, Reply
from survey.staff import EVERYWHERE, Grant, Role
from survey.store.idea_queries import (
    Answerer,
    Wanted,
    add_idea,
    answer_idea,
    listed_ideas,
)
from survey.store.setup_queries import add_centre, add_initiative
from survey.store.standing_queries import open_box_at
from survey.voices import Voice
from tests.statements import counted
from tests.visiting import Pages
from tests.world import World

LIST, NEW, ONE = "/admin/ideas/", "/admin/ideas/new", "/admin/ideas/1"
HOSTILE = "<script>alert(1)</script>"
ANSWER = {
    "revision": "1",
    "state": "will_do",
    "said_da": "Et kor i huset",
    "answer_da": "Koret kommer i maj.",
    "shown": "y",
}
CODE = "c" * CODE_LENGTH


def told(world: World, words: str = "Et kor", kind: IdeaKind = IdeaKind.IDEA, days: int = 0) -> int:
    """An idea that came so many days ago."""
    day = world.today - timedelta(days=days)
    return add_idea(world.store, Given(kind, words, world.centre_id, None, Voice.RESIDENT, day))


def kept(world: World) -> list[Idea]:
    with world.store.read() as connection:
        return listed_ideas(connection, EVERYWHERE, Wanted(), world.today)[0]


def written(world: World, **changes: str) -> dict[str, str]:
    return {
        "kind": "offer",
        "voice": "volunteer",
        "centre": str(world.centre_id),
        "words": "Jeg kan bage",
        **changes,
    }


def sent(pages: Pages, path: str, form: Mapping[str, str], at: str = LIST) -> str:
    answer = pages.client.post(path, data={**form, **pages.csrf(at)})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def refused(pages: Pages, path: str, form: Mapping[str, str], status: int = 400) -> str:
    return pages.post(f"{path}?lang=en", {**form, **pages.csrf(NEW)}, status)


@pytest.fixture
def inside(pages: Pages) -> Pages:
    pages.sign_in()
    return pages


def test_an_idea_is_written_down_for_somebody(inside: Pages) -> None:
    assert "There are none yet." in inside.open(f"{LIST}?lang=en")
    assert sent(inside, NEW, written(inside.world)) == LIST
    (idea,) = kept(inside.world)
    given = idea.given
    assert (given.kind, given.voice, given.words) == ("offer", "volunteer", "Jeg kan bage")
    assert given.came_on == inside.world.today
    html = inside.open(f"{LIST}?lang=en")
    assert "Jeg kan bage" in html
    assert "An offer to help" in html


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": ""}, "Choose whether it is an idea or an offer."),
        ({"kind": "wish"}, "Choose whether it is an idea or an offer."),
        ({"voice": "trained_other"}, "Choose whose idea it is."),
        ({"centre": "999"}, "Choose a centre."),
        ({"words": " "}, "Write the idea as it was told to you."),
        ({"words": "x" * 2001}, "Write it in at most 2000 characters."),
    ],
)
def test_a_faulty_form_keeps_what_was_written(
    inside: Pages, changes: dict[str, str], fault: str
) -> None:
    html = refused(inside, NEW, written(inside.world, **changes))
    assert fault in html
    assert changes.get("words", "Jeg kan bage").strip() in html
    assert kept(inside.world) == []


def test_an_idea_is_answered(inside: Pages) -> None:
    told(inside.world)
    assert sent(inside, ONE, ANSWER) == ONE
    (idea,) = kept(inside.world)
    assert idea.reply == Reply(
        IdeaState.WILL_DO, {"da": "Et kor i huset"}, {"da": "Koret kommer i maj."}, shown=True
    )
    assert (idea.answered_by, idea.answered_on) == ("Anna", inside.world.today)
    assert "We will do it" in inside.open(f"{ONE}?lang=en")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"state": "taken"}, "Choose how it goes with it."),
        ({"answer_da": ""}, "Every idea gets one."),
        ({"said_da": ""}, "Write the idea in few words, in Danish."),
        ({"answer_en": "Yes"}, "Write both texts in this language, or neither."),
        ({"said_ar": "x"}, "Write both texts in this language, or neither."),
        ({"answer_da": "x" * 91}, "at most 90 characters"),
        ({"state": "new"}, "Answer it before it is shown."),
        ({"initiative": "77"}, "Choose one of these initiatives, or none."),
    ],
)
def test_a_faulty_answer_is_kept_and_not_saved(
    inside: Pages, changes: dict[str, str], fault: str
) -> None:
    told(inside.world)
    html = refused(inside, ONE, {**ANSWER, **changes})
    assert fault in html
    assert {**ANSWER, **changes}["said_da"] in html
    assert kept(inside.world)[0].revision == 1


def test_what_somebody_else_answered_meanwhile_is_shown(inside: Pages) -> None:
    told(inside.world)
    other = Reply(IdeaState.CANNOT, {"da": "Kor"}, {"da": "Det går ikke."})
    by = Answerer("Bo", inside.world.today)
    assert answer_idea(inside.world.store, kept(inside.world)[0], 1, other, by)
    html = refused(inside, ONE, ANSWER, 409)
    assert "Det går ikke." in html
    assert "Koret kommer i maj." in html
    assert kept(inside.world)[0].reply == other
    sent(inside, ONE, {**ANSWER, "revision": "2"})
    assert kept(inside.world)[0].reply.state is IdeaState.WILL_DO


def test_offers_have_states_of_their_own(inside: Pages) -> None:
    told(inside.world, kind=IdeaKind.OFFER)
    html = inside.open(f"{ONE}?lang=en")
    assert "We said yes, thank you" in html
    assert "We will do it" not in html


def test_what_waits_is_said_on_the_first_page_and_stands_first(inside: Pages) -> None:
    told(inside.world, "Ny")
    told(inside.world, "Gammel", days=15)
    html = inside.open("/admin/?lang=en")
    assert "2 ideas wait for an answer." in html
    assert "1 has waited more than 14 days." in html
    html = inside.open(LIST)
    assert html.index("Gammel") < html.index(">Ny<")


def test_looking_for_a_word_and_for_offers(inside: Pages) -> None:
    told(inside.world, "Musik")
    told(inside.world, "Kage", IdeaKind.OFFER)
    assert "Kage" not in inside.open(f"{LIST}?find=musik")
    html = inside.open(f"{LIST}?kind=offer")
    assert "Kage" in html
    assert "Musik" not in html
    assert "Nothing fits." in inside.open(f"{LIST}?find=zebra&lang=en")
    inside.open(f"{LIST}?kind=x&initiative=99999999999999999999&page=0")


def test_long_lists_have_pages_and_few_statements(inside: Pages) -> None:
    for number in range(30):
        told(inside.world, f"Idé nummer {number}")
    with counted(inside.world.store) as said:
        html = inside.open(f"{LIST}?lang=en")
    assert len(said) <= 12
    assert "Page 1 of 2" in html
    for path in (ONE, NEW, "/admin/", f"/admin/centres/{inside.world.centre_id}"):
        with counted(inside.world.store) as said:
            inside.open(path)
        assert len(said) <= 12, path


def test_hostile_words_are_words(inside: Pages) -> None:
    told(inside.world, HOSTILE)
    for path in (LIST, ONE):
        assert HOSTILE not in inside.open(path)


def test_an_idea_of_an_initiative_stands_on_its_page(inside: Pages) -> None:
    with inside.world.store.session() as session:
        one = add_initiative(session, "Kor", centre_ids=[inside.world.centre_id]).id
    told(inside.world, "Sangaften")
    sent(inside, ONE, {**ANSWER, "initiative": str(one)})
    page = f"/admin/initiatives/{one}"
    with counted(inside.world.store) as said:
        assert "Sangaften" in inside.open(page)
    assert len(said) <= 12
    assert "Sangaften" in inside.open(f"{LIST}?initiative={one}")


PROMISE = {"said_da": "Et kor", "promised_da": "Et kor kommer.", "owner": "Anna"}


def test_an_action_is_made_of_an_idea(inside: Pages) -> None:
    told(inside.world)
    assert f"/admin/actions/new?idea={kept(inside.world)[0].id}" in inside.open(ONE)
    form = {**PROMISE, "place": f"centre-{inside.world.centre_id}"}
    sent(inside, "/admin/actions/new?idea=1", form)
    html = inside.open(ONE)
    assert "Et kor kommer." in html
    assert "actions/new" not in html


def test_an_idea_elsewhere_is_left_alone_by_an_action(pages: Pages) -> None:
    with pages.world.store.session() as session:
        there = add_centre(session, "Et andet sted").id
    told(pages.world)
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=there))
    sent(pages, "/admin/actions/new?idea=1", {**PROMISE, "place": f"centre-{there}"})
    assert kept(pages.world)[0].action_id is None


def test_an_idea_is_deleted(inside: Pages) -> None:
    told(inside.world)
    sent(inside, f"{ONE}/delete", {})
    assert kept(inside.world) == []


def test_ideas_elsewhere_are_not_hers(pages: Pages) -> None:
    world = pages.world
    with world.store.session() as session:
        there = add_centre(session, "Et andet sted").id
    told(world, "Hemmelig")
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=there))
    assert "Hemmelig" not in pages.open(LIST)
    pages.open(ONE, 404)
    html = refused(pages, NEW, written(world))
    assert "Choose a centre." in html
    form = {"code": CODE, **pages.csrf(NEW)}
    pages.post(f"/admin/ideas/box/{world.centre_id}", form, 404)


def test_those_who_only_read_do_not_enter(pages: Pages) -> None:
    told(pages.world)
    pages.sign_in("Bo", Grant(Role.READER))
    pages.open(LIST, 403)


def test_one_press_opens_the_box_with_a_link_to_print(inside: Pages) -> None:
    world = inside.world
    centre, press = f"/admin/centres/{world.centre_id}", f"/admin/ideas/box/{world.centre_id}"
    form = {"code": CODE, **inside.csrf(centre)}
    for _twice in range(2):
        html = inside.post(f"{press}?lang=en", form, 200)
        assert "The link is ready" in html
        assert "Poster, A4" in html
    with world.store.read() as connection:
        box = open_box_at(connection, world.centre_id, world.today)
    assert sent(inside, press, {"code": "d" * CODE_LENGTH}, centre).endswith(f"{box}/links")
    assert "It is open." in inside.open(f"{centre}?lang=en")
    html = inside.open(f"/admin/rounds/{box}?lang=en")
    assert "until somebody closes it" in html
    assert "ecember 2999" not in html
    assert "Is it ready?" not in html
    for path in ("/admin/", "/admin/rounds/", f"/admin/rounds/{box}/links", "/admin/interview/"):
        assert "ecember 2999" not in inside.open(path), path
    for path in (f"/admin/rounds/{box}/report", f"/admin/rounds/{box}/board"):
        assert "ecember 2999" not in inside.open(path), path


def test_a_box_is_changed_without_a_closing_day(inside: Pages) -> None:
    world = inside.world
    centre, press = f"/admin/centres/{world.centre_id}", f"/admin/ideas/box/{world.centre_id}"
    inside.post(press, {"code": CODE, **inside.csrf(centre)}, 200)
    with world.store.read() as connection:
        box = open_box_at(connection, world.centre_id, world.today)
    change = f"/admin/rounds/{box}/change"
    html = inside.open(change)
    assert 'name="closes_on"' not in html
    assert 'name="repeats"' not in html
    form = {
        "revision": "1",
        "centres": str(world.centre_id),
        "voices": "resident:self",
        "opens_on": world.today.isoformat(),
        "keeps_days": "365",
        "repeats": "4",
        "closes_on": world.today.isoformat(),
    }
    sent(inside, change, form)
    html = inside.open(f"/admin/rounds/{box}?lang=en")
    assert "until somebody closes it" in html
    assert "It does not repeat" in html


def test_a_box_is_closed_by_hand_and_opened_again(inside: Pages) -> None:
    world = inside.world
    centre, press = f"/admin/centres/{world.centre_id}", f"/admin/ideas/box/{world.centre_id}"
    inside.post(press, {"code": CODE, **inside.csrf(centre)}, 200)
    with world.store.read() as connection:
        box = open_box_at(connection, world.centre_id, world.today)
    page, today = f"/admin/rounds/{box}", world.today.isoformat()
    sent(inside, f"{page}/closing?was=2999-12-31&to={today}", {})
    assert "until somebody closes it" not in inside.open(f"{page}?lang=en")
    sent(inside, f"{page}/closing?was={today}&to=2999-12-31", {})
    html = inside.open(page)
    assert "Runden er åben igen, indtil nogen lukker den." in html


def test_answered_ideas_are_read_where_they_are_given(inside: Pages) -> None:
    world = inside.world
    centre, press = f"/admin/centres/{world.centre_id}", f"/admin/ideas/box/{world.centre_id}"
    inside.post(press, {"code": CODE, **inside.csrf(centre)}, 200)
    told(world)
    assert "Koret kommer i maj." not in inside.open(f"/s/{CODE}")
    sent(inside, ONE, {**ANSWER, "said_en": "A choir", "answer_en": "In May."})
    for page in (f"/s/{CODE}", f"/s/{CODE}/thanks"):
        html = inside.open(page)
        assert "I foreslog – vi svarede" in html
        assert "Koret kommer i maj." in html
        assert "In May." in inside.open(f"{page}?lang=en")
    assert "Koret kommer i maj." not in inside.open(f"/s/{world.link_code}")
    told_to = {"Authorization": f"Bearer {world.device_token}"}
    reply = inside.client.get("/k/rounds", headers=told_to).get_json()
    (box,) = [one for one in reply["rounds"] if one["is_standing"]]
    assert box["suggested"][0]["answer"] == {"da": "Koret kommer i maj.", "en": "In May."}
    assert [one["suggested"] for one in reply["rounds"] if not one["is_standing"]] == [[]]
