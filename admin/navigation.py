"""The rooms of the staff side, in the order they are listed on top of every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for

from survey.staff import Member, Right
from survey.texts import N_


@dataclass(frozen=True)
class Room:
    """A room's first page, what it is called, and who may enter.

    `also` are further blueprints whose pages are in the room.
    """

    endpoint: str
    name: str
    right: Right
    also: tuple[str, ...] = ()

    def holds(self, blueprint: str) -> bool:
        """True for a blueprint whose pages are in this room."""
        return blueprint in (self.endpoint.partition(".")[0], *self.also)


ROOMS = (
    Room("admin_home.home", N_("Home"), Right.HOME),
    Room("admin_initiatives.listed", N_("Initiatives"), Right.REPORTS),
    Room(
        "admin_rounds.listed",
        N_("Rounds"),
        Right.RUN,
        ("admin_board", "admin_links", "admin_printing"),
    ),
    Room("admin_questionnaires.listed", N_("Questionnaires"), Right.RUN, ("admin_prompts",)),
    Room(
        "admin_reports.listed",
        N_("Reports"),
        Right.REPORTS,
        ("admin_report", "admin_involvement", "admin_exports"),
    ),
    Room("admin_ideas.listed", N_("Ideas"), Right.RUN),
    Room("admin_words.queue", N_("Own words"), Right.MODERATE, ("admin_themes",)),
    Room("admin_actions.listed", N_("Promises"), Right.RUN),
    Room("admin_centres.listed", N_("Centres"), Right.PLACES),
    Room("admin_tablets.listed", N_("Tablets"), Right.RUN, ("admin_pairing",)),
    Room("admin_interview.listed", N_("Help to answer"), Right.INTERVIEW),
    Room("admin_people.listed", N_("People"), Right.PEOPLE),
    Room("admin_help.contents", N_("Help"), Right.HOME),
    Room("admin_records.rooms", N_("Records"), Right.HOME, ("admin_quarantine",)),
)


@dataclass(frozen=True)
class Way:
    """A link to a room; `is_here` on its own pages."""

    address: str
    name: str
    is_here: bool


def ways(member: Member) -> Iterator[Way]:
    """The rooms that somebody may enter."""
    here = (request.endpoint or "").partition(".")[0]
    for room in ROOMS:
        if member.may(room.right):
            yield Way(url_for(room.endpoint), room.name, room.holds(here))
