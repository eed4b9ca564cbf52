"""Two centres and two initiatives that have nothing to do with each other: one's own, and theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from admin.report.frozen import freeze
from admin.report.involvement.model import About, InvolvementReport
from admin.report.round_report import round_report
from admin.report_reading import editions_of
from survey.actions import Place, Promise
from survey.asking_notes import Note, NoteKind
from survey.ideas import Given, IdeaKind
from survey.initiative_parts import Partner
from survey.meetings import Decision, Plan
from survey.questionnaire.draft.content import blank
from survey.questionnaire.draft.operations import add_question
from survey.speech.recordings import Recording, Wording
from survey.store.action_queries import add_action
from survey.store.codesign_queries import let_choose
from survey.store.draft_queries import By, add_draft
from survey.store.follow_queries import add_note
from survey.store.idea_queries import add_idea
from survey.store.meeting_queries import add_decision, keep_frozen, plan_meeting
from survey.store.pack_queries import keep_involvement
from survey.store.partner_queries import add_partner
from survey.store.recording_queries import keep_recording, recordings_of
from survey.store.report_queries import round_counts
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
from survey.store.tables import FreeText, Response, Theme
from survey.store.theme_queries import words_of_round
from survey.voices import Perspective, Voice
from tests.world import World

CARDS = ("card", "card_file", "card_words")
WORDS = {
    **{f"admin_initiatives.{page}": "resident" for page in CARDS},
    "admin_prompts.record": "needs",
    "admin_help.page": "coordinator",
    "admin_help.shot": "admin-report.png",
}
"""What stands in addresses that take a word: one that is there."""
KNOWN = {"language": "da", "perspective": "self"}
"""The same, by what the address calls it."""


NOWHERE = 4711
"""A number that nothing has."""


@dataclass(frozen=True)
class Foreign:
    """By what addresses call them: the numbers of one's own things, and of theirs."""

    own: Mapping[str, Any]
    theirs: Mapping[str, Any]

    fine: ClassVar[frozenset[int]] = frozenset({200, 302, 303})
    """How a page answers that is there."""
    at_a_centre_only: ClassVar[frozenset[str]] = frozenset(
        {"centre_id", "unit_id", "device_id", "action_id", "idea_id"}
    )
    """What belongs to a centre whatever initiatives there are."""
    everywhere_only: ClassVar[frozenset[str]] = frozenset({"theme_id"})
    """What belongs nowhere: a role at one place does not reach it."""

    def others(self, rule: Rule) -> dict[str, Any]:
        """What else the address of a rule wants."""
        word = WORDS.get(rule.endpoint, "1")
        return {name: KNOWN.get(name, word) for name in rule.arguments if name not in self.own}

    def within(self, rule: Rule, scope: str) -> bool:
        """True where one's own things are within this scope."""
        if scope == "everywhere":
            return True
        names = set(rule.arguments) & set(self.own)
        if names & self.everywhere_only:
            return False
        if scope == "own_centre":
            return True
        return not names & self.at_a_centre_only


def make_foreign(world: World) -> Foreign:
    """Both, beside the usual cast."""
    with world.store.session() as session:
        own, theirs = (_one(session, world, name) for name in ("Own", "Theirs"))
    content, _first = add_question(blank(), "yes_no")
    draft = add_draft(world.store, content, By("Anna", world.clock.now()))
    for ids in (own, theirs):
        ids["user_id"] = add_user(world.store, f"Somebody {ids['centre_id']}").id
        ids["action_id"] = add_action(world.store, _promise(ids, world.today), world.today)
        ids["idea_id"] = add_idea(world.store, _idea(ids, world.today))
        partner = Partner("Naboklubben")
        ids["partner_id"] = add_partner(world.store, ids["initiative_id"], partner)
        plan = Plan(world.today)
        ids["meeting_id"] = plan_meeting(world.store, ids["initiative_id"], plan)
        kept = {str(ids["round_id"]): {"da": _report(world, ids["round_id"])}}
        keep_frozen(world.store, ids["meeting_id"], world.clock.now(), kept)
        told = InvolvementReport(
            about=About(kind="initiative", id=ids["initiative_id"], name="Sang"),
            language="da",
            made_on=world.today,
            k=5,
        )
        keep_involvement(world.store, ids["meeting_id"], {"da": told.model_dump(mode="json")})
        decision = Decision("Vi synger.", "Anna")
        ids["decision_id"] = add_decision(world.store, ids["meeting_id"], decision)
        note = Note(ids["centre_id"], ids["unit_id"], Voice.RELATIVE, NoteKind.ASKED, 3)
        ids["comment_id"] = _words(world, ids)
        ids["theme_id"] = _theme(world, f"Theme {ids['centre_id']}")
        ids["note_id"] = add_note(world.store, ids["round_id"], note, "Anna", world.today)
    # Questionnaires are common to all: of those there are none that is only theirs.
    common = {
        "version_id": world.version.id,
        "recording_id": _recording(world),
        "draft_id": draft,
    }
    return Foreign({**own, **common}, {**theirs, **dict.fromkeys(common, NOWHERE)})


def _report(world: World, round_id: int) -> dict[str, Any]:
    """The report of a round, as it is kept for a meeting."""
    with world.store.read() as connection:
        counts = round_counts(connection, round_id)
        written = words_of_round(connection, round_id)
    assert counts
    editions = editions_of(world.versions, counts)
    return freeze(round_report(counts, editions, 5, "da", world.today, written))


def _recording(world: World) -> int:
    """The number of a recording of the cast's questionnaire, without its file."""
    wording = Wording(world.version.questionnaire.key, "da", "self")
    new = Recording(0, wording, "needs", "Hvad?", 1.0, "0" * 32, world.today, "Anna", 0)
    keep_recording(world.store, new, 0)
    with world.store.read() as connection:
        return recordings_of(connection, wording)[0].id


def _one(session: Session, world: World, name: str) -> dict[str, Any]:
    centre = add_centre(session, f"{name} centre", ["Eg"])
    initiative = add_initiative(session, f"{name} initiative", centre_ids=[centre.id])
    voices = {Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    asking = Asking(world.version.id, voices, world.today, world.today, initiative_id=initiative.id)
    round_ = add_round(session, asking, [centre.id])
    let_choose(session.connection(), round_.id)
    add_link(session, round_.id, centre.id, Voice.RELATIVE)
    return {
        "centre_id": centre.id,
        "unit_id": units_of(session, centre.id)[0].id,
        "initiative_id": initiative.id,
        "round_id": round_.id,
        "link_id": links(session)[-1].id,
        "device_id": add_device(session, centre.id, f"{name} tablet").id,
    }


def _idea(ids: Mapping[str, int], today: date) -> Given:
    words = "Et kor"
    return Given(IdeaKind.IDEA, words, ids["centre_id"], None, Voice.RESIDENT, today)


def _words(world: World, ids: Mapping[str, Any]) -> str:
    """What somebody wrote there, as moderators know it."""
    id_ = f"{ids['round_id']:032x}"
    place = {"round_id": ids["round_id"], "centre_id": ids["centre_id"]}
    row = {**place, "version_id": world.version.id, "voice": "relative", "language": "da"}
    fixed = {"perspective": "as_resident", "outcome": "finished", "day": world.today}
    with world.store.session() as session:
        session.add(
            Response(id=id_, digest="0" * 64, display={}, answers={}, unit_id=None, **row, **fixed)
        )
        session.flush()
        session.add(FreeText(response_id=id_, question="matters", words="Sang", comment_id=id_))
    return id_


def _theme(world: World, name: str) -> int:
    with world.store.session() as session:
        theme = Theme(name=name)
        session.add(theme)
        session.flush()
        return theme.id


def _promise(ids: Mapping[str, int], today: date) -> Promise:
    place = Place(centre_id=ids["centre_id"])
    return Promise(place, {"da": "Vi savner sang."}, {"da": "Et kor."}, "Anna", None, False)
