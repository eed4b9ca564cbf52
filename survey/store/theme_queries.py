"""Themes of comments, what a report needs of people's words, and quotes that a need carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from survey.store import tables as t
from survey.store.engine import Store
from survey.tally import RESPONSE
from survey.words.given import State
from survey.words.moderated import Looked, Quotable, Quoted, RoundWords, Theme, Themed

C, T, L = t.Comment, t.Theme, t.CommentTheme
APPROVED = C.state == State.APPROVED.value
QUOTABLE = and_(APPROVED, C.may_quote, C.quote != "")
DECIDED = C.state.in_([State.APPROVED.value, State.WITHHELD.value])
MOST_OFFERED = 200


def themes_of(connection: Connection, comment_id: str) -> list[str]:
    """The names of a comment's themes."""
    whole = aliased(T)
    named = (
        select(func.coalesce(whole.name, T.name))
        .select_from(T)
        .join(L, L.theme_id == T.id)
        .outerjoin(whole, whole.id == T.merged_into)
        .where(L.comment_id == comment_id)
    )
    return sorted(set(connection.scalars(named)))


def theme_names(connection: Connection) -> list[str]:
    """All themes that can be chosen, by name."""
    return list(connection.scalars(select(T.name).where(T.merged_into.is_(None)).order_by(T.name)))


def all_themes(connection: Connection) -> list[Theme]:
    """All themes with their counts per voice, by name; merged ones have none of their own."""
    whole = func.coalesce(T.merged_into, T.id).label("whole")
    counted = connection.execute(
        select(whole, C.voice, func.count(C.id.distinct()))
        .join(L, L.theme_id == T.id)
        .join(C, and_(C.id == L.comment_id, APPROVED))
        .group_by(whole, C.voice)
        .order_by(whole, C.voice)
    )
    counts: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for theme_id, voice, n in counted:
        counts[theme_id].append((voice, n))
    rows = connection.execute(select(T.id, T.name, T.revision, T.merged_into).order_by(T.name))
    return [Theme(*row, tuple(counts[row.id])) for row in rows]


def find_theme(connection: Connection, theme_id: int) -> Theme | None:
    """One theme, without counts."""
    row = connection.execute(
        select(T.id, T.name, T.revision, T.merged_into).where(T.id == theme_id)
    ).first()
    return Theme(*row) if row else None


class ThemeTaken(Exception):
    """Another theme has this name."""


def rename_theme(store: Store, theme_id: int, seen: int, name: str) -> bool:
    """Give a theme another name. False: somebody changed it meanwhile. Raises `ThemeTaken`."""
    try:
        return _change(store, theme_id, seen, {"name": name})
    except IntegrityError as fault:
        raise ThemeTaken(name) from fault


def merge_theme(store: Store, theme_id: int, seen: int, into: int | None) -> bool:
    """Count a theme as another; None takes it back. False: somebody changed it meanwhile.

    Its comments keep it, so that it can be taken back. What was merged into it goes along.
    """
    with store.write() as connection:
        done = connection.execute(
            update(T)
            .where(T.id == theme_id, T.revision == seen)
            .values(merged_into=into, revision=T.revision + 1)
        )
        if done.rowcount == 1 and into is not None:
            along = update(T).where(T.merged_into == theme_id)
            connection.execute(along.values(merged_into=into, revision=T.revision + 1))
        return done.rowcount == 1


def _change(store: Store, theme_id: int, seen: int, values: dict[str, Any]) -> bool:
    with store.write() as connection:
        done = connection.execute(
            update(T)
            .where(T.id == theme_id, T.revision == seen)
            .values(**values, revision=T.revision + 1)
        )
        return done.rowcount == 1


def words_of_round(connection: Connection, round_id: int) -> RoundWords:
    """What a report tells of people's own words: one statement, and never a word unread."""
    return words_of_rounds(connection, [round_id])[round_id]


def words_of_rounds(connection: Connection, ids: Collection[int]) -> dict[int, RoundWords]:
    """The same of several rounds, by their numbers; one statement however many there are."""
    whole = aliased(T)
    name = func.coalesce(whole.name, T.name)
    here, comments = C.round_id.in_(ids), func.count(C.id.distinct())
    themes = (
        select(C.round_id, literal("theme"), C.voice, C.perspective, name, comments)
        .select_from(C)
        .join(L, L.comment_id == C.id)
        .join(T, T.id == L.theme_id)
        .outerjoin(whole, whole.id == T.merged_into)
        .where(here, APPROVED)
        .group_by(C.round_id, C.voice, C.perspective, name)
    )
    quotes = select(C.round_id, literal("quote"), C.voice, C.perspective, C.quote, C.centre_id)
    looked = select(C.round_id, literal("looked"), C.voice, C.perspective, C.question, func.count())
    looked = looked.where(here, DECIDED)
    looked = looked.group_by(C.round_id, C.voice, C.perspective, C.question)
    nothing = (literal("") for _ in range(3))
    expired = select(t.Round.id, literal("expired"), *nothing, literal(1))
    expired = expired.where(t.Round.id.in_(ids), t.Round.expired_on.is_not(None))
    rows: Iterable[Any] = connection.execute(
        union_all(themes, quotes.where(here, QUOTABLE), looked, expired)
    )
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for round_id, *row in rows:
        found[round_id].append(row)
    return {id_: _round_words(found[id_]) for id_ in ids}


def _round_words(rows: Iterable[Any]) -> RoundWords:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for kind, voice, perspective, text, n in rows:
        found[kind].append((voice, perspective, text, int(n)))
    return RoundWords(
        tuple(
            sorted((Themed(*row) for row in found["theme"]), key=lambda one: (-one.n, one.theme))
        ),
        tuple(Quoted(voice, whom, n, text) for voice, whom, text, n in sorted(found["quote"])),
        tuple(Looked(*row) for row in found["looked"]),
        bool(found["expired"]),
    )


def quotable_for(connection: Connection, initiative_id: int, k: int) -> list[Quotable]:
    """Approved quotes with consent from the rounds of an initiative, of voices of k or more."""
    replies = (
        select(t.Tally.round_id, t.Tally.voice)
        .where(t.Tally.question == RESPONSE, t.Tally.answer == "")
        .group_by(t.Tally.round_id, t.Tally.voice)
        .having(func.sum(t.Tally.n) >= k)
        .subquery()
    )
    rows = connection.execute(
        select(C.id, C.quote, C.voice)
        .join(t.Round, t.Round.id == C.round_id)
        .join(replies, and_(replies.c.round_id == C.round_id, replies.c.voice == C.voice))
        .where(QUOTABLE, t.Round.initiative_id == initiative_id)
        .order_by(C.voice, C.id)
        .limit(MOST_OFFERED)
    )
    return [Quotable(*row) for row in rows]


def quotes_of_need(connection: Connection, initiative_id: int) -> list[Quotable]:
    """The quotes that an initiative's need carries."""
    q = t.NeedQuote
    rows = connection.execute(
        select(q.comment_id, q.words, C.voice)
        .join(C, C.id == q.comment_id)
        .where(q.initiative_id == initiative_id)
        .order_by(C.voice, q.comment_id)
    )
    return [Quotable(*row) for row in rows]


def carry_quotes(connection: Connection, initiative_id: int, chosen: Collection[str]) -> None:
    """Let the need carry these quotes and no others, word for word as they are approved now."""
    q = t.NeedQuote
    kept = set(connection.scalars(select(q.comment_id).where(q.initiative_id == initiative_id)))
    gone = q.initiative_id == initiative_id, q.comment_id.not_in(chosen)
    connection.execute(delete(q).where(*gone))
    new = [one for one in chosen if one not in kept]
    source = (
        select(literal(initiative_id), C.id, C.quote)
        .join(t.Round, t.Round.id == C.round_id)
        .where(C.id.in_(new), QUOTABLE, t.Round.initiative_id == initiative_id)
    )
    connection.execute(insert(q).from_select(["initiative_id", "comment_id", "words"], source))
