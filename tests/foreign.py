"""Two centres and two initiatives that have nothing to do with each other: one's own, and theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from survey.actions import Place, Promise
from survey.asking_notes import Note, NoteKind
from survey.initiative_parts import Partner
from survey.questionnaire.draft.content import blank
from survey.questionnaire.draft.operations import add_question
from survey.store.action_queries import add_action
from survey.store.draft_queries import By, add_draft
from survey.store.follow_queries import add_note
from survey.store.partner_queries import add_partner
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_device,
    add_initiative,
    add_link,
    add_round,
    links,
    units_of,
)
from survey.store.staff_queries import add_user
from survey.voices import Perspective, Voice
from tests.world import World

WORDS = {"admin_help.page": "coordinator", "admin_help.shot": "admin-report.png"}
"""What stands in addresses that take a word: one that is there."""
KNOWN = {"language": "da", "perspective": "self"}
"""The same, by what the address calls it."""


@dataclass(frozen=True)
class Foreign:
    """By what addresses call them: the numbers of one's own things, and of theirs."""

    own: Mapping[str, int]
    theirs: Mapping[str, int]

    fine: ClassVar[frozenset[int]] = frozenset({200, 302, 303})
    """How a page answers that is there."""
    at_a_centre_only: ClassVar[frozenset[str]] = frozenset(
        {"centre_id", "unit_id", "device_id", "action_id"}
    )
    """What belongs to a centre whatever initiatives there are."""

    def others(self, rule: Rule) -> dict[str, Any]:
        """What else the address of a rule wants."""
        word = WORDS.get(rule.endpoint, "1")
        return {name: KNOWN.get(name, word) for name in rule.arguments if name not in self.own}

    def within(self, rule: Rule, scope: str) -> bool:
        """True where one's own things are within this scope."""
        if scope == "everywhere":
            return True
        names = set(rule.arguments) & set(self.own)
        if scope == "own_centre":
            return True
        return not names & self.at_a_centre_only


def make_foreign(world: World) -> Foreign:
    """Both, beside the usual cast."""
    with world.store.session() as session:
        own, theirs = (_one(session, world, name) for name in ("Own", "Theirs"))
    content, _first = add_question(blank(), "yes_no")
    own_draft = add_draft(world.store, content, By("Anna", world.clock.now()))
    for ids in (own, theirs):
        ids["user_id"] = add_user(world.store, f"Somebody {ids['centre_id']}").id
        ids["action_id"] = add_action(world.store, _promise(ids, world.today), world.today)
        partner = Partner("Naboklubben")
        ids["partner_id"] = add_partner(world.store, ids["initiative_id"], partner)
        note = Note(ids["centre_id"], ids["unit_id"], Voice.RELATIVE, NoteKind.ASKED, 3)
        ids["note_id"] = add_note(world.store, ids["round_id"], note, "Anna", world.today)
    # Drafts are common to all who run rounds: there are none of others.
    return Foreign({**own, "draft_id": own_draft}, theirs)


def _one(session: Session, world: World, name: str) -> dict[str, int]:
    centre = add_centre(session, f"{name} centre", ["Eg"])
    initiative = add_initiative(session, f"{name} initiative", centre_ids=[centre.id])
    voices = {Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    asking = Asking(world.version.id, voices, world.today, world.today, initiative_id=initiative.id)
    round_ = add_round(session, asking, [centre.id])
    add_link(session, round_.id, centre.id, Voice.RELATIVE)
    return {
        "centre_id": centre.id,
        "unit_id": units_of(session, centre.id)[0].id,
        "initiative_id": initiative.id,
        "round_id": round_.id,
        "link_id": links(session)[-1].id,
        "device_id": add_device(session, centre.id, f"{name} tablet").id,
    }


def _promise(ids: Mapping[str, int], today: date) -> Promise:
    place = Place(centre_id=ids["centre_id"])
    return Promise(place, {"da": "Vi savner sang."}, {"da": "Et kor."}, "Anna", None, False)
