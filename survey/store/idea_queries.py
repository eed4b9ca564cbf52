"""Ideas and offers: taking them in once, answering them, and what everybody is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from survey.ideas import (
    UNANSWERED_FOR,
    CameBy,
    Given,
    Idea,
    IdeaKind,
    IdeaState,
    Reply,
    Suggested,
)
from survey.staff import Reach
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.tables import Centre, Initiative
from survey.store.tables import Idea as Kept
from survey.voices import Voice


@dataclass(frozen=True)
class Wanted:
    """Which ideas are looked for: a word, of one kind or both, of one initiative or
    all, and how far down."""

    word: str = ""
    kind: IdeaKind | None = None
    initiative_id: int | None = None
    skipped: int = 0
    most: int = 25


@dataclass(frozen=True)
class Answerer:
    """Who answers on which day, and the initiative that she finds the idea is for."""

    name: str
    day: date
    initiative_id: int | None = None


def take_idea(connection: Connection, given: Given) -> int | None:
    """Keep an idea or offer whose words somebody has read; returns its number.

    None: what came from this comment is there already, and stays as it is.
    """
    take = INSERT[connection.dialect.name](Kept).values(_columns(given))
    once = take.on_conflict_do_nothing(index_elements=[Kept.comment_id])
    return connection.execute(once.returning(Kept.id)).scalar()


def add_idea(store: Store, given: Given) -> int:
    """Write one down that somebody told; returns its number."""
    with store.write() as connection:
        made = insert(Kept).values(**_columns(given)).returning(Kept.id)
        return int(connection.execute(made).scalar_one())


def _columns(given: Given) -> dict[str, Any]:
    """A new idea, not answered yet."""
    return {
        "kind": given.kind.value,
        "words": given.words,
        "centre_id": given.centre_id,
        "initiative_id": given.initiative_id,
        "voice": given.voice.value,
        "came_on": given.came_on,
        "came_by": given.came_by.value,
        "comment_id": given.comment_id,
        "state": IdeaState.NEW.value,
        "said": {},
        "answer": {},
    }


def ideas_within(reach: Reach) -> ColumnElement[bool]:
    """Of ideas: those at a centre, or in an initiative, within reach."""
    if reach.everywhere:
        return true()
    return or_(Kept.centre_id.in_(reach.centres), Kept.initiative_id.in_(reach.initiatives))


def listed_ideas(
    connection: Connection, reach: Reach, wanted: Wanted, today: date
) -> tuple[list[Idea], int]:
    """A page of them, and how many there are: what waits too long first, then what waits."""
    which = [ideas_within(reach)]
    if wanted.word:
        which.append(_holds(wanted.word))
    if wanted.kind:
        which.append(Kept.kind == wanted.kind.value)
    if wanted.initiative_id:
        which.append(Kept.initiative_id == wanted.initiative_id)
    waits = Kept.answered_on.is_(None)
    order = case((waits & _is_old(today), 0), (waits, 1), else_=2)
    found = _ideas().where(*which)
    total = connection.scalar(select(func.count()).select_from(found.subquery())) or 0
    oldest_first = case((waits, Kept.came_on), else_=None)
    rows = connection.execute(
        found.order_by(order, oldest_first, Kept.answered_on.desc(), Kept.id.desc())
        .offset(wanted.skipped)
        .limit(wanted.most)
    )
    return [_idea(row) for row in rows], total


def _holds(word: str) -> ColumnElement[bool]:
    names = (Kept.words, Centre.name, Initiative.name)
    return or_(*(name.icontains(word, autoescape=True) for name in names))


def _is_old(today: date) -> ColumnElement[bool]:
    return Kept.came_on < today - UNANSWERED_FOR


def find_idea(connection: Connection, idea_id: int) -> Idea | None:
    """The idea of this number."""
    row = connection.execute(_ideas().where(Kept.id == idea_id)).first()
    return _idea(row) if row else None


def ideas_of(connection: Connection, initiative_id: int, most: int) -> list[Idea]:
    """The newest ideas and offers of an initiative; one statement."""
    wanted = _ideas().where(Kept.initiative_id == initiative_id)
    return [_idea(row) for row in connection.execute(wanted.order_by(Kept.id.desc()).limit(most))]


def waiting(reach: Reach, today: date) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """How many within reach have no answer yet, and how many of these have waited too long."""
    wait = (
        select(func.count())
        .select_from(Kept)
        .where(ideas_within(reach), Kept.answered_on.is_(None))
    )
    return wait.scalar_subquery(), wait.where(_is_old(today)).scalar_subquery()


def suggested_at(connection: Connection, centre_id: int, most: int) -> list[Suggested]:
    """The newest answered ideas of a centre that everybody is shown; one statement."""
    rows = connection.execute(
        select(Kept.said, Kept.answer)
        .where(Kept.centre_id == centre_id, Kept.shown, Kept.answered_on.is_not(None))
        .order_by(Kept.answered_on.desc(), Kept.id.desc())
        .limit(most)
    )
    return [Suggested(row.said, row.answer) for row in rows]


def answer_idea(store: Store, before: Idea, seen: int, reply: Reply, by: Answerer) -> bool:
    """Write down what is done about it, and the answer. False: somebody changed it meanwhile.

    The first answer's day stays when it is said in better words.
    """
    values = {
        "initiative_id": by.initiative_id,
        "state": reply.state.value,
        "said": dict(reply.said),
        "answer": dict(reply.answer),
        "shown": reply.shown,
        "answered_by": by.name if reply.is_answer else "",
        "answered_on": (before.answered_on or by.day) if reply.is_answer else None,
    }
    return _change(store, before.id, seen, values)


def delete_idea(store: Store, idea_id: int) -> None:
    """Delete one with its answer."""
    with store.write() as connection:
        connection.execute(delete(Kept).where(Kept.id == idea_id))


def link_action(connection: Connection, idea_id: int, action_id: int) -> None:
    """Say which action came of an idea."""
    connection.execute(
        update(Kept)
        .where(Kept.id == idea_id)
        .values(action_id=action_id, revision=Kept.revision + 1)
    )


def _change(store: Store, idea_id: int, seen: int, values: dict[str, Any]) -> bool:
    with store.write() as connection:
        changed = connection.execute(
            update(Kept)
            .where(Kept.id == idea_id, Kept.revision == seen)
            .values(**values, revision=Kept.revision + 1)
        )
    return changed.rowcount == 1


def _ideas() -> Select[Any]:
    return (
        select(
            *Kept.__table__.columns,
            Centre.name.label("centre"),
            Initiative.name.label("initiative"),
        )
        .join(Centre, Centre.id == Kept.centre_id)
        .outerjoin(Initiative, Initiative.id == Kept.initiative_id)
    )


def _idea(row: Row[Any]) -> Idea:
    given = Given(
        kind=IdeaKind(row.kind),
        words=row.words,
        centre_id=row.centre_id,
        initiative_id=row.initiative_id,
        voice=Voice(row.voice),
        came_on=row.came_on,
        came_by=CameBy(row.came_by),
        comment_id=row.comment_id,
    )
    reply = Reply(IdeaState(row.state), row.said, row.answer, row.shown)
    return Idea(
        id=row.id,
        revision=row.revision,
        given=given,
        reply=reply,
        answered_by=row.answered_by,
        answered_on=row.answered_on,
        action_id=row.action_id,
        centre=row.centre,
        initiative=row.initiative,
    )
