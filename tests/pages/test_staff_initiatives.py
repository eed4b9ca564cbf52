"""The staff's pages about initiatives: writing them down, their road, and handing them over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from survey.actions import Place, Promise
from survey.initiative_parts import About, Owner, Owners, Partner, Times
from survey.initiatives import State, Step, Verdict
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.action_queries import add_action
from survey.store.initiative_changes import (
    add_initiative,
    change_owners,
    change_times,
    put_away,
    take_step,
)
from survey.store.initiative_queries import find_initiative, history_of
from survey.store.partner_queries import add_partner
from survey.store.setup_queries import Asking, add_centre, add_round
from survey.voices import Perspective, Voice
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World

LIST, NEW, ONE = "/admin/initiatives/", "/admin/initiatives/new", "/admin/initiatives/1"
TODAY = NOW.date()
HOSTILE = "<script>alert(1)</script>"
REASON = "Beboerne har demens. Deres pårørende siger det samme."
PAGES = (LIST, ONE, f"{ONE}/about", f"{ONE}/owners", f"{ONE}/times", f"{ONE}/step", f"{ONE}/hand-over")  # fmt: skip
Form = Mapping[str, object]


def written(world: World, **changes: object) -> dict[str, object]:
    """A form for a new idea, filled as it should be."""
    return {
        "revision": "0",
        "name": "Fællesskab",
        "need": "Nogle savner selskab.",
        "needs": ["music", "someone_to_talk_to"],
        "target_group": "Nye beboere",
        "centres": [str(world.centre_id)],
        **changes,
    }


def made(world: World, name: str = "Fællesskab", *states: str) -> int:
    """An idea that is there already, and went through these states."""
    first = Step(State.IDEA, TODAY, "Anna")
    number = add_initiative(world.store, About(name, "Selskab"), [world.centre_id], first)
    for seen, state in enumerate(states, 1):
        take_step(world.store, number, seen, Step(State(state), TODAY, "Anna"))
    return number


def asked(world: World, number: int, answers: int) -> int:
    """A round of the initiative in which so many residents answered."""
    voices = {Voice.RESIDENT: [Perspective.SELF]}
    days = TODAY, TODAY + timedelta(days=30)
    asking = Asking(world.version.id, voices, *days, initiative_id=number)
    with world.store.session() as session:
        round_id = add_round(session, asking, [world.centre_id]).id
    for _ in range(answers):
        world.deliver(world.submission(round=round_id))
    return round_id


def sent(pages: Pages, path: str, form: Form) -> str:
    """Post a form that should be taken; returns where it leads."""
    answer = pages.client.post(path, data={**form, **pages.csrf("/admin/")})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def refused(pages: Pages, path: str, form: Form, status: int = 400) -> str:
    """Post a form that comes back; returns the page, in English."""
    joint = "&" if "?" in path else "?"
    return pages.post(f"{path}{joint}lang=en", {**form, **pages.csrf("/admin/")}, status)


def steps(world: World, number: int = 1) -> list[Step]:
    with world.store.read() as connection:
        return list(history_of(connection, number).steps)


def state_of(world: World, number: int = 1) -> State:
    with world.store.read() as connection:
        found = find_initiative(connection, number)
    assert found
    return found.state


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """An owner, signed in."""
    pages.sign_in()
    return pages


def test_the_room_is_on_top_of_every_page(inside: Pages) -> None:
    assert f'href="{LIST}"' in inside.open("/admin/")
    html = inside.open(f"{LIST}?lang=en")
    assert "No initiative is going on." in html
    assert f'href="{NEW}"' in html
    assert "No initiative is closed." in inside.open(f"{LIST}?lang=en&show=closed")


def test_an_idea_is_written_down(inside: Pages) -> None:
    assert sent(inside, NEW, written(inside.world)) == ONE
    with inside.world.store.read() as connection:
        found = find_initiative(connection, 1)
    assert found
    needs = ("someone_to_talk_to", "music")
    assert found.about == About("Fællesskab", "Nogle savner selskab.", needs, "Nye beboere")
    (step,) = steps(inside.world)
    assert (step.state, step.by, step.day) == (State.IDEA, "Anna", TODAY)
    html = inside.open(f"{ONE}?lang=en")
    for told in (
        "Someone to talk to, Music and singing",
        "Solsikken",
        "November 24, 2026, by Anna",
    ):
        assert told in html
    assert "Nogle savner selskab." in inside.open(LIST)


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"name": " "}, "Write what the initiative is called."),
        ({"name": "a" * 121}, "Write it in at most 120 characters."),
        ({"need": ""}, "Write in a sentence or two"),
        ({"need": "a" * 401}, "in at most 400 characters"),
        ({"needs": ["none_of_these"]}, "Choose among the needs on the list."),
        ({"target_group": "a" * 2001}, "Write it in at most 2000 characters."),
        ({"centres": ["999"]}, "Choose among the centres on the list."),
        ({"centres": ["x"]}, "Choose among the centres on the list."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    inside: Pages, changes: dict[str, object], advice: str
) -> None:
    html = refused(inside, NEW, written(inside.world, **changes))
    (field,) = changes
    assert html.count(advice) == 2, "in the summary and at the field"
    assert f'<a href="#{field}">' in html
    assert "<title>Error: Write down a new idea" in html
    ticked = {"needs": 1, "centres": 2}
    assert html.count(" checked") == ticked.get(field, 3)
    assert "Nye beboere" in html or field == "target_group"
    with inside.world.store.read() as connection:
        assert find_initiative(connection, 1) is None


def test_a_name_is_taken_once(inside: Pages) -> None:
    made(inside.world)
    assert "Another initiative is called that." in refused(inside, NEW, written(inside.world))
    second = made(inside.world, "Sang")
    html = refused(inside, f"{LIST}{second}/about", written(inside.world, revision="1"))
    assert html.count("Another initiative is called that.") == 2
    sent(inside, f"{ONE}/about", written(inside.world, revision="1", need="Andet"))


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("about", {"name": "Min", "need": "Mit behov", "needs": [], "centres": []}),
        ("owners", {"owner": "Min"}),
        ("times", {"goes_on": "Min", "meeting_weeks": "", "next_meeting_on": ""}),
    ],
)
def test_edits_that_meet_are_shown_beside_each_other(
    inside: Pages, path: str, form: dict[str, object]
) -> None:
    number = made(inside.world)
    store = inside.world.store
    change_owners(store, number, 1, Owners(Owner("Deres")), None)
    change_times(store, number, 2, Times(goes_on="Deres", next_meeting_on=TODAY))
    html = refused(inside, f"{ONE}/{path}", {**form, "revision": "1"}, 409)
    assert "Somebody else changed this while you were writing" in html
    assert "Min" in html
    assert {"about": "Selskab", "owners": "Deres", "times": "November 24, 2026"}[path] in html
    assert 'name="revision" value="3"' in html
    sent(inside, f"{ONE}/{path}", {**form, "revision": "3"})
    assert "Min" in inside.open(ONE)


def test_the_road_is_walked_step_by_step(inside: Pages) -> None:
    number = made(inside.world)
    asked(inside.world, number, 5)
    for name, state in (
        ("Ask what people need", "asking"),
        ("Confirm the need", "need_confirmed"),
        ("Set it going", "running"),
        ("Adjust it", "adjusting"),
        ("Go on with it", "running"),
    ):
        html = inside.open(f"{ONE}?lang=en")
        primary = html.split("button-primary")[1].split("</a>")[0]
        assert name in primary
        assert html.count('aria-current="step"') == 1
        sent(inside, f"{ONE}/step", {"to": state, "revision": len(steps(inside.world))})
        assert state_of(inside.world) is State(state)
    assert steps(inside.world)[2].heard == {"resident": 5}
    assert {step.by for step in steps(inside.world)} == {"Anna"}


def test_the_need_is_confirmed_by_residents_or_for_a_reason(inside: Pages) -> None:
    number = made(inside.world, "Fællesskab", "asking")
    asked(inside.world, number, 4)
    path = f"{ONE}/step?to=need_confirmed"
    html = inside.open(f"{path}&lang=en")
    assert html.count("Fewer than 5</dd>") == 1
    assert html.count("Nobody yet</dd>") == 1
    form = {"to": "need_confirmed", "revision": "2"}
    for remark in ("", "Det er klart."):
        html = refused(inside, path, {**form, "remark": remark})
        assert html.count("Too few residents have answered.") == 2
        assert remark in html
    assert state_of(inside.world) is State.ASKING
    sent(inside, path, {**form, "remark": REASON})
    (*_, step) = steps(inside.world)
    assert (step.state, step.remark, step.heard) == (State.NEED_CONFIRMED, REASON, {})


def test_five_residents_are_enough_and_voices_stand_apart(inside: Pages) -> None:
    number = made(inside.world, "Fællesskab", "asking")
    asked(inside.world, number, 6)
    html = inside.open(f"{ONE}/step?lang=en")
    assert "<dd>6</dd>" in html
    assert "Nobody yet</dd>" in html
    assert "That is enough to go by." in html
    sent(inside, f"{ONE}/step", {"to": "need_confirmed", "revision": "2"})
    assert state_of(inside.world) is State.NEED_CONFIRMED


@pytest.mark.parametrize("to", ["running", "adjusting", "need_confirmed", "idea", "nonsense", ""])
def test_no_step_is_taken_that_is_not_open(inside: Pages, to: str) -> None:
    made(inside.world)
    html = refused(inside, f"{ONE}/step", {"to": to, "revision": "1", "remark": REASON}, 409)
    assert REASON in html
    assert state_of(inside.world) is State.IDEA


def test_two_who_take_a_step_at_once_find_out(inside: Pages) -> None:
    made(inside.world, "Fællesskab", "asking", "need_confirmed", "running")
    form = {"to": "adjusting", "revision": "3", "remark": "Vi flytter dagen."}
    html = refused(inside, f"{ONE}/step", form, 409)
    assert "Somebody else changed this" in html
    assert "Vi flytter dagen." in html
    assert "Under way" in html
    assert state_of(inside.world) is State.RUNNING
    sent(inside, f"{ONE}/step", {**form, "revision": "4"})
    assert state_of(inside.world) is State.ADJUSTING


def test_a_decision_is_written_down_and_told(inside: Pages) -> None:
    made(inside.world, "Fællesskab", "asking", "need_confirmed", "running")
    path, empty = f"{ONE}/step?to=decided", {"to": "decided", "revision": "4"}
    html = refused(inside, path, empty)
    for advice in ("Choose what was decided.", "Write why it was", "Write how residents are told."):
        assert html.count(advice) == 2
    form = {**empty, "verdict": "stop", "remark": "Ingen kom.", "told": "Ved frokosten."}
    html = refused(inside, path, {**form, "verdict": "maybe"})
    assert "Ingen kom." in html
    sent(inside, path, form)
    (*_, step) = steps(inside.world)
    assert (step.verdict, step.remark, step.told) == (Verdict.STOP, "Ingen kom.", "Ved frokosten.")
    html = inside.open(f"{ONE}?lang=en")
    assert "Decided: We stop" in html
    assert "How residents are told: Ved frokosten." in html
    assert "Fællesskab" not in inside.open(LIST)
    assert "Fællesskab" in inside.open(f"{LIST}?show=closed")


def test_an_idea_can_only_be_stopped(inside: Pages) -> None:
    made(inside.world)
    path = f"{ONE}/step?to=decided"
    assert 'value="go_on"' not in inside.open(path)
    form = {"to": "decided", "revision": "1", "verdict": "go_on", "remark": "x", "told": "y"}
    assert refused(inside, path, form).count("Choose what was decided.") == 2


def test_the_first_owner_is_written_down(inside: Pages) -> None:
    made(inside.world)
    form = {"revision": "1", "owner": "Bo", "owner_since": "2026-11-01"}
    assert sent(inside, f"{ONE}/owners", form) == f"{ONE}#owners"
    assert "Bo, since November 1, 2026" in inside.open(f"{ONE}?lang=en")


def test_a_change_of_owners_leads_to_what_is_handed_over(inside: Pages) -> None:
    number = made(inside.world)
    change_owners(inside.world.store, number, 1, Owners(Owner("Bo")), None)
    form = {"revision": "2", "owner": "Cilla", "second_owner": "Dan"}
    assert sent(inside, f"{ONE}/owners", form) == f"{ONE}/hand-over"
    html = inside.open(f"{ONE}/hand-over?lang=en")
    assert "November 24, 2026: from Bo to Cilla, Dan" in html
    assert "Written down by Anna" in html
    assert sent(inside, f"{ONE}/owners", {**form, "revision": "3"}) == f"{ONE}#owners"
    assert inside.open(f"{ONE}?lang=en").count("from Bo to Cilla, Dan") == 1


@pytest.mark.parametrize(
    ("path", "form", "advice"),
    [
        ("owners", {"owner": ""}, "Write who owns the initiative."),
        ("owners", {"owner": "Bo", "owner_since": "i går"}, "as it stands in the calendar"),
        ("owners", {"owner": "Bo", "second_owner_since": "2026-01-01"}, "that belongs to the day"),
        ("owners", {"owner": "Bo", "second_owner": "Bo"}, "This name stands above already."),
        ("times", {"meeting_weeks": "0"}, "a number of weeks from 1 to 52"),
        ("times", {"meeting_weeks": "ofte"}, "a number of weeks from 1 to 52"),
        ("times", {"meeting_weeks": "4", "next_meeting_on": ""}, "Write when you meet next"),
        ("times", {"next_meeting_on": "snart"}, "as it stands in the calendar"),
        ("times", {"funding_ends_on": "2026-02-30"}, "as it stands in the calendar"),
        ("times", {"goes_on": "a" * 2001}, "Write it in at most 2000 characters."),
    ],
)
def test_owners_and_times_are_looked_at(
    inside: Pages, path: str, form: dict[str, str], advice: str
) -> None:
    made(inside.world)
    html = refused(inside, f"{ONE}/{path}", {"revision": "1", **form})
    assert html.count(advice) == 2
    for typed in form.values():
        assert typed in html


def test_it_is_said_in_time_that_the_money_ends(inside: Pages) -> None:
    made(inside.world)
    times = {"meeting_weeks": "4", "next_meeting_on": "2026-10-27", "goes_on": "Kun kaffe."}
    sent(inside, f"{ONE}/times", {"revision": "1", **times, "funding_ends_on": "2027-07-24"})
    for path in (ONE, LIST):
        html = inside.open(f"{path}?lang=en")
        assert "The money ends on July 24, 2027, in 8 months." in html
        assert "November 24, 2026 – The partners meet" in html
    html = inside.open(f"{ONE}?lang=en")
    assert "Talk with the partners" in html
    assert "Every 4 weeks" in html
    sent(inside, f"{ONE}/times", {"revision": "2", **times, "funding_ends_on": "2026-11-23"})
    assert "The money ended on November 23, 2026." in inside.open(f"{LIST}?lang=en")
    sent(inside, f"{ONE}/times", {"revision": "3", **times, "funding_ends_on": "2027-11-25"})
    assert "The money ends" not in inside.open(f"{LIST}?lang=en")


def test_the_pack_holds_all_that_is_handed_over_and_no_answer(inside: Pages) -> None:
    number, world = made(inside.world, "Fællesskab", "asking"), inside.world
    asked(world, number, 6)
    add_partner(world.store, number, Partner("Naboklubben", "Kører bussen"))
    day = TODAY + timedelta(days=10)
    said = {"da": "Vi savner sang."}, {"da": "Et kor kommer."}
    add_action(world.store, Promise(Place(initiative_id=number), *said, "Koret", day, True), TODAY)
    html = inside.open(f"{ONE}/hand-over?lang=en")
    for told in (
        "Selskab",
        "We are asking",
        "Kører bussen",
        "Et kor kommer.",
        "Seen to by Koret, at the latest December 4, 2026",
        "Every kind: November 24, 2026 to December 24, 2026",
        "December 4, 2026 – A promise is due: Et kor kommer.",
    ):
        assert told in html, told
    for secret in ("At synge", "<dd>6", "Fewer than"):
        assert secret not in html


def test_it_is_put_away_and_taken_out_again(inside: Pages) -> None:
    number = made(inside.world)
    asked(inside.world, number, 0)
    assert sent(inside, f"{ONE}/away", {}) == ONE
    html = inside.open(f"{ONE}?lang=en")
    assert f'action="{ONE}/back"' in html
    assert "put away on November 24, 2026" in html
    assert f"{ONE}/delete" not in html, "a round belongs to it"
    assert f"{ONE}/step" not in html
    assert sent(inside, f"{ONE}/step", {"to": "asking"}) == ONE
    assert sent(inside, f"{ONE}/delete", {}) == ONE
    sent(inside, f"{ONE}/back", {})
    assert "Fællesskab" in inside.open(LIST)


def test_what_is_empty_may_be_deleted(inside: Pages) -> None:
    number = made(inside.world)
    sent(inside, f"{ONE}/delete", {})
    assert state_of(inside.world) is State.IDEA, "it was not put away"
    put_away(inside.world.store, number, TODAY)
    assert f'action="{ONE}/delete"' in inside.open(ONE)
    assert sent(inside, f"{ONE}/delete", {}) == LIST
    inside.open(ONE, 404)


@pytest.mark.parametrize("path", [path for path in PAGES if path != LIST])
def test_one_that_is_not_there_is_told(inside: Pages, path: str) -> None:
    for number in ("999", "9" * 30):
        inside.open(path.replace("/1", f"/{number}"), 404)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.READER])
def test_who_may_only_read_is_offered_nothing_else(pages: Pages, role: Role) -> None:
    number = made(pages.world, "Fællesskab", "asking")
    add_partner(pages.world.store, number, Partner("Naboklubben"))
    pages.sign_in("Bo", Grant(role, initiative_id=number))
    html = pages.open(ONE)
    assert "Naboklubben" in html
    assert "button-primary" not in html
    assert html.count("<form") == 1, "the one to sign out"
    assert NEW not in pages.open(LIST)


def test_a_coordinator_of_one_centre_writes_down_what_is_hers(pages: Pages) -> None:
    world = pages.world
    with world.store.session() as session:
        theirs = add_centre(session, "Rosen").id
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=world.centre_id))
    assert "Rosen" not in pages.open(NEW)
    for centres in ([], [str(theirs)], [str(theirs), str(world.centre_id)]):
        assert "<title>Error" in refused(pages, NEW, written(world, centres=centres))
    sent(pages, NEW, written(world))
    assert "button-primary" in pages.open(ONE)
    html = refused(pages, f"{ONE}/about", written(world, centres=[], revision="1"))
    assert html.count("Choose at least one centre that takes part.") == 2


def test_centres_out_of_reach_stay(pages: Pages) -> None:
    world = pages.world
    number = made(world)
    pages.sign_in("Bo", Grant(Role.COORDINATOR, initiative_id=number))
    assert "These take part too, and you cannot change that: Solsikken." in pages.open(
        f"{ONE}/about?lang=en"
    )
    sent(pages, f"{ONE}/about", written(world, centres=[], revision="1", need="Nyt"))
    with world.store.read() as connection:
        found = find_initiative(connection, number)
    assert found
    assert [one.id for one in found.centres] == [world.centre_id]
    assert NEW not in pages.open(LIST), "she has no centre to make one at"
    assert "There is no centre you can choose." in pages.open(f"{NEW}?lang=en")


def test_reports_of_rounds_out_of_reach_are_not_named(pages: Pages) -> None:
    world = pages.world
    number = made(world)
    with world.store.session() as session:
        theirs = add_centre(session, "Rosen").id
        days = TODAY, TODAY + timedelta(days=3)
        voices = {Voice.RESIDENT: [Perspective.SELF]}
        asking = Asking(world.version.id, voices, *days, initiative_id=number)
        round_id = add_round(session, asking, [theirs]).id
    pages.sign_in("Bo", Grant(Role.READER, centre_id=world.centre_id))
    assert f"/admin/rounds/{round_id}/" not in pages.open(ONE)


def test_words_are_searched_for_among_those_shown(inside: Pages) -> None:
    made(inside.world, "Have")
    add_partner(inside.world.store, made(inside.world, "Sang"), Partner("Naboklubben"))
    html = inside.open(f"{LIST}?find=nabo&lang=en")
    assert "1 initiative has “nabo” in it." in html
    assert "Sang" in html
    assert "Have</a>" not in html
    assert "show=closed" in html
    assert "0 initiatives have" in inside.open(f"{LIST}?find=nabo&show=closed&lang=en")
    inside.open(f"{LIST}?show=nonsense&page=99")


def test_hostile_text_stays_text(inside: Pages) -> None:
    world = inside.world
    sent(inside, NEW, written(world, name=HOSTILE, need=HOSTILE, target_group=HOSTILE))
    sent(inside, f"{ONE}/owners", {"revision": "1", "owner": HOSTILE})
    sent(inside, f"{ONE}/times", {"revision": "2", "goes_on": HOSTILE})
    sent(inside, f"{ONE}/step", {"revision": "3", "to": "asking", "remark": HOSTILE})
    for path in (*PAGES, f"{LIST}?find={HOSTILE}"):
        html = inside.open(path)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_the_cost_does_not_grow(inside: Pages) -> None:
    store, world = inside.client.application.extensions[NAME].store, inside.world

    def full(name: str) -> int:
        number = made(world, name)
        asked(world, number, 0)
        add_partner(world.store, number, Partner("Naboklubben"))
        place = Place(initiative_id=number)
        promise = Promise(place, {"da": "Sang"}, {"da": "Kor"}, "Koret", TODAY, True)
        add_action(world.store, promise, TODAY)
        return number

    full("Indsats 0")
    paths = (*PAGES, f"{LIST}?find=Indsats", f"{LIST}?show=all&page=2")
    few = {}
    for path in paths:
        with counted(store) as said:
            inside.open(path)
        few[path] = len(said)
    for number in range(1, 200):
        full(f"Indsats {number}")
    for _ in range(20):
        asked(world, 1, 0)
        add_partner(world.store, 1, Partner("Naboklubben"))
    html = ""
    for path in paths:
        with counted(store) as said:
            html = inside.open(path)
        assert len(said) == few[path] <= 12, path
    assert html.count('class="round"') == 25


@pytest.mark.parametrize("path", [LIST, ONE])
def test_strangers_get_nothing(pages: Pages, path: str) -> None:
    made(pages.world, "Hemmelig")
    answer = pages.client.get(path)
    assert answer.status_code == 303
    assert b"Hemmelig" not in answer.data
