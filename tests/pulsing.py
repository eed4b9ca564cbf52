"""An association that visits: its initiative, a pulse round and links that name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from survey.initiative_parts import About, Partner
from survey.initiatives import State, Step
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.store.initiative_changes import add_initiative
from survey.store.partner_queries import add_partner
from survey.store.setup_queries import Asking, add_link, add_round
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.world import World


@dataclass(frozen=True)
class Visiting:
    """An association, and what its volunteers scan at the door."""

    world: World
    initiative_id: int
    partner_id: int
    round_id: int
    version: str
    code: str

    def answer(self, **changes: Any) -> dict[str, Any]:
        """A whole pulse of a volunteer who was expected and welcome; `changes` replace its parts."""
        return {
            "envelope_version": 1,
            "version": self.version,
            "language": "da",
            "respondent": {"perspective": "self"},
            "display": {"screen": "page"},
            "outcome": "finished",
            "day": self.world.today.isoformat(),
            "answers": said("yes"),
            "visit": {"weekday": self.world.today.isoweekday(), "part": "afternoon"},
            **changes,
        }


def said(how: str, again: str = "yes") -> dict[str, dict[str, str]]:
    """Answers to the questions of a visit."""
    given = {"expected": how, "welcome": how, "come_again": again}
    return {key: {"status": "answered", "value": value} for key, value in given.items()}


def make_visiting(
    world: World,
    name: str = "volunteer_visit",
    voice: Voice = Voice.VOLUNTEER,
    days: int = 60,
    called: str = "Besøgsvenner",
) -> Visiting:
    """A round of that questionnaire, open since `days` ago, with a link that names an association."""
    first = Step(State.IDEA, world.today, "Anna")
    about = About(f"{called} {name}", "Selskab")
    initiative_id = add_initiative(world.store, about, [world.centre_id], first)
    partner_id = add_partner(world.store, initiative_id, Partner("Naboklubben"))
    version, _ = store_version(world.store, freeze(library()[name]), world.today)
    begins, ends = world.today - timedelta(days), world.today + timedelta(365)
    asking = Asking(
        version.id, {voice: [Perspective.SELF]}, begins, ends, initiative_id=initiative_id
    )
    with world.store.session() as session:
        round_ = add_round(session, asking, [world.centre_id])
        code = add_link(session, round_.id, world.centre_id, voice, partner_id=partner_id)
        return Visiting(world, initiative_id, partner_id, round_.id, version.hash, code)
