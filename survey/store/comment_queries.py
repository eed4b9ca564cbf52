"""People's own words for those who moderate: the next one, one of them, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from survey.ideas import CameBy, Given, IdeaKind
from survey.staff import Belonging, Reach
from survey.store import tables as t
from survey.store.engine import Store
from survey.store.idea_queries import take_idea
from survey.store.intake_queries import INSERT
from survey.store.theme_queries import themes_of
from survey.voices import Voice
from survey.words.given import Reason, State
from survey.words.moderated import NEVER_SEEN, Decision, Moderated

C, F, R = t.Comment, t.FreeText, t.Response
WAITS = or_(C.id.is_(None), C.state == State.LATER.value)


def next_waiting(connection: Connection, reach: Reach) -> Moderated | None:
    """The words that wait longest, within reach; those left for later come last."""
    left = (C.id.is_not(None), func.coalesce(C.revision, NEVER_SEEN))
    wanted = _words().where(WAITS, _within(reach)).order_by(*left, R.day, F.comment_id).limit(1)
    row = connection.execute(wanted).first()
    return _moderated(connection, row) if row else None


def how_many_wait(connection: Connection, reach: Reach) -> int:
    """How many words wait, within reach."""
    counted = (
        select(func.count())
        .select_from(F)
        .join(R, R.id == F.response_id)
        .join(t.Round, t.Round.id == R.round_id)
        .outerjoin(C, C.id == F.comment_id)
    )
    return connection.scalar(counted.where(WAITS, _within(reach))) or 0


def find_words(connection: Connection, comment_id: str) -> Moderated | None:
    """One answer in words; None when there is none of this id, or its response is gone."""
    row = connection.execute(_words().where(F.comment_id == comment_id)).first()
    return _moderated(connection, row) if row else None


def words_belong(connection: Connection, comment_id: str) -> Belonging | None:
    """Where words belong: to the centre they were written at, in their round's initiative."""
    there = select(t.Round.initiative_id, R.centre_id).join(t.Round, t.Round.id == R.round_id)
    row = connection.execute(
        there.join(F, F.response_id == R.id).where(F.comment_id == comment_id)
    ).first()
    return Belonging(frozenset({row.centre_id}), row.initiative_id) if row else None


def settle(store: Store, decision: Decision, today: date, gives: IdeaKind | None = None) -> bool:
    """Write a decision down. False: somebody else decided meanwhile, and nothing is changed.

    What was asked for an idea or an offer `gives` one when it is approved; it is gone again when
    that is taken back before anybody answered it.
    """
    with store.write() as connection:
        if not _write(connection, decision, today):
            return False
        if gives and decision.state is State.APPROVED:
            _give(connection, decision, gives, today)
        return True


def take_back(store: Store, comment_id: str, seen: int) -> bool:
    """Let a decided comment wait again as it stands. False: somebody changed it meanwhile."""
    with store.write() as connection:
        changed = connection.execute(
            update(C)
            .where(C.id == comment_id, C.revision == seen)
            .values(state=State.LATER.value, reason=None, revision=C.revision + 1)
        )
        if changed.rowcount == 1:
            _stands_nowhere(connection, comment_id)
        return changed.rowcount == 1


def _write(connection: Connection, decision: Decision, today: date) -> bool:
    values = {
        "state": decision.state.value,
        "reason": decision.reason.value if decision.reason else None,
        "masked": decision.masked,
        "quote": decision.quote,
        "moderated_on": today,
        "moderated_by": decision.by,
    }
    written = _begin if decision.seen == NEVER_SEEN else _change
    if not written(connection, decision, values):
        return False
    if decision.state is not State.APPROVED:
        _stands_nowhere(connection, decision.comment_id)
    _sort(connection, decision.comment_id, decision.themes)
    return True


def _begin(connection: Connection, decision: Decision, values: dict[str, Any]) -> bool:
    """The first decision: what is known of the response is copied, for when it is gone."""
    copied = (
        *(F.comment_id, F.response_id, F.question, F.may_quote),
        *(R.round_id, R.centre_id, R.unit_id, R.voice, R.perspective, R.language),
    )
    typed = [literal(value, C.__table__.columns[name].type) for name, value in values.items()]
    source = (
        select(*copied, *typed, literal(NEVER_SEEN + 1))
        .join(R, R.id == F.response_id)
        .where(F.comment_id == decision.comment_id)
    )
    names = ["id", *(column.key for column in copied[1:]), *values, "revision"]
    statement = INSERT[connection.dialect.name](C).from_select(names, source)
    done = connection.execute(statement.on_conflict_do_nothing().returning(C.id))
    return done.first() is not None


def _change(connection: Connection, decision: Decision, values: dict[str, Any]) -> bool:
    seen = C.id == decision.comment_id, C.revision == decision.seen
    changed = connection.execute(update(C).where(*seen).values(**values, revision=C.revision + 1))
    return changed.rowcount == 1


def _sort(connection: Connection, comment_id: str, names: Sequence[str]) -> None:
    """Put a comment under these themes and no others; new ones are made."""
    link = t.CommentTheme
    connection.execute(delete(link).where(link.comment_id == comment_id))
    if not names:
        return
    add = INSERT[connection.dialect.name](t.Theme).on_conflict_do_nothing()
    connection.execute(add, [{"name": name} for name in names])
    ids = connection.scalars(
        select(func.coalesce(t.Theme.merged_into, t.Theme.id)).where(t.Theme.name.in_(names))
    )
    rows = [{"comment_id": comment_id, "theme_id": id_} for id_ in set(ids)]
    connection.execute(insert(link), rows)


def _give(connection: Connection, decision: Decision, kind: IdeaKind, today: date) -> None:
    """An idea in the approved words, once; approved anew before it is answered, in the new ones."""
    columns = C.centre_id, C.voice, t.Round.initiative_id, R.day
    source = select(*columns).join(t.Round, t.Round.id == C.round_id)
    whole = source.outerjoin(R, R.id == C.response_id).where(C.id == decision.comment_id)
    row = connection.execute(whole).one()
    given = Given(
        kind,
        decision.masked,
        row.centre_id,
        row.initiative_id,
        Voice(row.voice),
        row.day or today,
        CameBy.ANSWER,
        decision.comment_id,
    )
    if take_idea(connection, given) is None:
        waits = t.Idea.comment_id == decision.comment_id, t.Idea.answered_on.is_(None)
        connection.execute(update(t.Idea).where(*waits).values(words=decision.masked))


def _stands_nowhere(connection: Connection, comment_id: str) -> None:
    """It is quoted no more, and an idea it gave that nobody has answered is gone."""
    connection.execute(delete(t.NeedQuote).where(t.NeedQuote.comment_id == comment_id))
    idea = t.Idea
    connection.execute(
        delete(idea).where(idea.comment_id == comment_id, idea.answered_on.is_(None))
    )


def _words() -> Select[Any]:
    columns: tuple[Any, ...] = (
        F.comment_id,
        func.coalesce(C.revision, NEVER_SEEN).label("revision"),
        *(F.words, F.question, F.may_quote),
        *(R.version_id, R.round_id, R.voice, R.perspective, R.language),
        t.Centre.name.label("centre"),
        *(C.state, C.reason, C.masked, C.quote),
    )
    return (
        select(*columns)
        .select_from(F)
        .join(R, R.id == F.response_id)
        .join(t.Round, t.Round.id == R.round_id)
        .join(t.Centre, t.Centre.id == R.centre_id)
        .outerjoin(C, C.id == F.comment_id)
    )


def _within(reach: Reach) -> ColumnElement[bool]:
    if reach.everywhere:
        return true()
    here = R.centre_id.in_(reach.centres) if reach.centres else false()
    return or_(here, t.Round.initiative_id.in_(reach.initiatives))


def _moderated(connection: Connection, row: Any) -> Moderated:
    themes = themes_of(connection, row.comment_id) if row.revision else ()
    return Moderated(
        id=row.comment_id,
        revision=row.revision,
        words=row.words,
        question=row.question,
        version_id=row.version_id,
        round_id=row.round_id,
        centre=row.centre,
        voice=row.voice,
        perspective=row.perspective,
        language=row.language,
        may_quote=row.may_quote,
        state=State(row.state) if row.state else None,
        reason=Reason(row.reason) if row.reason else None,
        masked=row.masked,
        quote=row.quote or "",
        themes=tuple(themes),
    )
