"""Rounds on the staff side: making one in a handful of clicks, changing it, putting it away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from survey.questionnaire.versions import freeze
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.round_edit_queries import archive_round, change_round, make_round
from survey.store.setup_queries import add_centre, add_headcount, add_initiative, add_link
from survey.store.tables import Device, Round, Version
from survey.store.versions import store_version
from survey.voices import Voice
from tests.foreign import make_foreign
from tests.planning import kept, plan_of
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World, one_of_each_kind

LIST, NEW = "/admin/rounds/", "/admin/rounds/new"
USE = f"{NEW}?use=satisfaction"
TODAY = NOW.date()
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff, signed in."""
    pages.sign_in()
    return pages


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


def written(world: World, **changes: Any) -> dict[str, Any]:
    """A form filled as it should be; `changes` replace its fields."""
    return {
        "revision": "0",
        "centres": [str(world.centre_id)],
        "voices": ["resident:self", "relative:as_resident"],
        "on_devices": "y",
        "opens_on": day(1),
        "closes_on": day(20),
        "answered_by": "Koordinatoren",
        "answers_on": day(40),
        "purpose_da": "Centret spørger, for at maden kan blive bedre.",
        "purpose_en": "",
        "repeats": "13",
        "keeps_days": "365",
        **changes,
    }


def english(path: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang=en"


def sent(pages: Pages, path: str, form: dict[str, Any]) -> str:
    """Post a form that should be taken; returns where it leads."""
    answer = pages.client.post(english(path), data={**form, **pages.csrf(path)})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def refused(pages: Pages, path: str, form: dict[str, Any], status: int = 400) -> str:
    """Post a form that comes back; returns the page, in English."""
    return pages.post(english(path), {**form, **pages.csrf(path)}, status)


def pressed(pages: Pages, path: str) -> str:
    """Post to an address of one press; returns the page it leads to, in English."""
    answer = pages.client.post(english(path), data=pages.csrf(LIST))
    assert answer.status_code == 303
    return pages.open(english(str(answer.location)))


def how_many(world: World) -> int:
    with world.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(Round)) or 0


def test_a_questionnaire_is_chosen_first(inside: Pages) -> None:
    html = inside.open(english(NEW))
    assert "How is it going?" in html
    assert "We have started something new here." in html
    assert "8 questions" in html
    assert "Residents themselves, Residents with help, Relatives, Trained interviewers" in html
    assert "published here, edition 1" in html, "the one that the usual round asks"
    assert "use=who5" not in html, "a scale without its wording cannot be asked"


def test_everything_is_filled_in_sensibly(inside: Pages) -> None:
    html = inside.open(USE)
    assert f'value="{inside.world.centre_id}" checked' in html, "there is just one centre"
    assert html.count('name="voices"') == html.count(':self" checked') + html.count(
        ':as_resident" checked'
    )
    assert f'value="{day(0)}"' in html
    assert f'value="{day(21)}"' in html
    assert 'name="on_devices" type="checkbox" value="y" checked' in html
    assert 'value="730"' in html
    assert "Vi har sat noget nyt i gang her i huset." in html


def test_it_is_not_shown_on_tablets_where_no_resident_is_asked(inside: Pages) -> None:
    html = inside.open(f"{NEW}?use=volunteer_visit")
    assert "checked" not in html.split('name="on_devices"')[1].split(">")[0]


def test_nothing_is_preselected_among_several_centres(inside: Pages) -> None:
    with inside.world.store.session() as session:
        add_centre(session, "Åhaven")
    assert f'value="{inside.world.centre_id}" checked' not in inside.open(USE)


def test_a_round_is_made_and_the_librarys_questionnaire_published(inside: Pages) -> None:
    world = inside.world
    where = sent(inside, USE, written(world))
    round_ = kept(world, int(where.rsplit("/", 1)[-1]))
    assert round_.plan.voices == {"resident": ["self"], "relative": ["as_resident"]}
    assert round_.plan.days.closes_on == TODAY + timedelta(days=20)
    assert (round_.plan.repeats_weeks, round_.plan.keeps_days) == (13, 365)
    assert (round_.plan.on_devices, round_.plan.offers_receipts) == (True, False)
    assert (round_.plan.answered_by, set(round_.plan.purpose)) == ("Koordinatoren", {"da"})
    sent(inside, USE, written(world))
    with world.store.read() as connection:
        keys = connection.scalars(select(Version.questionnaire_key)).all()
    assert sorted(keys) == ["every_kind", "satisfaction"], "published once"
    assert "The round is made." in inside.open(english(where))


def test_it_belongs_to_an_initiative_if_one_is_chosen(inside: Pages) -> None:
    with inside.world.store.session() as session:
        id_ = add_initiative(session, "Fælles frokost").id
    where = sent(inside, USE, written(inside.world, initiative=str(id_)))
    assert kept(inside.world, int(where.rsplit("/", 1)[-1])).initiative == "Fælles frokost"


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"centres": []}, "Choose at least one centre."),
        ({"centres": ["999"]}, "Choose among the centres shown"),
        ({"centres": ["x"]}, "Choose among the centres shown"),
        ({"voices": []}, "Choose at least one group to ask."),
        ({"voices": ["partner:self"]}, "Choose at least one group to ask."),
        ({"initiative": "999"}, "Choose one of the initiatives shown, or none."),
        ({"opens_on": ""}, "Write the day on which the round opens."),
        ({"opens_on": "i morgen"}, "Write the day as it stands in the calendar"),
        ({"closes_on": ""}, "Write the last day on which people can answer."),
        ({"closes_on": day(0)}, "Choose a closing day on or after the opening day."),
        ({"answers_on": "snart"}, "Write the day as it stands in the calendar"),
        ({"answered_by": "a" * 121}, "in at most 120 characters"),
        ({"purpose_da": "", "purpose_en": "We ask."}, "Write the purpose sheet in Danish too"),
        ({"purpose_da": "a" * 2001}, "in at most 2000 characters"),
        ({"repeats": "5"}, "Choose how often the round repeats"),
        ({"keeps_days": "29"}, "Write a number of days from 30 to 3650."),
        ({"keeps_days": "3651"}, "Write a number of days from 30 to 3650."),
        ({"keeps_days": "long"}, "Write a number of days from 30 to 3650."),
        ({"keeps_days": ""}, "Write a number of days from 30 to 3650."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    inside: Pages, changes: dict[str, Any], advice: str
) -> None:
    html = refused(inside, USE, written(inside.world, **changes))
    assert html.count(advice) == 2, "in the summary and at the field"
    assert "<title>Error: Make a round" in html
    assert "maden kan blive bedre" in html or "purpose_da" in changes
    assert 'value="Koordinatoren"' in html or "answered_by" in changes
    folded_away = {"purpose_da", "repeats", "keeps_days"} & set(changes)
    assert ('<details class="more" open>' in html) == bool(folded_away)
    assert how_many(inside.world) == 1


def test_days_are_proposed_from_the_meeting_and_nothing_is_saved(inside: Pages) -> None:
    form = written(inside.world, meeting_on=day(60), propose="1", answered_by="Bo")
    html = inside.post(english(USE), {**form, **inside.csrf(USE)}, 200)
    assert f'name="opens_on" type="date" autocomplete="off" value="{day(32)}"' in html
    assert f'name="closes_on" type="date" autocomplete="off" value="{day(53)}"' in html
    assert "Nothing is saved yet." in html
    assert 'value="Bo"' in html
    assert how_many(inside.world) == 1


@pytest.mark.parametrize(
    ("meeting", "advice"),
    [
        ("", "Write the day of the meeting first"),
        (day(0), "Choose a meeting after today"),
        ("snart", "Write the day of the meeting first"),
    ],
)
def test_a_meeting_that_nothing_can_be_planned_from_is_told(
    inside: Pages, meeting: str, advice: str
) -> None:
    html = refused(inside, USE, written(inside.world, meeting_on=meeting, propose="1"))
    assert html.count(advice) == 2
    assert how_many(inside.world) == 1


def test_one_centres_coordinator_asks_at_her_own_only(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    own, theirs = foreign.own["centre_id"], foreign.theirs["centre_id"]
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=own))
    html = pages.open(USE)
    assert "Own centre" in html
    assert "Theirs centre" not in html
    assert "Solsikken" not in html
    for centres in ([theirs], [own, theirs]):
        form = written(pages.world, centres=list(map(str, centres)))
        assert "Choose among the centres shown" in refused(pages, USE, form)
    sent(pages, USE, written(pages.world, centres=[str(own)]))


def test_an_initiatives_coordinator_asks_where_it_has_been(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    own = foreign.own
    pages.sign_in("Bo", Grant(Role.COORDINATOR, initiative_id=own["initiative_id"]))
    form = written(pages.world, centres=[str(own["centre_id"])])
    assert "Choose the initiative" in refused(pages, USE, form)
    where = sent(pages, USE, {**form, "initiative": str(own["initiative_id"])})
    assert pages.client.get(where).status_code == 200
    other = {**form, "initiative": str(foreign.theirs["initiative_id"])}
    assert "Choose one of the initiatives shown" in refused(pages, USE, other)


def test_without_a_centre_it_says_what_to_do(pages: Pages) -> None:
    with pages.world.store.session() as session:
        id_ = add_initiative(session, "Ny").id
    pages.sign_in("Bo", Grant(Role.COORDINATOR, initiative_id=id_))
    html = pages.open(english(USE))
    assert "There is no centre you can ask at yet." in html
    assert "<textarea" not in html


def test_the_list_tells_open_planned_and_closed_and_finds(inside: Pages) -> None:
    world = inside.world
    make_round(world.store, plan_of(world, days=plan_of(world).days.moved(timedelta(days=9))))
    make_round(world.store, plan_of(world, days=plan_of(world).days.moved(timedelta(days=-90))))
    html = inside.open(english(LIST))
    assert html.index("Open now") < html.index(">Planned<") < html.index(">Closed<")
    assert html.count('class="round"') == 3
    for word, found in (("every", 3), ("SOLSIK", 3), ("slags", 3), ("Lystfisker", 0), ("%", 0)):
        page = inside.open(f"{LIST}?lang=en&find={word.replace('%', '%25')}")
        assert page.count('class="round"') == found, word
    assert "No round is called that." in inside.open(f"{LIST}?lang=en&find=Lystfisker")


def test_an_archived_round_is_listed_apart(inside: Pages) -> None:
    archive_round(inside.world.store, inside.world.round_id, TODAY)
    assert "There are no rounds yet." in inside.open(english(LIST))
    assert "Every kind" in inside.open(f"{LIST}?archived=1&lang=en")


def test_others_rounds_are_not_listed(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=foreign.own["centre_id"]))
    html = pages.open(LIST)
    assert "Own centre" in html
    assert "Theirs centre" not in html


def test_the_list_costs_the_same_with_300_rounds(inside: Pages) -> None:
    world, store = inside.world, inside.client.application.extensions[NAME].store
    inside.open(LIST)
    with counted(store) as few:
        inside.open(LIST)
    for _ in range(300):
        make_round(world.store, plan_of(world))
    with counted(store) as many:
        html = inside.open(english(LIST))
    assert len(few) == len(many) <= 12
    assert html.count('class="round"') == 25
    assert "Page 1 of 13" in html
    assert inside.open(f"{LIST}?page=13").count('class="round"') == 1


def test_the_page_says_what_is_missing_and_what_to_do(inside: Pages) -> None:
    html = inside.open(english(f"{LIST}1"))
    assert "1 of 4 points are in place." in html
    assert "Residents at Solsikken, never counted" in html
    assert "Relatives at Solsikken, never counted" in html
    assert "Write who answers back" in html
    assert "No tablet is paired" not in html
    assert "have no link yet" not in html


def ready(world: World) -> int:
    """A round that lacks nothing."""
    with world.store.session() as session:
        for voice in (Voice.RESIDENT, Voice.RELATIVE):
            add_headcount(session, world.centre_id, None, voice, 20, TODAY)
    round_id = make_round(world.store, plan_of(world, answers_on=TODAY))
    with world.store.session() as session:
        add_link(session, round_id, world.centre_id, Voice.RELATIVE)
    return round_id


def test_a_round_that_lacks_nothing_is_ready(inside: Pages) -> None:
    assert "Everything is in place." in inside.open(english(f"{LIST}{ready(inside.world)}"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("headcount", "Residents at Solsikken, last counted on"),
        ("tablet", "No tablet is paired at these centres."),
        ("link", "Relatives at Solsikken</li>"),
        ("purpose", "no more than the questionnaire's own sentence"),
    ],
)
def test_each_missing_point_is_told(inside: Pages, change: str, told: str) -> None:
    world = inside.world
    round_id = ready(world)
    round_ = kept(world, round_id)
    if change == "headcount":
        with world.store.session() as session:
            day = TODAY - timedelta(days=200)
            other = add_centre(session, "Åhaven").id
            add_headcount(session, other, None, Voice.RESIDENT, 9, day)
        told = "Residents at Åhaven, last counted on May 8, 2026"
        plan = plan_of(world, centre_ids=round_.plan.centre_ids | {other})
        assert change_round(world.store, round_id, plan, 1)
    if change == "tablet":
        with world.store.write() as connection:
            connection.execute(update(Device).values(revoked_on=TODAY))
    if change == "link":
        round_id = make_round(world.store, plan_of(world))
    if change == "purpose":
        usual = one_of_each_kind().purpose.root
        assert change_round(world.store, round_id, plan_of(world, purpose=usual), 1)
    assert told in inside.open(english(f"{LIST}{round_id}")).replace("\n", "")


def form_of(world: World, round_id: int, **changes: Any) -> dict[str, Any]:
    plan = kept(world, round_id).plan
    days = {"opens_on": plan.days.opens_on, "closes_on": plan.days.closes_on}
    revision = str(kept(world, round_id).revision)
    return written(world, revision=revision, repeats="", **{**days, **changes})


def test_it_is_changed(inside: Pages) -> None:
    path = f"{LIST}1/change"
    assert "Solsikken" in inside.open(path)
    where = sent(inside, path, form_of(inside.world, 1, answered_by="Eva"))
    assert "The round is changed." in inside.open(english(where))
    assert kept(inside.world, 1).plan.answered_by == "Eva"


def test_days_are_proposed_while_changing(inside: Pages) -> None:
    path = f"{LIST}1/change"
    form = form_of(inside.world, 1, meeting_on=day(60), propose="1")
    assert "Nothing is saved yet." in inside.post(english(path), {**form, **inside.csrf(path)}, 200)
    assert kept(inside.world, 1).revision == 1


def test_what_somebody_else_saved_meanwhile_is_shown(inside: Pages) -> None:
    world, path = inside.world, f"{LIST}1/change"
    form = form_of(world, 1, answered_by="Min tekst")
    assert change_round(world.store, 1, plan_of(world, answered_by="Deres tekst"), 1)
    html = refused(inside, path, form, 409)
    assert "Somebody else changed this" in html
    assert "<dd>Deres tekst</dd>" in html
    assert 'value="Min tekst"' in html
    assert 'name="revision" value="2"' in html
    sent(inside, path, {**form, "revision": "2"})
    assert kept(world, 1).plan.answered_by == "Min tekst"


def test_whom_is_asked_stays_once_answers_came_in(inside: Pages) -> None:
    world, path = inside.world, f"{LIST}1/change"
    world.deliver(world.submission())
    html = inside.open(english(path))
    assert 'name="voices"' not in html
    assert f'href="{NEW}?like=1"' in html
    told = refused(inside, path, form_of(world, 1, voices=["resident:self"]))
    assert "Answers have come in, so whom is asked stays as it is." in told
    form = form_of(world, 1, closes_on=day(40))
    del form["voices"]
    sent(inside, path, form)
    assert kept(world, 1).plan.days.closes_on == TODAY + timedelta(days=40)
    assert set(kept(world, 1).plan.voices) == {"resident", "relative"}


def test_answers_that_come_while_it_is_changed_are_told(inside: Pages) -> None:
    world, path = inside.world, f"{LIST}1/change"
    form = form_of(world, 1, voices=["resident:self"])
    world.deliver(world.submission())
    assert "Answers have come in" in refused(inside, path, form)
    assert set(kept(world, 1).plan.voices) == {"resident", "relative"}


def test_a_centre_cannot_leave_once_there_are_links(inside: Pages) -> None:
    with inside.world.store.session() as session:
        other = add_centre(session, "Åhaven").id
    form = form_of(inside.world, 1, centres=[str(other)])
    assert "A centre cannot leave a round" in refused(inside, f"{LIST}1/change", form)


def test_a_new_round_like_this_one_has_all_but_its_days(inside: Pages) -> None:
    world = inside.world
    plan = plan_of(world, answered_by="Eva", keeps_days=99, voices={"relative": ["as_resident"]})
    old = plan_of(world).days.moved(timedelta(days=-300))
    round_id = make_round(world.store, plan.__class__(**{**plan.__dict__, "days": old}))
    html = inside.open(f"{NEW}?like={round_id}")
    for part in ('value="Eva"', 'value="99"', f'value="{day(0)}"', "relative:as_resident"):
        assert part in html
    assert 'value="resident:self" checked' not in html
    assert 'value="relative:as_resident" checked' in html


def test_nobody_copies_a_round_of_others(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=foreign.own["centre_id"]))
    for number in (foreign.theirs["round_id"], 999, 10**30):
        assert "What would you like to ask?" in pages.open(f"{NEW}?like={number}&lang=en")


def test_it_is_closed_early_prolonged_and_both_undone(inside: Pages) -> None:
    world = inside.world
    closes_on = kept(world, 1).plan.days.closes_on
    html = pressed(inside, f"{LIST}1/closing?was={closes_on}&to={TODAY}")
    assert "The last day to answer is now November 24, 2026." in html
    assert f'action="{LIST}1/closing?was={TODAY}&amp;to={closes_on}"' in html
    pressed(inside, f"{LIST}1/closing?was={TODAY}&to={closes_on}")
    assert kept(world, 1).plan.days.closes_on == closes_on
    longer = closes_on + timedelta(weeks=1)
    assert f"closing?was={closes_on}&amp;to={longer}" in inside.open(f"{LIST}1")


@pytest.mark.parametrize("to", ["2026-01-01", "2999-01-01", "nonsense", "", "0000-00-00"], ids=str)
def test_a_closing_day_that_cannot_be_changes_nothing(inside: Pages, to: str) -> None:
    closes_on = kept(inside.world, 1).plan.days.closes_on
    html = pressed(inside, f"{LIST}1/closing?was={closes_on}&to={to}")
    assert "Nothing was changed" in html
    assert kept(inside.world, 1).plan.days.closes_on == closes_on


def test_it_is_archived_and_taken_out_again(inside: Pages) -> None:
    html = pressed(inside, f"{LIST}1/archive")
    assert "Tablets and links no longer offer it." in html
    assert f'action="{LIST}1/restore"' in html
    assert "Archived on November 24, 2026." in html
    assert "Every kind" not in inside.open("/admin/?lang=en")
    assert "The round is out of the archive." in pressed(inside, f"{LIST}1/restore")


def test_only_a_round_without_anything_is_deleted(inside: Pages) -> None:
    world = inside.world
    assert f"{LIST}1/delete" not in inside.open(f"{LIST}1")
    assert "cannot be deleted" in pressed(inside, f"{LIST}1/delete")
    planned = plan_of(world).days.moved(timedelta(days=3))
    round_id = make_round(world.store, plan_of(world, days=planned))
    assert f"{LIST}{round_id}/delete" in inside.open(f"{LIST}{round_id}")
    assert "The round is deleted." in pressed(inside, f"{LIST}{round_id}/delete")
    inside.open(f"{LIST}{round_id}", 404)


def test_a_newer_edition_is_offered_until_somebody_has_answered(inside: Pages) -> None:
    world = inside.world
    newer = one_of_each_kind().model_copy(update={"five_steps": True})
    version_id = store_version(world.store, freeze(newer), TODAY)[0].id
    assert "Ask edition 2 instead" in inside.open(english(f"{LIST}1"))
    html = pressed(inside, f"{LIST}1/edition?to={version_id}")
    assert "The round asks edition 2 now." in html
    pressed(inside, f"{LIST}1/edition?to={world.version.id}")
    assert kept(world, 1).version_number == 1
    world.deliver(world.submission())
    assert "The edition stays as it is" in pressed(inside, f"{LIST}1/edition?to={version_id}")
    assert "this round goes on with the one it has" in inside.open(english(f"{LIST}1"))
    for nonsense in ("999", "x", str(10**30)):
        pressed(inside, f"{LIST}1/edition?to={nonsense}")


def test_the_home_page_leads_to_the_round(inside: Pages) -> None:
    assert f'href="{LIST}1"' in inside.open("/admin/")


def test_a_reader_of_reports_is_not_led_to_what_she_cannot_open(pages: Pages) -> None:
    pages.sign_in("Bo", Grant(Role.READER))
    assert f'href="{LIST}1"' not in pages.open("/admin/")


def test_hostile_text_stays_text(inside: Pages) -> None:
    where = sent(inside, USE, written(inside.world, answered_by=HOSTILE, purpose_da=HOSTILE))
    for path in (where, f"{where}/change", f"{where}/board"):
        assert "<script>alert" not in inside.open(path)


@pytest.mark.parametrize("path", ["1", "1/change", "new?use=every_kind", "1/board"])
def test_the_cost_does_not_grow(inside: Pages, path: str) -> None:
    world, store = inside.world, inside.client.application.extensions[NAME].store
    inside.open(f"{LIST}{path}")
    with counted(store) as few:
        inside.open(f"{LIST}{path}")
    with world.store.session() as session:
        others = frozenset(add_centre(session, f"Åhaven {n}", ["A", "B"]).id for n in range(20))
    plan = kept(world, 1).plan
    assert change_round(world.store, 1, plan_of(world, centre_ids=plan.centre_ids | others), 1)
    with counted(store) as many:
        inside.open(f"{LIST}{path}")
    assert len(few) == len(many) <= 12
