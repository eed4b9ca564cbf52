"""The pages of the pulse: at the door, and what staff see of an association's visits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from survey.initiative_parts import About, Partner
from survey.initiatives import State, Step
from survey.store.initiative_changes import add_initiative
from survey.store.partner_queries import add_partner
from survey.voices import Voice
from tests.pulsing import make_visiting, said
from tests.visiting import Pages


def pulse_at_the_door(pages: Pages) -> Iterator[tuple[str, str]]:
    """What a volunteer or somebody on duty meets behind the QR code, with and without answers."""
    for name, voice in (("volunteer_visit", Voice.VOLUNTEER), ("why_not", Voice.STAFF)):
        visiting = make_visiting(pages.world, name, voice, called="Ved døren")
        path = f"/s/{visiting.code}"
        html = pages.open(path)
        yield f"pulse_{name}", html
        yield f"pulse_{name}_en", pages.open(f"{path}?lang=en")
        action = re.findall(r'<form class="pulse"[^>]* action="([^"]+)"', html)[0]
        yield f"pulse_{name}_again", pages.post(action.replace("&amp;", "&"), {}, 400)
        yield f"pulse_{name}_thanks", pages.open(f"{path}/thanks")


def pulse_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Visits: none yet, some; a QR code for a door: empty, faulty, made, and with no centre."""
    world = pages.world
    visiting = make_visiting(world)
    one = f"/admin/initiatives/{visiting.initiative_id}/partners/{visiting.partner_id}"
    yield "visits_empty", pages.open(f"{one}/visits")
    for answer in ("yes", "yes", "some", "no", "yes"):
        world.deliver(visiting.answer(answers=said(answer)), None, visiting.code)
    yield "visits", pages.open(f"{one}/visits")
    yield "visits_en", pages.open(f"{one}/visits?lang=en")
    yield "door", pages.open(f"{one}/door")
    csrf = pages.csrf(f"{one}/door")
    yield "door_again", pages.post(f"{one}/door", {**csrf, "asks": "x", "centre": "0"}, 400)
    right = {"asks": "why_not", "centre": str(world.centre_id), "code": "Fixed-Code_0123456789D"}
    yield "door_made", pages.post(f"{one}/door", {**csrf, **right}, 200)
    about, first = About("Uden sted", "Selskab"), Step(State.IDEA, world.today, "Anna")
    number = add_initiative(world.store, about, [], first)
    partner = add_partner(world.store, number, Partner("Koret"))
    nowhere = f"/admin/initiatives/{number}/partners/{partner}/door"
    yield "door_nowhere", pages.open(nowhere)
