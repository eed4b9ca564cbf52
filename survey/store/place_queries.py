"""Where things belong: by number, the centres and the initiative each of them is part of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    false,
    func,
    or_,
    select,
    true,
)

from survey.staff import Belonging, Reach
from survey.store.comment_queries import words_belong
from survey.store.tables import (
    Action,
    AskingNote,
    Centre,
    Device,
    Draft,
    Idea,
    Initiative,
    InitiativeCentre,
    InitiativePartner,
    Link,
    Meeting,
    MeetingDecision,
    Recording,
    Round,
    RoundCentre,
    StaffUser,
    Unit,
    Version,
)
from survey.store.theme_queries import find_theme

LARGEST_ID = 2**31 - 1
"""The largest number a row can have; beyond it there is nothing to look for."""

Find = Callable[[Connection, Any], Belonging | None]


def _at_one_centre(wanted: Select[Any]) -> Find:
    """For what stands at one centre: `wanted` gives its number."""

    def find(connection: Connection, number: int) -> Belonging | None:
        centre_id = connection.scalar(wanted, {"number": number})
        return None if centre_id is None else Belonging(frozenset({centre_id}))

    return find


def _round(connection: Connection, number: int) -> Belonging | None:
    rows = connection.execute(
        select(Round.initiative_id, RoundCentre.centre_id)
        .outerjoin(RoundCentre, RoundCentre.round_id == Round.id)
        .where(Round.id == number)
    ).all()
    return _belonging(rows)


def _link(connection: Connection, number: int) -> Belonging | None:
    """A link stands at its own centre, and is part of its round's initiative."""
    rows = connection.execute(
        select(Round.initiative_id, Link.centre_id)
        .join(Round, Round.id == Link.round_id)
        .where(Link.id == number)
    ).all()
    return _belonging(rows)


def _note(connection: Connection, number: int) -> Belonging | None:
    """A note of asking stands at its own centre, and is part of its round's initiative."""
    rows = connection.execute(
        select(Round.initiative_id, AskingNote.centre_id)
        .join(Round, Round.id == AskingNote.round_id)
        .where(AskingNote.id == number)
    ).all()
    return _belonging(rows)


def _action(connection: Connection, number: int) -> Belonging | None:
    """An action of a whole initiative is at all centres of it."""
    rows = connection.execute(
        select(
            Action.initiative_id,
            func.coalesce(Action.centre_id, InitiativeCentre.centre_id).label("centre_id"),
        )
        .outerjoin(InitiativeCentre, InitiativeCentre.initiative_id == Action.initiative_id)
        .where(Action.id == number)
    ).all()
    return _belonging(rows)


def _idea(connection: Connection, number: int) -> Belonging | None:
    """An idea stands at its own centre, and is part of the initiative it is for."""
    rows = connection.execute(
        select(Idea.initiative_id, Idea.centre_id).where(Idea.id == number)
    ).all()
    return _belonging(rows)


def _initiative(connection: Connection, number: int) -> Belonging | None:
    return _belonging(
        connection.execute(_centres_of_initiatives().where(Initiative.id == number)).all()
    )


def _partner(connection: Connection, number: int) -> Belonging | None:
    """A partner is part of its initiative, wherever that is."""
    wanted = (
        _centres_of_initiatives()
        .join(InitiativePartner, InitiativePartner.initiative_id == Initiative.id)
        .where(InitiativePartner.id == number)
    )
    return _belonging(connection.execute(wanted).all())


def _meeting(connection: Connection, number: int) -> Belonging | None:
    """A meeting is part of its initiative, wherever that is."""
    wanted = _centres_of_initiatives().join(Meeting, Meeting.initiative_id == Initiative.id)
    return _belonging(connection.execute(wanted.where(Meeting.id == number)).all())


def _decision(connection: Connection, number: int) -> Belonging | None:
    """A decision is part of the initiative whose meeting took it."""
    wanted = (
        _centres_of_initiatives()
        .join(Meeting, Meeting.initiative_id == Initiative.id)
        .join(MeetingDecision, MeetingDecision.meeting_id == Meeting.id)
        .where(MeetingDecision.id == number)
    )
    return _belonging(connection.execute(wanted).all())


def _centres_of_initiatives() -> Select[Any]:
    columns: tuple[Any, ...] = (Initiative.id.label("initiative_id"), InitiativeCentre.centre_id)
    return select(*columns).outerjoin(
        InitiativeCentre, InitiativeCentre.initiative_id == Initiative.id
    )


def _belonging(rows: Any) -> Belonging | None:
    """Of rows of an initiative and a centre. None: there are none."""
    if not rows:
        return None
    centres = frozenset(row.centre_id for row in rows if row.centre_id is not None)
    return Belonging(centres, rows[0].initiative_id)


def _user(connection: Connection, number: int) -> Belonging | None:
    """People belong nowhere: only who sees to all of them reaches one."""
    found = connection.scalar(select(StaffUser.id).where(StaffUser.id == number))
    return None if found is None else Belonging()


def _common(column: Any) -> Find:
    """For what all centres share: `column` holds its number."""

    def find(connection: Connection, number: int) -> Belonging | None:
        found = connection.scalar(select(column).where(column == number))
        return None if found is None else Belonging(is_common=True)

    return find


def _theme(connection: Connection, number: int) -> Belonging | None:
    """Themes belong nowhere: only who moderates everywhere renames and merges them."""
    return Belonging() if find_theme(connection, number) else None


FINDERS: Mapping[str, Find] = {
    "centre_id": _at_one_centre(select(Centre.id).where(Centre.id == bindparam("number"))),
    "unit_id": _at_one_centre(select(Unit.centre_id).where(Unit.id == bindparam("number"))),
    "device_id": _at_one_centre(select(Device.centre_id).where(Device.id == bindparam("number"))),
    "round_id": _round,
    "link_id": _link,
    "note_id": _note,
    "action_id": _action,
    "idea_id": _idea,
    "initiative_id": _initiative,
    "user_id": _user,
    "partner_id": _partner,
    "version_id": _common(Version.id),
    "recording_id": _common(Recording.id),
    "meeting_id": _meeting,
    "decision_id": _decision,
    "comment_id": words_belong,
    "theme_id": _theme,
    "draft_id": _common(Draft.id),
}
"""Where something is, by what addresses call its number. Every number in an address is one of
these, so that nobody reaches what is not hers by writing another number."""


def rounds_within(reach: Reach) -> ColumnElement[bool]:
    """Of `Round`: those within reach. See `Reach.covers`, which says the same of one place."""
    if reach.everywhere:
        return true()
    here = select(RoundCentre.round_id)
    elsewhere = here.where(RoundCentre.centre_id.not_in(reach.centres))
    whole = Round.id.in_(here) & Round.id.not_in(elsewhere) if reach.centres else false()
    return or_(Round.initiative_id.in_(reach.initiatives), whole)


def centres_within(reach: Reach) -> ColumnElement[bool]:
    """Of `Centre`: those within reach."""
    return true() if reach.everywhere else Centre.id.in_(reach.centres)


def initiatives_within(reach: Reach) -> ColumnElement[bool]:
    """Of `Initiative`: those within reach, as `rounds_within` has it of rounds."""
    if reach.everywhere:
        return true()
    here = select(InitiativeCentre.initiative_id)
    elsewhere = here.where(InitiativeCentre.centre_id.not_in(reach.centres))
    whole = Initiative.id.in_(here) & Initiative.id.not_in(elsewhere) if reach.centres else false()
    return or_(Initiative.id.in_(reach.initiatives), whole)
