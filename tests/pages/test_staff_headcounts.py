"""The staff's pages for headcounts: typed, confirmed, asked about, taken back, and their history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import func, select

from survey.headcounts import Typed
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.centre_changes import archive_centre, make_units
from survey.store.headcount_changes import write_headcounts
from survey.store.headcount_queries import newest_headcounts
from survey.store.setup_queries import add_centre, units_of
from survey.store.tables import Headcount
from survey.voices import Voice
from tests.statements import counted
from tests.visiting import Pages

TODAY = date(2026, 11, 24)
OLD = date(2026, 3, 3)
RESIDENT, STAFF = Voice.RESIDENT, Voice.STAFF


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """Anna, who may do everything, signed in."""
    pages.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    pages.sign_in()
    return pages


def centre(pages: Pages) -> str:
    return f"/admin/centres/{pages.world.centre_id}"


def new(pages: Pages) -> str:
    return f"{centre(pages)}/headcounts/new"


def units(pages: Pages) -> tuple[int, int]:
    with pages.world.store.session() as session:
        eg, birk = (unit.id for unit in units_of(session, pages.world.centre_id))
    return eg, birk


def write(pages: Pages, *typed: Typed) -> list[int]:
    return write_headcounts(pages.world.store, pages.world.centre_id, typed, "Bo")


def newest(pages: Pages) -> dict[tuple[str, int | None], tuple[int | None, date, str | None]]:
    with pages.world.store.read() as connection:
        found = newest_headcounts(connection, pages.world.centre_id)
    return {(one.voice, one.unit_id): (one.people, one.counted_on, one.typed_by) for one in found}


def rows(pages: Pages) -> int:
    with pages.world.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(Headcount)) or 0


def sent(pages: Pages, path: str, form: Mapping[str, object]) -> str:
    """Post a form that should be taken; returns the centre's page after it."""
    answer = pages.client.post(path, data={**form, **pages.csrf(new(pages))})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert answer.location == f"{centre(pages)}#people"
    return pages.open(centre(pages))


def refused(pages: Pages, form: Mapping[str, object]) -> str:
    path = new(pages)
    return pages.post(path, {**form, **pages.csrf(path)}, 400)


def test_numbers_are_typed_with_their_day_and_who_typed_them(inside: Pages) -> None:
    eg, _ = units(inside)
    form = {"counted_on": "2026-11-20", f"resident_{eg}": " 24 ", "staff_0": "0"}
    html = sent(inside, new(inside), form)
    assert "2 numbers were saved." in html
    assert newest(inside) == {
        ("resident", eg): (24, date(2026, 11, 20), "Anna"),
        ("staff", None): (0, date(2026, 11, 20), "Anna"),
    }
    assert "<strong>24</strong>" in html
    assert "Nov 20, 2026, 4 days ago" in html
    assert html.count("not known") >= 2
    assert "Nobody has counted these here: Relatives" in html


def test_today_is_the_day_unless_another_is_written(inside: Pages) -> None:
    html = inside.open(new(inside))
    assert 'type="date" autocomplete="off" value="2026-11-24"' in html


@pytest.mark.parametrize("typed", ["-1", "5001", "24,5", "24.5", "mange", "٢٤", "1e3", "9" * 99])
def test_what_is_no_number_of_people_is_told_and_nothing_is_lost(inside: Pages, typed: str) -> None:
    eg, birk = units(inside)
    form = {"counted_on": "2026-11-20", f"resident_{eg}": typed, f"resident_{birk}": "18"}
    html = refused(inside, form)
    advice = "Write a whole number from 0 to 5000, in digits alone."
    assert html.count(advice) == 2, "in the summary and at the field"
    assert f'<a href="#resident_{eg}">' in html
    for kept in (f'value="{typed}"', 'value="18"', 'value="2026-11-20"'):
        assert kept in html
    assert rows(inside) == 0


@pytest.mark.parametrize("typed", ["0", "5000", "0024"])
def test_the_bounds_are_numbers_too(inside: Pages, typed: str) -> None:
    sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0": typed})
    assert newest(inside)["resident", None][0] == int(typed)


@pytest.mark.parametrize(
    ("day", "advice"),
    [
        ("2026-11-25", "This day has not come yet."),
        ("0026-11-24", "This day is very long ago. Look at the year."),
        ("i går", "Write the day you counted, as it stands in the calendar."),
        ("", "Write the day you counted, as it stands in the calendar."),
    ],
)
def test_the_day_is_one_that_has_been(inside: Pages, day: str, advice: str) -> None:
    html = refused(inside, {"counted_on": day, "resident_0": "42"})
    assert html.count(advice) == 2
    assert f'value="{day}"' in html
    assert 'value="42"' in html
    assert rows(inside) == 0


def test_an_empty_form_asks_for_a_number(inside: Pages) -> None:
    html = refused(inside, {"counted_on": "2026-11-24"})
    assert html.count("Write at least one number.") == 2


def test_what_is_left_empty_stays_as_it_is(inside: Pages) -> None:
    write(inside, Typed(None, RESIDENT, 42, OLD), Typed(None, STAFF, 20, OLD))
    sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0": "40", "staff_0": ""})
    assert newest(inside)["staff", None] == (20, OLD, "Bo")
    assert newest(inside)["resident", None] == (40, TODAY, "Anna")
    assert rows(inside) == 3


def test_the_same_number_counted_anew_has_a_new_day(inside: Pages) -> None:
    write(inside, Typed(None, RESIDENT, 42, OLD))
    sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0": "42"})
    assert newest(inside)["resident", None] == (42, TODAY, "Anna")


def test_a_number_that_is_older_than_the_newest_is_not_taken_silently(inside: Pages) -> None:
    write(inside, Typed(None, RESIDENT, 42, TODAY))
    html = refused(inside, {"counted_on": "2026-11-20", "resident_0": "40"})
    assert html.count("A newer number stands here.") == 2
    sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0": "40"})
    assert newest(inside)["resident", None][0] == 40


def test_that_nobody_knows_is_said_and_is_not_nobody(inside: Pages) -> None:
    write(inside, Typed(None, RESIDENT, 42, OLD))
    html = inside.open(new(inside))
    assert html.count("Nobody knows any more") == 1, "only where a number stands"
    html = refused(
        inside, {"counted_on": "2026-11-24", "resident_0": "3", "resident_0_unknown": "y"}
    )
    assert html.count("Write a number, or say that nobody knows: not both.") == 2
    assert 'name="resident_0_unknown" type="checkbox" value="y" checked' in html
    html = sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0_unknown": "y"})
    assert newest(inside)["resident", None] == (None, TODAY, "Anna")
    assert "<strong>0</strong>" not in html
    assert "Nobody knows at present how many people there are here." in html
    assert f'href="{centre(inside)}/headcounts/history"' in html
    html = sent(inside, new(inside), {"counted_on": "2026-11-24", "staff_0": "7"})
    assert "Nobody has counted these here: Residents" in html


def test_one_voice_can_be_counted_alone(inside: Pages) -> None:
    html = inside.open(f"{new(inside)}?voice=staff")
    assert 'name="staff_0"' in html
    assert 'name="resident_0"' not in html
    sent(inside, f"{new(inside)}?voice=staff", {"counted_on": "2026-11-24", "staff_0": "7"})
    assert 'name="resident_0"' in inside.open(f"{new(inside)}?voice=nobody")


def test_those_who_are_helped_are_not_asked_for_unless_somebody_counted_them(inside: Pages) -> None:
    assert "resident_assisted_0" not in inside.open(new(inside))
    write(inside, Typed(None, Voice.RESIDENT_ASSISTED, 9, TODAY))
    assert "resident_assisted_0" in inside.open(new(inside))


def test_an_old_number_is_asked_about_and_one_tap_answers(inside: Pages) -> None:
    eg, birk = units(inside)
    old, _, fresh = write(
        inside,
        Typed(eg, RESIDENT, 24, OLD),
        Typed(birk, RESIDENT, 18, OLD),
        Typed(None, STAFF, 20, TODAY),
    )
    html = inside.open(centre(inside))
    assert "Eg: 24, counted on March 3, 2026, 8 months ago. Is it still 24?" in html
    assert "Yes, still 24" in html
    assert f'href="{new(inside)}?voice=resident"' in html
    assert "Is it still 20?" not in html
    html = sent(inside, f"{centre(inside)}/headcounts/still", {"row": old})
    assert "1 number was saved." in html
    assert newest(inside)["resident", eg] == (24, TODAY, "Anna")
    assert newest(inside)["resident", birk] == (18, OLD, "Bo")
    assert "Is it still 24?" not in html
    assert "Is it still 18?" in html
    before = rows(inside)
    for row in (old, fresh, 999, "x"):
        html = sent(inside, f"{centre(inside)}/headcounts/still", {"row": row})
        assert "Nothing was changed." in html
    assert rows(inside) == before


def test_nobody_asks_about_a_centre_in_the_archive(inside: Pages) -> None:
    write(inside, Typed(None, RESIDENT, 42, OLD))
    archive_centre(inside.world.store, inside.world.centre_id, TODAY)
    html = inside.open(centre(inside))
    assert "Is it still so?" not in html
    assert "<strong>42</strong>" in html


def test_many_numbers_typed_at_once_are_taken_back_too(inside: Pages) -> None:
    """What a browser keeps of them must stay small: a large cookie is thrown away."""
    make_units(inside.world.store, inside.world.centre_id, [f"Unit {n}" for n in range(90)])
    fields = {f"{voice}_{n}": "4" for voice in ("resident", "staff", "partner") for n in range(93)}
    sent(inside, new(inside), {"counted_on": "2026-11-24", **fields})
    assert rows(inside) == 279
    assert "279 numbers were taken back." in sent(inside, f"{centre(inside)}/headcounts/undo", {})


def test_all_old_numbers_of_a_voice_are_confirmed_at_once(inside: Pages) -> None:
    eg, birk = units(inside)
    old = write(inside, Typed(eg, RESIDENT, 24, OLD), Typed(birk, RESIDENT, 18, OLD))
    assert "Yes, all 2 still hold: Residents" in inside.open(centre(inside))
    html = sent(inside, f"{centre(inside)}/headcounts/still", {"row": old})
    assert "2 numbers were saved." in html
    assert "Is it still so?" not in html


def test_what_was_typed_by_mistake_is_taken_back(inside: Pages) -> None:
    write(inside, Typed(None, RESIDENT, 42, OLD))
    undo = f"{centre(inside)}/headcounts/undo"
    html = sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0": "4"})
    assert f'action="{undo}"' in html
    assert "1 number was taken back." in sent(inside, undo, {})
    assert newest(inside) == {("resident", None): (42, OLD, "Bo")}
    assert "taken back" not in sent(inside, undo, {}), "once"
    assert rows(inside) == 1


def test_only_ones_own_last_numbers_are_taken_back(inside: Pages) -> None:
    with inside.world.store.session() as session:
        other = add_centre(session, "Rosenhaven").id
    sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0": "4"})
    csrf = inside.csrf(new(inside))
    undone = inside.client.post(f"/admin/centres/{other}/headcounts/undo", data=csrf)
    assert undone.status_code == 303
    assert rows(inside) == 1


def test_units_and_whole_that_contradict_each_other_are_asked_about_and_saved(
    inside: Pages,
) -> None:
    eg, birk = units(inside)
    asked = "The units add up to 42, the whole says 40. Which is right?"
    form = {"counted_on": "2026-11-24", f"resident_{eg}": "24", f"resident_{birk}": "18"}
    html = refused(inside, {**form, "resident_0": "40", "staff_0": "x"})
    assert asked in html, "beside the fields, of what was just typed"
    assert asked in sent(inside, new(inside), {**form, "resident_0": "40"})
    assert asked in inside.open(new(inside)), "beside the fields, of what stands there"
    assert rows(inside) == 3
    html = sent(inside, new(inside), {"counted_on": "2026-11-24", "resident_0": "42"})
    assert "Which is right?" not in html


def test_the_history_keeps_every_number(inside: Pages) -> None:
    eg, _ = units(inside)
    path = f"{centre(inside)}/headcounts/history"
    assert "Nobody has written how many people there are here yet." in inside.open(path)
    write(inside, Typed(eg, RESIDENT, 24, OLD))
    write(inside, Typed(eg, RESIDENT, None, TODAY))
    html = inside.open(path)
    assert html.index("November 24, 2026") < html.index("March 3, 2026")
    for told in ("not known", "<strong>24</strong>", ">Residents<", ">Eg<", ">Bo<"):
        assert told in html
    write(inside, *(Typed(eg, STAFF, number, TODAY) for number in range(30)))
    first, second = inside.open(path), inside.open(f"{path}?page=2")
    assert ("<strong>29</strong>" in first, "<strong>0</strong>" in first) == (True, False)
    assert ("<strong>0</strong>" in second, "<strong>24</strong>" in second) == (True, True)


def test_the_cost_does_not_grow_with_the_history(inside: Pages) -> None:
    store = inside.client.application.extensions[NAME].store
    paths = (centre(inside), new(inside), f"{centre(inside)}/headcounts/history")

    def costs() -> list[int]:
        found = []
        for path in paths:
            with counted(store) as said:
                inside.open(path)
            found.append(len(said))
        return found

    few = costs()
    write(inside, *(Typed(None, voice, n, OLD) for voice in Voice for n in range(50)))
    assert few == costs()
    assert max(few) <= 12


def test_one_who_sees_to_another_centre_counts_nobody_here(pages: Pages) -> None:
    with pages.world.store.session() as session:
        other = add_centre(session, "Rosenhaven").id
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=other))
    form = {"counted_on": "2026-11-24", "resident_0": "4", **pages.csrf("/admin/")}
    for path in (
        new(pages),
        f"{centre(pages)}/headcounts/still",
        f"{centre(pages)}/headcounts/undo",
    ):
        assert pages.client.post(path, data=form).status_code == 404
    assert rows(pages) == 0
