"""The staff's pages for centres and units: found, made, renamed, put away, brought back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.centre_changes import archive_centre, archive_unit, make_units, rename_centre
from survey.store.centre_queries import CentrePage, find_centre
from survey.store.setup_queries import add_centre, add_headcount, units_of
from survey.voices import Voice
from tests.statements import counted
from tests.visiting import Pages
from tests.world import World

LIST = "/admin/centres/"
NEW = f"{LIST}new"
HOSTILE = '<script>alert("1")</script>&amp; 100 % %(name)s {{ 7 }}'
TODAY = date(2026, 11, 24)


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff who may do everything, signed in."""
    pages.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    pages.sign_in()
    return pages


def here(pages: Pages) -> str:
    return f"{LIST}{pages.world.centre_id}"


def there(world: World, centre_id: int = 0) -> CentrePage:
    with world.store.read() as connection:
        found = find_centre(connection, centre_id or world.centre_id)
    assert found
    return found


def eg(pages: Pages) -> str:
    """The address of a unit."""
    (unit,) = [one for one in there(pages.world).units if one.name == "Eg"]
    return f"{here(pages)}/units/{unit.id}"


def sent(pages: Pages, path: str, form: Mapping[str, object], csrf_of: str = "") -> str:
    """Post a form that should be taken; returns what the page after it says."""
    csrf = pages.csrf(csrf_of or path)
    answer = pages.client.post(path, data={**form, **csrf})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return pages.open(answer.location.partition("#")[0])


def pressed(pages: Pages, path: str) -> str:
    """Press a button that stands on the centre's page."""
    return sent(pages, path, {}, "/admin/")


def refused(pages: Pages, path: str, form: Mapping[str, object], status: int = 400) -> str:
    """Post a form that comes back; returns the page, in English."""
    return pages.post(path, {**form, **pages.csrf(path)}, status)


def test_the_first_centre_is_made_with_its_units(inside: Pages) -> None:
    html = sent(inside, NEW, {"name": " Rosen \t haven ", "units": "Eg\r\n\r\n  Birk \r\n"})
    assert "Rosen haven is there now." in html
    assert "<h1>Rosen haven</h1>" in html
    assert html.index(">Birk<") < html.index(">Eg<")
    assert ">Rosen haven</a>" in inside.open(LIST)


@pytest.mark.parametrize(
    ("form", "field", "advice"),
    [
        ({"name": " "}, "name", "Write what the centre is called."),
        ({"name": "a" * 121}, "name", "Write a name of at most 120 characters."),
        ({"name": "SOLSIKKEN"}, "name", "Another centre has this name."),
        ({"name": "Rosenhaven", "units": "Eg\nBirk\neg"}, "units", "eg is written twice."),
        ({"name": "Rosenhaven", "units": "b" * 121}, "units", "is too long for a name."),
        (
            {"name": "Rosenhaven", "units": "\n".join(map(str, range(101)))},
            "units",
            "Write at most 100 units at a time.",
        ),
    ],
)
def test_what_is_wrong_with_a_new_centre_is_told_and_nothing_is_lost(
    inside: Pages, form: dict[str, str], field: str, advice: str
) -> None:
    html = refused(inside, NEW, {"units": "Ask", **form})
    assert html.count(advice) == 2, "in the summary and at the field"
    assert f'<a href="#{field}">' in html
    assert "<title>Error: Add a centre" in html
    assert f'value="{form["name"].strip()}"' in html
    assert form.get("units", "Ask").splitlines()[0] in html
    assert "Rosenhaven" not in inside.open(LIST)


def test_the_name_of_a_centre_in_the_archive_is_not_free(inside: Pages) -> None:
    archive_centre(inside.world.store, inside.world.centre_id, TODAY)
    html = refused(inside, NEW, {"name": "Solsikken"})
    assert html.count("A centre in the archive has this name. Bring that one back") == 2


def test_a_centre_is_renamed(inside: Pages) -> None:
    form = {"name": "Rosenhaven", "revision": "1"}
    assert "The centre is called Rosenhaven now." in sent(inside, f"{here(inside)}/name", form)
    assert there(inside.world).centre.name == "Rosenhaven"


def test_another_centres_name_is_refused_beside_the_field(inside: Pages) -> None:
    with inside.world.store.session() as session:
        add_centre(session, "Rosenhaven")
    html = refused(inside, f"{here(inside)}/name", {"name": "rosenhaven", "revision": "1"})
    assert html.count("Another centre has this name.") == 2
    assert there(inside.world).centre.name == "Solsikken"


def test_a_centre_that_somebody_renamed_meanwhile_is_not_overwritten(inside: Pages) -> None:
    path = f"{here(inside)}/name"
    rename_centre(inside.world.store, inside.world.centre_id, "Rosengården", 1)
    html = refused(inside, path, {"name": "Rosenhaven", "revision": "1"}, 409)
    assert "Somebody else changed this while you were writing" in html
    assert "<dd>Rosengården</dd>" in html
    assert 'value="Rosenhaven"' in html
    assert 'name="revision" value="2"' in html
    assert there(inside.world).centre.name == "Rosengården"
    sent(inside, path, {"name": "Rosenhaven", "revision": "2"})
    assert there(inside.world).centre.name == "Rosenhaven"


def test_a_unit_that_somebody_renamed_meanwhile_is_not_overwritten(inside: Pages) -> None:
    path = eg(inside)
    sent(inside, path, {"name": "Egen", "revision": "1"})
    html = refused(inside, path, {"name": "Egetræet", "revision": "1"}, 409)
    assert "<dd>Egen</dd>" in html
    assert 'value="Egetræet"' in html
    assert "The unit is called Egetræet now." in sent(
        inside, path, {"name": "Egetræet", "revision": "2"}
    )


def test_units_are_added_several_at_once(inside: Pages) -> None:
    html = sent(inside, f"{here(inside)}/units/new", {"units": "Poppel\nKastanje"})
    assert "2 units were added." in html
    names = [one.name for one in there(inside.world).units]
    assert names == ["Birk", "Eg", "Kastanje", "Poppel"]


@pytest.mark.parametrize(
    ("units", "advice"),
    [
        (" \n ", "Write the name of at least one unit."),
        ("Poppel\nEG", "The centre has a unit called EG. Choose another name."),
        ("Poppel\npoppel", "poppel is written twice."),
    ],
)
def test_what_is_wrong_with_units_is_told_and_none_is_added(
    inside: Pages, units: str, advice: str
) -> None:
    html = refused(inside, f"{here(inside)}/units/new", {"units": units})
    assert html.count(advice) == 2
    assert ("Poppel" in html) == ("Poppel" in units)
    assert len(there(inside.world).units) == 2


def test_a_name_in_a_fault_is_text(inside: Pages) -> None:
    """What somebody wrote is quoted: neither as HTML nor as a place for a value."""
    path = f"{here(inside)}/units/new"
    html = refused(inside, path, {"units": f"{HOSTILE}\n{HOSTILE}"})
    assert "<script>alert" not in html
    told = "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;&amp;amp; 100 % %(name)s {{ 7 }} is written twice."
    assert html.count(told) == 2


def test_hostile_names_stay_text(inside: Pages) -> None:
    html = sent(inside, NEW, {"name": HOSTILE, "units": HOSTILE})
    assert "<script>alert" not in html
    number = inside.world.centre_id + 1
    for path in ("", "/name", "/headcounts/new", "/headcounts/history", "/units/new"):
        assert "<script>alert" not in inside.open(f"{LIST}{number}{path}")
    unit = there(inside.world, number).units[0].id
    assert "<script>alert" not in inside.open(f"{LIST}{number}/units/{unit}")
    assert "<script>alert" not in inside.open(LIST)
    for path in ("archive", "bring-back", f"units/{unit}/archive", f"units/{unit}/bring-back"):
        assert "<script>alert" not in pressed(inside, f"{LIST}{number}/{path}")
    refused(inside, NEW, {"name": HOSTILE})


def test_a_unit_is_put_away_and_the_next_page_undoes_it(inside: Pages) -> None:
    path = eg(inside)
    html = pressed(inside, f"{path}/archive")
    assert "Eg is in the archive." in html
    assert f'action="{path}/bring-back"' in html
    assert [one.name for one in there(inside.world).put_away] == ["Eg"]
    assert "In the archive since November 24, 2026." in inside.open(path)
    assert "Eg is back." in pressed(inside, f"{path}/bring-back")
    assert there(inside.world).put_away == ()


def test_a_centre_is_put_away_and_found_in_the_archive(inside: Pages) -> None:
    html = pressed(inside, f"{here(inside)}/archive")
    assert "Solsikken is in the archive." in html
    assert f'action="{here(inside)}/bring-back"' in html
    assert ">Solsikken</a>" not in html
    assert "1 centre in the archive" in html
    assert ">Solsikken</a>" in inside.open(f"{LIST}archived")
    assert "In the archive since November 24, 2026." in inside.open(here(inside))
    assert "Solsikken is back." in pressed(inside, f"{here(inside)}/bring-back")
    assert ">Solsikken</a>" in inside.open(LIST)


def test_only_what_is_bare_is_offered_to_be_deleted(inside: Pages) -> None:
    assert "Delete the centre" not in inside.open(here(inside))
    path = eg(inside)
    assert "Delete the unit" in inside.open(path)
    assert "Eg is deleted. Nothing belonged to it." in pressed(inside, f"{path}/delete")
    inside.open(path, 404)
    number = inside.world.centre_id + 1
    assert "Delete the centre" in sent(inside, NEW, {"name": "Rosenhaven"})
    assert "Rosenhaven is deleted." in pressed(inside, f"{LIST}{number}/delete")
    inside.open(f"{LIST}{number}", 404)


def test_what_belongs_to_somebody_is_put_away_instead_of_deleted(inside: Pages) -> None:
    path, world = eg(inside), inside.world
    with world.store.session() as session:
        unit = units_of(session, world.centre_id)[0].id
        add_headcount(session, world.centre_id, unit, Voice.RESIDENT, 24, TODAY)
    assert "Eg is in the archive." in pressed(inside, f"{path}/delete")
    assert "Solsikken is in the archive." in pressed(inside, f"{here(inside)}/delete")
    assert there(world).centre.archived_on == TODAY


def test_a_unit_of_another_centre_is_not_there(inside: Pages) -> None:
    with inside.world.store.session() as session:
        other = add_centre(session, "Rosenhaven", ["Ask"]).id
    path = eg(inside).replace(here(inside), f"{LIST}{other}")
    inside.open(path, 404)
    for what in ("archive", "bring-back", "delete"):
        csrf = inside.csrf("/admin/")
        assert inside.client.post(f"{path}/{what}", data=csrf).status_code == 404
    assert len(there(inside.world).units) == 2


@pytest.mark.parametrize("number", [999, 10**30])
def test_a_centre_that_is_not_there_is_told(inside: Pages, number: int) -> None:
    for path in ("", "/name", "/units/new", "/units/1", "/headcounts/new", "/headcounts/history"):
        inside.open(f"{LIST}{number}{path}", 404)


def test_empty_pages_say_what_to_do_next(inside: Pages) -> None:
    archive_centre(inside.world.store, inside.world.centre_id, TODAY)
    assert "Add the first one" in inside.open(LIST)
    archive_centre(inside.world.store, inside.world.centre_id, None)
    assert "The archive is empty." in inside.open(f"{LIST}archived")
    html = inside.open(f"{LIST}?find=rosen")
    assert "No centre here is called anything like rosen." in html
    assert 'value="rosen"' in html
    sent(inside, NEW, {"name": "Rosenhaven"})
    html = inside.open(f"{LIST}{inside.world.centre_id + 1}")
    assert "Nobody has written yet how many people there are here." in html
    assert "No units. Add them if the centre has parts" in html


def test_one_who_sees_to_one_centre_changes_that_and_makes_none(pages: Pages) -> None:
    with pages.world.store.session() as session:
        add_centre(session, "Rosenhaven")
    pages.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=pages.world.centre_id))
    html = pages.open(LIST)
    assert ">Solsikken</a>" in html
    assert "Rosenhaven" not in html
    assert "Add a centre" not in html
    html = sent(pages, NEW, {"name": "Min egen"}, "/admin/")
    assert "Only those who see to all centres can add one." in html
    assert "Min egen" not in html
    sent(pages, f"{here(pages)}/units/new", {"units": "Poppel"})


def test_long_lists_are_shown_a_page_at_a_time(inside: Pages) -> None:
    with inside.world.store.session() as session:
        for number in range(30):
            add_centre(session, f"Centre {number:02}")
    first, second = inside.open(LIST), inside.open(f"{LIST}?page=2")
    assert ("Centre 24" in first, "Centre 25" in first) == (True, False)
    assert ("Centre 25" in second, "Solsikken" in second) == (True, True)
    assert f'href="{LIST}?page=2" rel="next"' in first
    assert "?find=centre&amp;page=2" in inside.open(f"{LIST}?find=centre")
    assert "Centre 07" in inside.open(f"{LIST}?find=re+07")


def test_the_cost_does_not_grow_with_the_centres(inside: Pages) -> None:
    world = inside.world
    paths = (LIST, f"{LIST}archived", here(inside), f"{here(inside)}/headcounts/new", eg(inside))
    store = inside.client.application.extensions[NAME].store

    def costs() -> list[int]:
        found = []
        for path in paths:
            with counted(store) as said:
                inside.open(path)
            found.append(len(said))
        return found

    few = costs()
    make_units(world.store, world.centre_id, [f"Unit {number}" for number in range(30)])
    with world.store.session() as session:
        for number in range(200):
            centre = add_centre(session, f"Centre {number}", ["Eg", "Birk"])
            add_headcount(session, centre.id, None, Voice.RESIDENT, 24, date(2026, 1, 1))
        for unit in units_of(session, world.centre_id):
            add_headcount(session, world.centre_id, unit.id, Voice.STAFF, 4, date(2026, 1, 1))
    assert few == costs()
    assert max(few) <= 12


def test_the_list_tells_where_numbers_are_old(inside: Pages) -> None:
    world = inside.world
    with world.store.session() as session:
        unit = units_of(session, world.centre_id)[0].id
        for voice in (Voice.RESIDENT, Voice.STAFF):
            add_headcount(session, world.centre_id, unit, voice, 24, date(2026, 1, 1))
        add_headcount(session, world.centre_id, None, Voice.STAFF, 24, TODAY)
    assert "2 numbers are more than six months old" in inside.open(LIST)
    archive_unit(world.store, unit, TODAY)
    assert "more than six months old" not in inside.open(LIST)
