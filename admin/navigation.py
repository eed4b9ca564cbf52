"""The rooms of the staff side, in the order they are listed on top of every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for

from survey.staff import Member, Right
from survey.texts import N_


@dataclass(frozen=True)
class Room:
    """A room's first page, what it is called, and who may enter; `also` are its other parts."""

    endpoint: str
    name: str
    right: Right
    also: tuple[str, ...] = ()

    def holds(self, part: str) -> bool:
        """True for the part of its first page, and its others."""
        return part == self.endpoint.partition(".")[0] or part in self.also


ROOMS = (
    Room("admin_home.home", N_("Home"), Right.HOME),
    Room("admin_actions.listed", N_("Promises"), Right.RUN),
    Room("admin_tablets.listed", N_("Tablets"), Right.RUN, ("admin_pairing",)),
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
