"""Letting residents choose: one form, its faults, and the chosen beside the decided."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import cast

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from survey.codesign import SOMETHING_ELSE, Decision
from survey.images import FOLDER
from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.questionnaire.lint import findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from survey.services import NAME, Services
from survey.staff import Grant, Role
from survey.store.codesign_queries import decide, find_choice
from survey.store.initiative_changes import add_initiative
from survey.store.setup_queries import add_centre
from survey.store.tables import Round, Tally, Version
from tests.core.test_images import claimed, saved
from tests.pages.test_images import services_of
from tests.pages.test_staff_partners import made, posted
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW

ONE = "/admin/initiatives/1"
ALL, NEW = f"{ONE}/choices", f"{ONE}/choices/new"
WRITTEN = {
    "revision": "0",
    "title_da": "Fredag eftermiddag",
    "question_da": "Hvad skal vi lave om fredagen?",
    "how": "rank",
    "label_da_1": "Sang",
    "label_da_2": "Ud i haven",
    "label_da_3": "Gamle film",
    "centres": "1",
    "voices": ["resident:self", "relative:own_view"],
    "opens_on": "2026-11-01",
    "closes_on": "2026-11-20",
}
ENGLISH = {
    "title_en": "Friday afternoon",
    "question_en": "What shall we do on Fridays?",
    "label_en_1": "Singing",
    "label_en_2": "Out in the garden",
    "label_en_3": "Old films",
}


def picture(name: str = "sang.jpg", content: bytes | None = None) -> FileStorage:
    """A picture to upload; a fresh one, for the client reads it to its end."""
    return FileStorage(BytesIO(content or saved(Image.new("RGB", (64, 48), "green"))), name)


def form(**more: object) -> dict[str, object]:
    """What is written, and more."""
    return {**WRITTEN, **more}


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """An owner, signed in, with an initiative."""
    made(pages.world)
    pages.sign_in()
    return pages


def folder(pages: Pages) -> list[str]:
    """The hashes of the pictures that are kept."""
    instance = cast(Services, pages.client.application.extensions[NAME]).settings.instance
    return sorted(file.name for file in (instance / FOLDER).glob("*"))


def made_round(pages: Pages, written: Mapping[str, object], path: str = NEW) -> int:
    """Send the form; the number of the round it makes."""
    answer = posted(pages, path, written)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return int(str(answer.location).rpartition("/")[2])


def refused(pages: Pages, path: str, written: Mapping[str, object], status: int = 400) -> str:
    return pages.look(posted(pages, f"{path}?lang=en", written), status)


def asked(pages: Pages, round_id: int) -> Questionnaire:
    """What a round asks."""
    wanted = select(Version.content).join(Round, Round.version_id == Version.id)
    with pages.world.store.read() as connection:
        content = connection.execute(wanted.where(Round.id == round_id)).scalar_one()
    return Questionnaire.model_validate_json(content)


def answered(
    pages: Pages, round_id: int, counts: Mapping[str, int], voice: str = "resident"
) -> None:
    """Let so many have answered so, the round being closed."""
    world = pages.world
    view = "self" if voice == "resident" else "own_view"
    with world.store.session() as session:
        version_id = session.scalars(select(Round.version_id).where(Round.id == round_id)).one()
        where = {
            "round_id": round_id,
            "version_id": version_id,
            "centre_id": world.centre_id,
            "unit_id": 0,
            "voice": voice,
            "perspective": view,
        }
        n = sum(counts.values())
        session.add(Tally(**where, question="response", status="finished", answer="", n=n))
        for answer, times in counts.items():
            status = "answered" if answer else "dont_know"
            session.add(Tally(**where, question="choice", status=status, answer=answer, n=times))


def test_one_form_makes_questionnaire_and_round(inside: Pages) -> None:
    pictures = {
        "picture_1": picture(),
        "shows_da_1": "Folk synger",
        "shows_en_1": "People sing",
        "picture_3": picture("film.png"),
        "shows_da_3": "Et lærred",
        "shows_en_3": "A screen",
    }
    round_id = made_round(inside, form(**ENGLISH, **pictures))
    made_of = asked(inside, round_id)
    (question,) = made_of.questions
    assert (question.kind, made_of.languages, made_of.pictures) == ("rank", ("da", "en"), True)
    assert made_of.voices == ("resident", "relative")
    assert made_of.wordings == ("self", "own_view")
    images = [option.image for option in question.choosable()]
    assert images[0] == images[2], "the same picture is kept once"
    assert (images[1], folder(inside)) == (None, [images[0]])
    assert findings_refusing(lint(made_of)) == []
    with inside.world.store.read() as connection:
        row = connection.execute(
            select(Round.initiative_id, Round.on_devices, Round.voices).where(Round.id == round_id)
        ).one()
    assert (row.initiative_id, row.on_devices) == (1, True)
    assert row.voices == {"resident": ["self"], "relative": ["own_view"]}
    assert "Fredag eftermiddag" in inside.open(ALL)
    assert "Ud i haven" in inside.open(f"{ALL}/{round_id}")
    assert "Fredag eftermiddag" in inside.open(f"/admin/rounds/{round_id}")


def test_each_choice_has_a_questionnaire_of_its_own(inside: Pages) -> None:
    keys = {asked(inside, made_round(inside, form())).key for _ in range(2)}
    assert len(keys) == 2


def test_choosing_one_asks_a_plain_choice(inside: Pages) -> None:
    (question,) = asked(inside, made_round(inside, form(how="choice"))).questions
    assert (question.kind, len(question.choosable())) == ("choice", 3)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"title_da": ""}, "Write in Danish what it is about."),
        ({"question_da": ""}, "Write the question in Danish."),
        ({"label_da_2": ""}, "Write at least two options"),
        ({"label_da_2": "sang"}, "This option is there already."),
        ({"label_da_5": "Kortspil"}, "Write this option, or move those below it up."),
        ({"label_da_1": "x" * 41}, "at most 40 characters"),
        ({"question_da": "Vil du ikke med ud?"}, "Ask about what there is"),
        ({"question_da": "Vil du synge eller danse?"}, "Ask about one thing"),
        ({"label_da_3": "Enig"}, "Ask directly"),
        ({"title_en": "Friday"}, "half a translation helps nobody"),
        ({"how": "draw"}, "Choose whether they put the options in order"),
        ({"centres": ""}, "Choose at least one centre."),
        ({"centres": "99"}, "one of those you chose is not yours"),
        ({"voices": "partner:self"}, "Choose at least one group to ask."),
        ({"closes_on": "2026-10-01"}, "Choose a closing day on or after"),
        ({"opens_on": "i morgen"}, "Write the day"),
        ({"kept_1": "f" * 64, "shows_da_1": "x"}, "This picture is not here any more."),
        ({"kept_1": "../lydhoer.db", "shows_da_1": "x"}, "This picture is not here any more."),
    ],
)
def test_faults_are_told_and_everything_written_stays(
    inside: Pages, written: dict[str, str], told: str
) -> None:
    html = refused(inside, NEW, form(**written))
    assert html.count(told) >= 2, "in the summary and at its field"
    assert 'value="Gamle film"' in html or "label_da_3" in written
    with inside.world.store.read() as connection:
        assert len(connection.execute(select(Round.id)).all()) == 1, "the cast's own"


def test_a_picture_survives_a_fault_elsewhere(inside: Pages) -> None:
    html = refused(inside, NEW, form(title_da="", picture_1=picture(), shows_da_1="Folk synger"))
    (kept,) = folder(inside)
    assert f'name="kept_1" value="{kept}"' in html
    assert f"/images/{kept}" in html
    round_id = made_round(inside, form(kept_1=kept, shows_da_1="Folk synger"))
    assert asked(inside, round_id).questions[0].choosable()[0].image == kept


def test_a_picture_can_be_left_out_again(inside: Pages) -> None:
    refused(inside, NEW, form(title_da="", picture_1=picture(), shows_da_1="Folk synger"))
    (kept,) = folder(inside)
    made_of = asked(inside, made_round(inside, form(kept_1=kept, drop_1="y", shows_da_1="x")))
    assert made_of.questions[0].choosable()[0].image is None
    assert not made_of.pictures


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7", "This is no picture that can be shown."),
        (claimed(9000, 9000), "The picture has more than 40 million dots."),
        (saved(Image.new("RGB", (9, 9))) + bytes(5 * 1024 * 1024), "larger than 5 MB"),
    ],
    ids=["pdf", "bomb", "large"],
)
def test_other_files_are_refused_and_the_rest_stays(
    inside: Pages, content: bytes, told: str
) -> None:
    html = refused(inside, NEW, form(picture_2=picture("x.png", content), shows_da_2="x"))
    assert html.count(told) == 2
    assert 'value="Gamle film"' in html
    assert folder(inside) == []


def test_a_picture_needs_words(inside: Pages) -> None:
    html = refused(inside, NEW, form(picture_1=picture()))
    assert "Write in Danish what the picture shows" in html
    assert len(folder(inside)) == 1


def test_nothing_is_shown_while_people_can_choose(inside: Pages) -> None:
    round_id = made_round(inside, form(closes_on="2027-01-20"))
    answered(inside, round_id, {"option_1+option_2": 12})
    html = inside.open(f"{ALL}/{round_id}?lang=en")
    assert "People can still choose." in html
    assert "12" not in html.partition('id="chosen"')[2].partition('id="decided"')[0]


def test_what_is_clear_is_named_and_voices_stay_apart(inside: Pages) -> None:
    round_id = made_round(inside, form())
    answered(inside, round_id, {"option_2+option_1": 14, "option_1": 2, "": 1})
    answered(inside, round_id, {"option_1": 6, "option_3+option_1": 5}, "relative")
    html = inside.open(f"{ALL}/{round_id}?lang=en")
    assert "Clearly chosen most: Ud i haven" in html
    assert "Among the most often chosen: Sang, Gamle film" in html
    assert "14 of 16" in html
    assert "27" not in html.partition('id="chosen"')[2], "no sum over voices"


def test_few_answers_are_hidden(inside: Pages) -> None:
    round_id = made_round(inside, form())
    answered(inside, round_id, {"option_2": 4})
    html = inside.open(f"{ALL}/{round_id}?lang=en")
    assert "Fewer than 5 have answered." in html
    assert "Clearly" not in html


def test_too_many_who_do_not_know_name_nothing(inside: Pages) -> None:
    round_id = made_round(inside, form())
    answered(inside, round_id, {"option_2": 10, "": 12})
    html = inside.open(f"{ALL}/{round_id}?lang=en")
    assert "We cannot say what was chosen most." in html
    assert "Clearly" not in html


DECIDED = {
    "revision": "1",
    "decided": "option_2",
    "by": "Styregruppen",
    "day": "2026-11-25",
    "why": "",
    "told_da": "I valgte haven. Vi går ud hver fredag.",
}


def chosen_garden(pages: Pages) -> str:
    """A closed round in which the garden is clear; the address of its decision."""
    round_id = made_round(pages, form())
    answered(pages, round_id, {"option_2+option_1": 14, "option_1": 2})
    return f"{ALL}/{round_id}/decide"


def test_a_decision_stands_beside_what_was_chosen(inside: Pages) -> None:
    path = chosen_garden(inside)
    answer = posted(inside, path, DECIDED)
    assert answer.status_code == 303
    html = inside.open(f"{answer.location}?lang=en")
    assert "Clearly chosen most: Ud i haven" in html
    decided = html.partition('id="decided"')[2]
    for said in ("Ud i haven", "Styregruppen", "I valgte haven."):
        assert said in decided
    assert "not what residents clearly chose" not in decided
    assert "Decided: Ud i haven" in inside.open(f"{ALL}?lang=en")


@pytest.mark.parametrize("other", ["option_1", SOMETHING_ELSE])
def test_another_than_the_chosen_needs_a_reason(inside: Pages, other: str) -> None:
    path = chosen_garden(inside)
    html = refused(inside, path, {**DECIDED, "decided": other})
    assert html.count("Write why.") == 2
    assert "Styregruppen" in html
    answer = posted(inside, path, {**DECIDED, "decided": other, "why": "Haven er lukket."})
    assert answer.status_code == 303
    html = inside.open(f"{answer.location}?lang=en")
    assert "It is not what residents clearly chose." in html
    assert "Haven er lukket." in html


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"decided": ""}, "Choose what was decided."),
        ({"decided": "option_9"}, "Choose what was decided."),
        ({"by": ""}, "Write who decided."),
        ({"day": ""}, "Write the day on which it was decided."),
        ({"told_da": "x" * 121}, "at most 120 characters"),
        ({"told_da": "", "told_en": "You chose."}, "in Danish too"),
    ],
)
def test_faults_of_a_decision_are_told(inside: Pages, written: dict[str, str], told: str) -> None:
    html = refused(inside, chosen_garden(inside), {**DECIDED, **written})
    assert html.count(told) == 2


def test_two_decisions_meet_and_nothing_is_overwritten(inside: Pages) -> None:
    path = chosen_garden(inside)
    round_id = int(path.split("/")[-2])
    theirs = Decision("option_1", "Lederen", NOW.date(), "Haven er lukket.", {"da": "Vi synger."})
    assert decide(inside.world.store, round_id, 1, theirs)
    html = refused(inside, path, DECIDED, 409)
    for said in ("Lederen", "Haven er lukket.", "Styregruppen", "I valgte haven."):
        assert said in html
    with inside.world.store.read() as connection:
        kept = find_choice(connection, 1, round_id)
    assert kept
    assert kept.decision == theirs
    assert posted(inside, path, {**DECIDED, "revision": "2"}).status_code == 303


def test_only_rounds_of_this_initiative_are_found(inside: Pages) -> None:
    round_id = made_round(inside, form())
    first = Step(State.IDEA, NOW.date(), "Anna")
    other = add_initiative(
        inside.world.store, About("Andet", "Ro"), [inside.world.centre_id], first
    )
    inside.open(f"/admin/initiatives/{other}/choices/{round_id}", 404)
    inside.open(f"{ALL}/1", 404)


def test_who_only_reads_reports_makes_and_decides_nothing(pages: Pages) -> None:
    made(pages.world)
    pages.sign_in()
    path = chosen_garden(pages)
    pages.client.get("/admin/sign-out")
    pages.sign_in("Bo", Grant(Role.READER, centre_id=pages.world.centre_id))
    pages.open(path.removesuffix("/decide"))
    assert posted(pages, NEW, form()).status_code == 403
    assert posted(pages, path, DECIDED).status_code == 403


def test_a_centre_out_of_reach_is_not_asked(pages: Pages) -> None:
    made(pages.world)
    with pages.world.store.session() as session:
        elsewhere = add_centre(session, "Et andet sted").id
    pages.sign_in("Cilla", Grant(Role.COORDINATOR, centre_id=pages.world.centre_id))
    html = refused(pages, NEW, form(centres=str(elsewhere)))
    assert "is not yours" in html


def test_the_report_and_a_deleted_round_know_it(inside: Pages) -> None:
    round_id = made_round(inside, form())
    answered(inside, round_id, {"option_2+option_1": 14, "option_1": 2})
    html = inside.open(f"/admin/rounds/{round_id}/report?lang=en")
    assert "The shares are of those who put it first." in html
    assert "put at place" in html
    never = made_round(inside, form(opens_on="2027-01-01", closes_on="2027-02-01"))
    assert posted(inside, f"/admin/rounds/{never}/delete", {}).status_code == 303
    inside.open(f"{ALL}/{never}", 404)


def test_its_pages_ask_the_database_little(inside: Pages) -> None:
    path = chosen_garden(inside)
    store = services_of(inside).store
    for address in (ALL, NEW, path.removesuffix("/decide"), path):
        inside.open(address)
        with counted(store) as said:
            inside.open(address)
        assert len(said) <= 12, address


def on_tablet(pages: Pages) -> list[dict[str, object]]:
    """What the tablet is told of what people said and chose."""
    token = {"Authorization": f"Bearer {pages.world.device_token}"}
    return list(pages.client.get("/k/rounds", headers=token).get_json()["actions"])


def test_residents_are_told_on_tablets_and_pages_once_it_is_decided(inside: Pages) -> None:
    round_id = made_round(inside, form(**ENGLISH))
    answered(inside, round_id, {"option_2+option_1": 14, "option_1": 2})
    world, one = inside.world, f"{ALL}/{round_id}"
    public, link = f"/svar/{world.centre_id}", f"/s/{world.link_code}"
    assert on_tablet(inside) == []
    said = {"told_da": "Haven lægges om, så vi synger.", "told_en": "The garden is dug up."}
    why = {"why": "Gartneren er syg.", "day": "2026-11-23", "by": "Bo", "revision": "1"}
    answer = posted(inside, f"{one}/decide", {"decided": "option_1", **why, **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    (told,) = on_tablet(inside)
    assert told == {
        "state": "decided",
        "said": {"da": "Fredag eftermiddag", "en": "Friday afternoon"},
        "chosen": {"da": "Ud i haven", "en": "Out in the garden"},
        "answer": {"da": "Sang", "en": "Singing"},
        "more": {"da": said["told_da"], "en": said["told_en"]},
        "signed": [],
    }
    for path in (public, link, f"{link}/thanks"):
        danish = inside.open(f"{path}?lang=da")
        for words in ("I var med til at vælge", "Fredag eftermiddag", "Vi har besluttet", "Sang"):
            assert words in danish, path
        assert said["told_da"] in danish
        for secret in ("Gartneren", "Bo<"):
            assert secret not in danish
        english = inside.open(f"{path}?lang=en")
        assert "Chosen most often: <bdi>Out in the garden</bdi>" in english or (
            "Chosen most often: Out in the garden" in english
        )
        assert said["told_en"] in english
    inside.open(f"{public}?lang=ar")
    assert (
        'lang="ar"' not in inside.open(f"{public}?lang=ar").split("<main")[1].split("told-way")[0]
    )


def test_what_is_decided_while_people_choose_names_nothing_as_chosen(inside: Pages) -> None:
    round_id = made_round(inside, form(closes_on="2027-01-20"))
    answered(inside, round_id, {"option_2": 14})
    written = {"decided": "option_2", "why": "Det haster.", "day": "2026-11-23", "by": "Bo"}
    more = {"revision": "1", "told_da": "Vi går ud."}
    assert posted(inside, f"{ALL}/{round_id}/decide", {**written, **more}).status_code == 303
    assert "Oftest valgt" not in inside.open(f"/svar/{inside.world.centre_id}?lang=da")
