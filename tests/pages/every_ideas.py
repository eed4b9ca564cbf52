"""The pages of ideas and offers, empty, filled, faulty and met by somebody else's saving."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from survey.channels import CODE_LENGTH
from survey.ideas import Given, IdeaKind, IdeaState, Reply
from survey.store.idea_queries import Answerer, add_idea, answer_idea, find_idea
from survey.store.standing_queries import open_box_at
from survey.voices import Voice
from tests.visiting import Pages

CODE = "b" * CODE_LENGTH


def ideas_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page of the room."""
    world = pages.world
    rooms = "/admin/ideas/"
    yield "ideas_empty", pages.open(rooms)
    yield "ideas_new", pages.open(f"{rooms}new")
    yield "ideas_new_again", pages.post(f"{rooms}new", pages.csrf(f"{rooms}new"), 400)
    old = world.today - timedelta(days=20)
    given = Given(IdeaKind.IDEA, "Et <kor>", world.centre_id, None, Voice.RESIDENT, old)
    first = add_idea(world.store, given)
    offer = Given(IdeaKind.OFFER, "Kage", world.centre_id, None, Voice.RELATIVE, old)
    second = add_idea(world.store, offer)
    yield "ideas", pages.open(rooms)
    yield "ideas_offers", pages.open(f"{rooms}?kind=offer")
    yield "ideas_nothing_found", pages.open(f"{rooms}?find=zebra")
    yield "idea", pages.open(f"{rooms}{first}")
    yield "idea_offer", pages.open(f"{rooms}{second}")
    form = {"revision": "1", "state": "will_do", **pages.csrf(f"{rooms}{first}")}
    yield "idea_again", pages.post(f"{rooms}{first}", form, 400)
    reply = Reply(IdeaState.DONE, {"da": "Et kor"}, {"da": "Koret kom i går."}, True)
    with world.store.read() as connection:
        idea = find_idea(connection, first)
    assert idea
    answer_idea(world.store, idea, 1, reply, Answerer("Bo", world.today))
    form |= {"said_da": "Et kor", "answer_da": "Koret kommer i maj."}
    yield "idea_meanwhile", pages.post(f"{rooms}{first}", form, 409)
    yield "idea_answered", pages.open(f"{rooms}{first}")
    yield "ideas_home", pages.open("/admin/")
    centre = f"/admin/centres/{world.centre_id}"
    yield "ideas_centre", pages.open(centre)
    box = {"code": CODE, **pages.csrf(centre)}
    yield "ideas_box", pages.post(f"{rooms}box/{world.centre_id}", box, 200)
    yield "ideas_centre_open", pages.open(centre)
    with world.store.read() as connection:
        round_id = open_box_at(connection, world.centre_id, world.today)
    for page in ("", "/change", "/links", "/board"):
        name = f"ideas_round{page.replace('/', '_')}"
        yield name, pages.open(f"/admin/rounds/{round_id}{page}")
    yield "ideas_round_list", pages.open("/admin/rounds/")
    yield "ideas_box_phone", pages.open(f"/s/{CODE}")
