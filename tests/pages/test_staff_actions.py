"""The staff's list of actions: writing down a promise, changing it, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from survey.actions import Action, ActionState, Origin, Outcome, Place, Promise, Signature
from survey.rounds import Days, usual_days
from survey.services import NAME
from survey.staff import EVERYWHERE
from survey.store.action_queries import add_action, all_actions, find_action, settle_action
from survey.store.round_edit_queries import make_round
from survey.store.setup_queries import add_initiative
from survey.store.tables import Round
from tests.planning import kept as kept_round
from tests.planning import plan_of
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
        ({"signed_name": ""}, "Write who signs it"),
        ({"signed_role": ""}, "Write what she or he is here"),
        ({"second_owner": "Koordinatoren"}, "This is the same person as above."),
        ({"promised_pl": "Chór."}, "Write both texts in this language, or neither."),
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
    assert {"done": "Done", "dropped": "Could not be done"}[state] in html


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
        ({"state": "dropped", "became_da": ""}, "Write why it could not be done"),
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


def test_two_who_change_it_at_once_find_out(inside: Pages) -> None:
    path = f"{LIST}{promised(inside.world)}/change"
    before = hidden(inside, path)
    assert inside.client.post(path, data={**before, **written(inside.world)}).status_code == 303
    mine = written(inside.world, said_da="Vi savner musik.")
    html = inside.post(f"{path}?lang=en", {**before, **mine}, 409)
    assert "Somebody else changed this while you were writing" in html
    assert "Vi savner musik.</textarea>" in html, "what was typed is not lost"
    assert kept(inside.world)[0].promise.said["da"] == "Vi savner sang."
    sent(inside, path, {**mine, "revision": "2"})
    assert kept(inside.world)[0].promise.said["da"] == "Vi savner musik."


def test_two_who_settle_it_at_once_find_out(inside: Pages) -> None:
    path = f"{LIST}{promised(inside.world)}/outcome"
    before = {**hidden(inside, path), "state": "done"}
    first = {**before, "became_da": "Koret kommer."}
    assert inside.client.post(path, data=first).status_code == 303
    html = inside.post(path, {**before, "state": "dropped", "became_da": "Nej."}, 409)
    assert "Koret kommer." in html
    assert "Nej.</textarea>" in html
    assert kept(inside.world)[0].outcome.became == {"da": "Koret kommer."}


def test_what_is_late_soon_and_nobodys_is_told_on_top(inside: Pages) -> None:
    sent(inside, NEW, written(inside.world, due_on="2026-11-23"))
    sent(inside, NEW, written(inside.world, due_on="2026-12-01", said_da="Snart."))
    form = written(inside.world, owner="", due_on="", said_da="Ingens.")
    del form["shown"]
    sent(inside, NEW, form)
    html = inside.open(f"{LIST}?lang=en")
    for said in ("1 promise is late.", "1 promise is due within", "1 promise is nobody's"):
        assert said in html.replace("&#39;", "'")
    late, nobodys = (inside.open(f"{LIST}?state={one}") for one in ("late", "unowned"))
    assert "Snart." not in late + nobodys
    assert "Ingens." in nobodys
    assert "Ingens." not in inside.open(f"{LIST}?place=centre-999")


def test_a_finding_becomes_a_draft_that_remembers_it(inside: Pages) -> None:
    world = inside.world
    path = f"{NEW}?round={world.round_id}&question=needs"
    html = inside.open(path)
    assert "Hvad har du brug for?</textarea>" in html
    assert f'value="centre-{world.centre_id}" selected' in html
    sent(inside, path, written(world))
    assert kept(world)[0].origin == Origin(world.round_id, "needs")
    for wrong in ("round=999&question=needs", f"round={world.round_id}&question=x", "round=x"):
        assert "Hvad har du brug for?" not in inside.open(f"{NEW}?{wrong}")


def test_the_report_offers_it(inside: Pages) -> None:
    world = inside.world
    for number in range(6):
        world.deliver(world.submission(), f"{number:032x}")
    _close(world)
    html = inside.open(f"/admin/rounds/{world.round_id}/report?lang=en")
    assert f"/admin/actions/new?round={world.round_id}&amp;question=needs" in html
    assert "Make an action of this" in html


def test_it_is_asked_about_in_a_round_to_come(inside: Pages) -> None:
    world = inside.world
    planned = make_round(world.store, plan_of(world, days=_later(world)))
    sent(inside, NEW, written(world))
    path = f"{LIST}1/ask"
    refused(inside, path, {"round": "999"})
    sent(inside, path, {"round": f"{planned}"})
    asks = kept_round(world, planned)
    assert (asks.version_number, asks.plan.voices) == (2, plan_of(world).voices)
    questionnaire = world.versions.get(asks.version_hash).questionnaire
    assert questionnaire.questions[-1].key == "helped_action_1"
    html = inside.open(f"{LIST}1?lang=en")
    assert "It will ask whether the promise helped." in html


def test_a_round_whose_language_it_lacks_is_not_changed(inside: Pages) -> None:
    world = inside.world
    planned = make_round(world.store, plan_of(world, days=_later(world)))
    sent(inside, NEW, written(world, said_en="", promised_en=""))
    assert "The round asks in English too" in refused(
        inside, f"{LIST}1/ask", {"round": f"{planned}"}
    )
    assert kept_round(world, planned).version_number == 1


def test_it_can_wait_for_the_next_round(inside: Pages) -> None:
    sent(inside, NEW, written(inside.world))
    sent(inside, f"{LIST}1/ask", {"round": "wait"})
    assert kept(inside.world)[0].asks_again
    assert "It waits for the next round." in inside.open(f"{LIST}1?lang=en")
    answer = inside.client.post(f"{LIST}1/ask/no-more", data=inside.csrf(f"{LIST}1"))
    assert answer.status_code == 303
    assert not kept(inside.world)[0].asks_again


@pytest.mark.parametrize("heard", [4, 6])
def test_before_and_after_hide_small_groups(inside: Pages, heard: int) -> None:
    world = inside.world
    for number in range(heard):
        world.deliver(world.submission(), f"{number:032x}")
    path = f"{NEW}?round={world.round_id}&question=needs"
    sent(inside, path, written(world))
    html = inside.open(f"{LIST}1?lang=en")
    assert "It is still asking." in html
    assert "6 of 6" not in html
    _close(world)
    html = inside.open(f"{LIST}1?lang=en")
    assert ("6 of 6" in html) == (heard == 6)
    assert ("Fewer than 5 have answered." in html) == (heard == 4)
    for word in ("skyldes", "because of the promise"):
        assert word not in html


def _later(world: World) -> Days:
    return usual_days(world.today).moved(timedelta(days=60))


def _close(world: World) -> None:
    with world.store.write() as connection:
        closed = world.today - timedelta(days=1)
        connection.execute(update(Round).where(Round.id == world.round_id).values(closes_on=closed))
