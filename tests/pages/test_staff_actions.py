"""The staff's list of actions: writing down a promise, changing it, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest

from survey.actions import Action, ActionState, Outcome, Place, Promise, Signature
from survey.services import NAME
from survey.staff import EVERYWHERE
from survey.store.action_queries import add_action, all_actions, find_action, settle_action
from survey.store.setup_queries import add_initiative
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World

LIST, NEW = "/admin/actions/", "/admin/actions/new"
TODAY = NOW.date()
HOSTILE = "<script>alert(1)</script>"
PAGES = (LIST, NEW, *(f"/admin/actions/1{page}" for page in ("", "/change", "/outcome", "/ask")))


def written(world: World, **changes: str) -> dict[str, str]:
    """A form filled as it should be; `changes` replace its fields."""
    return {
        "place": f"centre-{world.centre_id}",
        "said_da": "Vi savner sang.",
        "said_en": "We miss singing.",
        "promised_da": "Et kor kommer i maj.",
        "promised_en": "A choir comes in May.",
        "owner": "Koordinatoren",
        "due_on": "2026-12-01",
        "shown": "y",
        "signed_name": "Cilla",
        "signed_role": "Leder af centret",
        **changes,
    }


def promised(world: World, said: str = "Vi savner sang.") -> int:
    """An action that is there already."""
    place = Place(centre_id=world.centre_id)
    texts = {"da": said}, {"da": "Et kor kommer."}
    return add_action(world.store, Promise(place, *texts, "Anna", None, True), TODAY)


def kept(world: World) -> list[Action]:
    with world.store.read() as connection:
        return all_actions(connection, EVERYWHERE)


def sent(pages: Pages, path: str, form: Mapping[str, str]) -> str:
    """Post a form of the staff's that should be taken; returns where it leads."""
    answer = pages.client.post(path, data={**hidden(pages, path), **form})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def refused(pages: Pages, path: str, form: Mapping[str, str]) -> str:
    """Post a form that comes back; returns the page, in English."""
    return pages.post(f"{path}?lang=en", {**hidden(pages, path), **form}, 400)


def hidden(pages: Pages, path: str) -> dict[str, str]:
    """What the form at `path` carries without showing it."""
    html = pages.client.get(path).get_data(as_text=True)
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return {name: value for name, value in found if name in ("csrf_token", "revision")}


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff, signed in."""
    pages.sign_in()
    return pages


@pytest.mark.parametrize("path", PAGES)
def test_strangers_get_nothing(pages: Pages, path: str) -> None:
    promised(pages.world, "Hemmeligt")
    for answer in (pages.client.get(path), pages.client.post(path, data=written(pages.world))):
        assert answer.status_code in (303, 400, 405)
        assert b"Hemmeligt" not in answer.data
    assert len(kept(pages.world)) == 1


def test_a_form_from_elsewhere_changes_nothing(inside: Pages) -> None:
    assert inside.client.post(NEW, data=written(inside.world)).status_code == 400
    assert kept(inside.world) == []


def test_the_home_page_leads_here(inside: Pages) -> None:
    assert f'href="{LIST}"' in inside.open("/admin/")
    assert "Nothing has been promised yet." in inside.open(f"{LIST}?lang=en")


def test_a_promise_is_written_down(inside: Pages) -> None:
    assert sent(inside, NEW, written(inside.world, said_da="  Vi savner\r\nsang. ")) == f"{LIST}1"
    (action,) = kept(inside.world)
    assert action.promise == Promise(
        Place(centre_id=inside.world.centre_id),
        {"da": "Vi savner sang.", "en": "We miss singing."},
        {"da": "Et kor kommer i maj.", "en": "A choir comes in May."},
        "Koordinatoren",
        date(2026, 12, 1),
        True,
        signed=Signature("Cilla", "Leder af centret"),
    )
    html = inside.open(f"{LIST}?lang=en")
    for told in ("Solsikken", "We miss singing.", "Koordinatoren", "December 1, 2026", "Promised"):
        assert told in html


def test_it_may_belong_to_an_initiative_in_danish_alone(inside: Pages) -> None:
    with inside.world.store.session() as session:
        id_ = add_initiative(session, "Fællesskab").id
    changes = {"said_en": "", "promised_en": "", "due_on": ""}
    form = written(inside.world, place=f"initiative-{id_}", **changes)
    del form["shown"]
    sent(inside, NEW, form)
    (action,) = kept(inside.world)
    assert action.place_name == "Fællesskab"
    assert action.promise.said == {"da": "Vi savner sang."}
    assert (action.promise.due_on, action.promise.shown) == (None, False)


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"place": ""}, "Choose a centre or an initiative."),
        ({"place": "centre-999"}, "Choose a centre or an initiative."),
        ({"place": "nowhere"}, "Choose a centre or an initiative."),
        ({"said_da": " "}, "Write what people said."),
        ({"said_da": "a" * 61}, "in at most 60 characters"),
        ({"promised_da": ""}, "Write what is promised."),
        ({"promised_da": "a" * 91}, "in at most 90 characters"),
        ({"said_en": ""}, "Write both texts in English, or neither."),
        ({"promised_en": ""}, "Write both texts in English, or neither."),
        ({"owner": ""}, "Write who sees to it."),
        ({"owner": "a" * 121}, "in at most 120 characters"),
        ({"due_on": "i morgen"}, "Write the day as it stands in the calendar"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    inside: Pages, changes: dict[str, str], advice: str
) -> None:
    html = refused(inside, NEW, written(inside.world, **changes))
    (field,) = changes
    assert html.count(advice) == 2, "in the summary and at the field"
    assert f'<a href="#{field if field != "said_en" else "promised_en"}">' in html
    assert "<title>Error: Write down a promise" in html
    assert "Et kor kommer i maj." in html or field == "promised_da"
    assert kept(inside.world) == []


def test_what_was_typed_for_a_day_comes_back(inside: Pages) -> None:
    html = refused(inside, NEW, written(inside.world, due_on="i morgen"))
    assert 'value="i morgen"' in html


def test_it_is_changed(inside: Pages) -> None:
    id_ = promised(inside.world)
    html = inside.open(f"{LIST}{id_}/change?lang=en")
    assert "Vi savner sang.</textarea>" in html
    sent(inside, f"{LIST}{id_}/change", written(inside.world, said_da="Vi savner musik."))
    (action,) = kept(inside.world)
    assert action.promise.said["da"] == "Vi savner musik."
    assert action.promised_on == TODAY


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_became_of_it_is_written_down(inside: Pages, state: str) -> None:
    id_ = promised(inside.world)
    sent(inside, f"{LIST}{id_}/outcome", {"state": state, "became_da": "Koret kommer."})
    (action,) = kept(inside.world)
    assert action.outcome == Outcome(ActionState(state), {"da": "Koret kommer."}, TODAY)
    html = inside.open(f"{LIST}?lang=en")
    assert "Koret kommer." in html
    assert {"done": "Done", "dropped": "Dropped"}[state] in html


def test_better_words_for_the_same_outcome_keep_its_day(inside: Pages) -> None:
    id_ = promised(inside.world)
    before = Outcome(ActionState.DONE, {"da": "Gjrot."}, date(2026, 11, 1))
    settle_action(inside.world.store, id_, 1, before)
    sent(inside, f"{LIST}{id_}/outcome", {"state": "done", "became_da": "Gjort."})
    with inside.world.store.read() as connection:
        action = find_action(connection, id_)
    assert action
    assert action.outcome == Outcome(ActionState.DONE, {"da": "Gjort."}, date(2026, 11, 1))


def test_an_outcome_can_be_taken_back(inside: Pages) -> None:
    id_ = promised(inside.world)
    settle_action(inside.world.store, id_, 1, Outcome(ActionState.DONE, {"da": "Gjort."}, TODAY))
    sent(inside, f"{LIST}{id_}/outcome", {"state": "promised", "became_da": "Gjort."})
    assert kept(inside.world)[0].outcome == Outcome()


@pytest.mark.parametrize(
    ("form", "advice"),
    [
        (
            {"state": "done", "became_da": ""},
            "Write what became of it, so that people can read it.",
        ),
        ({"state": "gone", "became_da": "Væk."}, "Choose what became of it."),
        ({"state": "done", "became_da": "a" * 91}, "in at most 90 characters"),
    ],
)
def test_an_outcome_is_told_in_words(inside: Pages, form: dict[str, str], advice: str) -> None:
    id_ = promised(inside.world)
    html = refused(inside, f"{LIST}{id_}/outcome", form)
    assert html.count(advice) == 2
    assert kept(inside.world)[0].outcome == Outcome()


@pytest.mark.parametrize("number", [999, 10**30])
def test_an_action_that_is_not_there_is_told(inside: Pages, number: int) -> None:
    inside.open(f"{LIST}{number}", 404)
    inside.open(f"{LIST}{number}/outcome", 404)


def test_hostile_text_stays_text(inside: Pages) -> None:
    form = written(inside.world, said_da=HOSTILE, promised_da=HOSTILE, owner=HOSTILE)
    sent(inside, NEW, form)
    sent(inside, f"{LIST}1/outcome", {"state": "done", "became_da": HOSTILE})
    for path in PAGES:
        html = inside.open(path)
        assert "<script>alert" not in html
        if path != NEW:
            assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("path", PAGES)
def test_the_cost_does_not_grow_with_the_actions(inside: Pages, path: str) -> None:
    store = inside.client.application.extensions[NAME].store
    promised(inside.world)
    with counted(store) as few:
        inside.open(path)
    for _ in range(30):
        promised(inside.world)
    with counted(store) as many:
        inside.open(path)
    assert len(few) == len(many) <= 12


def test_a_late_promise_is_marked(inside: Pages) -> None:
    sent(inside, NEW, written(inside.world, due_on="2026-11-23"))
    assert "the day has passed" in inside.open(f"{LIST}?lang=en")
