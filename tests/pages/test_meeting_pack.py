"""The meeting pack: kept the day before by the worker, sent once, the same for good."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes

import pytest
from sqlalchemy import delete, update

from admin.freezing import freeze_due
from admin.meeting_packs import addresses, keep_due, make_packs, pack_file
from survey.initiative_parts import About, Partner
from survey.initiatives import State, Step
from survey.mail import OutBox
from survey.meetings import Plan
from survey.services import NAME, Services
from survey.staff import Grant, Role
from survey.store.initiative_changes import add_initiative
from survey.store.meeting_queries import plan_meeting
from survey.store.partner_queries import add_partner
from survey.store.setup_queries import add_centre
from survey.store.tables import Round, RoundCentre, Tally
from tests.decoding import language_of, says_it_is_accessible, words_on
from tests.visiting import Pages
from tests.world import NOW

TODAY = NOW.date()
ONE = "/admin/initiatives/1/meetings/1"


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """An owner, signed in; a meeting tomorrow, a closed round, a partner with an address."""
    pages.sign_in()
    world = pages.world
    first = Step(State.IDEA, TODAY, "Anna")
    add_initiative(world.store, About("Sang", "Selskab"), [world.centre_id], first)
    plan_meeting(world.store, 1, Plan(TODAY + timedelta(days=1)))
    add_partner(world.store, 1, Partner("Koret", contact="Cilla, cilla@koret.example, 12 34"))
    for number in range(12):
        world.deliver(world.submission(), f"{number:032x}")
    closed = {"opens_on": TODAY - timedelta(days=20), "closes_on": TODAY - timedelta(days=1)}
    with world.store.write() as connection:
        connection.execute(update(Round).values(initiative_id=1, **closed))
    return pages


def parts_of(pages: Pages) -> Services:
    parts: Services = pages.client.application.extensions[NAME]
    return parts


def tick(pages: Pages) -> list[int]:
    parts = parts_of(pages)
    with pages.client.application.app_context():
        return [freeze_due(parts), keep_due(parts), make_packs(parts)]


def test_the_pack_is_kept_made_and_sent_once(inside: Pages) -> None:
    assert inside.client.get(f"{ONE}/pack.pdf").status_code == 404
    assert tick(inside) == [1, 1, 1]
    assert tick(inside) == [0, 0, 0]
    made = inside.client.get(f"{ONE}/pack.pdf").data
    assert says_it_is_accessible(made)
    assert language_of(made) == "da"
    assert "Sang" in words_on(made)
    (letter,) = (
        message_from_bytes(f.read_bytes()) for f in OutBox(parts_of(inside).settings).waiting()
    )
    assert letter["To"] == "cilla@koret.example"
    assert [one.get_payload(decode=True) for one in letter.walk()][-1] == made
    assert f'href="{ONE}/pack.pdf"' in inside.open(ONE)


def test_what_was_kept_makes_the_same_bytes_whatever_is_answered_later(inside: Pages) -> None:
    tick(inside)
    page, file = inside.open(f"{ONE}/involvement"), pack_file(parts_of(inside).settings, 1, "da")
    before = file.read_bytes()
    file.unlink()
    assert "laves" in inside.open(ONE), "it is said that it is being made"
    assert inside.client.get(f"{ONE}/pack.pdf").status_code == 303
    assert "laves" in inside.open(ONE)
    with inside.world.store.write() as connection:
        connection.execute(delete(Tally))
    assert tick(inside) == [0, 0, 1]
    assert file.read_bytes() == before
    assert inside.open(f"{ONE}/involvement").split("<main")[1] == page.split("<main")[1]


def test_a_request_freezes_and_the_worker_makes_the_rest(inside: Pages) -> None:
    inside.client.post(f"{ONE}/freeze", data=inside.csrf("/admin/"))
    assert inside.client.get(f"{ONE}/pack.pdf").status_code == 404
    assert tick(inside) == [0, 1, 1]
    inside.open(f"{ONE}/involvement")


def test_who_may_not_read_every_round_of_it_reads_none_of_it(inside: Pages) -> None:
    tick(inside)
    world = inside.world
    with world.store.session() as session:
        theirs = add_centre(session, "Et andet sted", ["Eg"]).id
        session.add(RoundCentre(round_id=world.round_id, centre_id=theirs))
    inside.sign_in("Cilla", Grant(Role.READER, centre_id=world.centre_id))
    assert "pack.pdf" not in inside.open(ONE)
    for path in ("pack.pdf", "involvement"):
        inside.open(f"{ONE}/{path}", 404)


def test_each_address_once() -> None:
    assert addresses(["a@b.dk"], ["Bo: A@b.dk; c@d.example.", "ring 12 34"]) == [
        "A@b.dk",
        "c@d.example",
    ]
