"""The statements of the intake path. Core only, each built once per kind of database."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    String,
    bindparam,
    cast,
    delete,
    exists,
    false,
    func,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from survey.store.prepared import Prepared
from survey.store.tables import (
    Comment,
    CommentTheme,
    Device,
    FreeText,
    Idea,
    Link,
    NeedQuote,
    Quarantine,
    Response,
    SingleUseCode,
    Tally,
    Tombstone,
    VisitTally,
)
from survey.tally import NO_UNIT, Cell, Place
from survey.visits import Visit
from survey.words.given import Words

INSERT: dict[str, Callable[[Any], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True)
class KeptResponse:
    """What erasing and recounting need of a stored response."""

    place: Place
    answers: dict[str, Any]
    outcome: str
    mode: str | None
    helper: str | None
    contact: str | None
    visit: Visit | None

    @property
    def counted(self) -> tuple[dict[str, Any], str, str | None, str | None, str | None]:
        """What `survey.tally.cells_of` wants of it beside its questionnaire."""
        return self.answers, self.outcome, self.mode, self.helper, self.contact


@dataclass(frozen=True)
class Keeping:
    """Everything that is written for one response. `code_hash` is of the code that it uses up;
    `visit` is set where it is counted for a visit as well."""

    row: Mapping[str, Any]
    id_hash: str
    place: Place
    cells: Sequence[Cell]
    words: Mapping[str, Words]
    is_device: bool
    channel_id: int
    code_hash: str | None = None
    visit: Visit | None = None


def keep(connection: Connection, keeping: Keeping) -> bool:
    """Store a response, count it, keep its words apart and tick its channel; True when it is new.

    Nothing is written when its id is stored or erased already. The channel is not ticked for what
    is in quarantine: it was when it got there. With a code that works once, the code is ticked
    instead of the channel: False as well when it has been used, and then the transaction must not
    be committed, so that no code is used up for nothing.
    """
    return KEEP[connection.dialect.name](connection, keeping)


def _keep_in_steps(connection: Connection, keeping: Keeping) -> bool:
    """A few short statements, as SQLite likes them: it is in the same process."""
    if keeping.code_hash and not USE.run(connection, {"code_hash": keeping.code_hash}).first():
        return False
    if RESPONSE.run(connection, _response_values(keeping)).first() is None:
        return False
    count(connection, keeping.place, keeping.cells)
    if keeping.visit:
        count_visit(connection, keeping.place, keeping.visit, keeping.cells)
    if keeping.words:
        WORDS.run(connection, _words_values(keeping))
    if not keeping.code_hash:
        received = RECEIVED_DEVICE if keeping.is_device else RECEIVED_LINK
        received.run(connection, _received_values(keeping))
    return True


def _keep_at_once(connection: Connection, keeping: Keeping) -> bool:
    """One statement, as PostgreSQL likes it: each would be a journey there and back."""
    values = {
        **_response_values(keeping),
        **_words_values(keeping),
        **_count_values(keeping.place, keeping.cells, 1),
        **(_visit_values(keeping.place, keeping.visit) if keeping.visit else {}),
        **_received_values(keeping),
        "code_hash": keeping.code_hash,
    }
    return _at_once_for(keeping).run(connection, values).first() is not None


def _at_once_for(keeping: Keeping) -> Prepared:
    if keeping.code_hash:
        return AT_ONCE_CODE
    if keeping.visit:
        return AT_ONCE_VISIT
    return AT_ONCE_DEVICE if keeping.is_device else AT_ONCE_LINK


def _flags(keeping: Keeping) -> int:
    return int(keeping.row["flag"] is not None)


KEEP: dict[str, Callable[[Connection, Keeping], bool]] = {
    "sqlite": _keep_in_steps,
    "postgresql": _keep_at_once,
}


def _response_values(keeping: Keeping) -> dict[str, Any]:
    return {
        **keeping.row,
        "id_hash": keeping.id_hash,
        "day": keeping.row["day"].isoformat(),
        "visit_day": keeping.visit and keeping.visit.day.isoformat(),
        "display": json.dumps(keeping.row["display"], ensure_ascii=False),
        "answers": json.dumps(keeping.row["answers"], ensure_ascii=False),
    }


def _count_values(place: Place, cells: Sequence[Cell], step: int) -> dict[str, Any]:
    named = {PLACE + name: value for name, value in vars(place).items()}
    return {**named, "cells": json.dumps(cells), "step": step}


def _visit_values(place: Place, visit: Visit) -> dict[str, Any]:
    values = {VISIT + name: value for name, value in vars(visit.counted_at(place)).items()}
    return {**values, f"{VISIT}day": visit.day.isoformat()}


def _words_values(keeping: Keeping) -> dict[str, Any]:
    kept = [
        # Its own random number: neither from the response's, nor counted.
        [question, given.said, str(int(given.may_quote)), secrets.token_hex(16)]
        for question, given in keeping.words.items()
    ]
    return {"response": keeping.row["id"], "words": json.dumps(kept)}


def _received_values(keeping: Keeping) -> dict[str, Any]:
    sent = {"sent_id": keeping.row["id"], "sent_digest": keeping.row["digest"]}
    return {"channel": keeping.channel_id, "flags": _flags(keeping), **sent}


def count(connection: Connection, place: Place, cells: Sequence[Cell], step: int = 1) -> None:
    """Add `step` to every cell of `place`, in one statement however many cells there are."""
    COUNT.run(connection, _count_values(place, cells, step))


def count_visit(
    connection: Connection, place: Place, visit: Visit, cells: Sequence[Cell], step: int = 1
) -> None:
    """Add `step` to every cell of a visit, in one statement as well."""
    values = _visit_values(place, visit)
    COUNT_VISIT.run(connection, {**values, "cells": json.dumps(cells), "step": step})


def count_received(connection: Connection, is_device: bool, channel_id: int) -> None:
    """Count a submission on its channel, without saying which."""
    values = {"channel": channel_id, "flags": 0}
    connection.execute(_received_device() if is_device else _received_link(), values)


def insert_quarantine(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Put a submission aside, once per id and content; True when it was not there yet."""
    statement = INSERT[connection.dialect.name](Quarantine).on_conflict_do_nothing()
    return connection.execute(statement.returning(Quarantine.id), dict(row)).first() is not None


def delete_quarantined(connection: Connection, submission_id: str) -> bool:
    """Drop whatever was put aside under this id; True when there was something."""
    done = connection.execute(delete(Quarantine).where(Quarantine.submission_id == submission_id))
    return done.rowcount > 0


def stored_digest(connection: Connection, submission_id: str) -> str | None:
    """The digest of the response stored under this id."""
    return connection.scalar(select(Response.digest).where(Response.id == submission_id))


def is_erased(connection: Connection, id_hash: str) -> bool:
    """True when a submission with this tombstone was erased."""
    return bool(connection.scalar(select(exists().where(Tombstone.id_hash == id_hash))))


def kept_response(connection: Connection, submission_id: str) -> KeptResponse | None:
    """A stored response's countable parts."""
    row = connection.execute(kept_responses().where(Response.id == submission_id)).first()
    return as_kept(row) if row else None


def kept_responses() -> Any:
    """The statement that reads countable parts of responses."""
    return select(
        Response.round_id,
        Response.version_id,
        Response.centre_id,
        func.coalesce(Response.unit_id, NO_UNIT),
        Response.voice,
        Response.perspective,
        Response.answers,
        Response.outcome,
        Response.mode,
        Response.helper,
        Response.contact,
        Response.partner_id,
        Response.visit_day,
        Response.visit_part,
    )


def as_kept(row: Any) -> KeptResponse:
    """A row of `kept_responses`, by name."""
    visit = Visit(row[11], row[12], row[13] or "") if row[12] else None
    return KeptResponse(Place(*row[:6]), row[6], row[7], row[8], row[9], row[10], visit)


def delete_response(connection: Connection, submission_id: str) -> None:
    """Delete a response; its free words go with it, and what was made of them."""
    delete_comments(connection, Comment.response_id == submission_id)
    connection.execute(delete(FreeText).where(FreeText.response_id == submission_id))
    connection.execute(delete(Response).where(Response.id == submission_id))


def delete_comments(connection: Connection, which: ColumnElement[bool]) -> None:
    """Delete comments with their themes, the ideas they gave, and where they were quoted."""
    ids = select(Comment.id).where(which)
    for table, column in (
        (NeedQuote, NeedQuote.comment_id),
        (CommentTheme, CommentTheme.comment_id),
        (Idea, Idea.comment_id),
    ):
        connection.execute(delete(table).where(column.in_(ids)))
    connection.execute(delete(Comment).where(which))


def insert_tombstone(connection: Connection, id_hash: str) -> None:
    """Remember that a submission was erased."""
    insert_tombstones(connection, [id_hash])


def insert_tombstones(connection: Connection, id_hashes: Iterable[str]) -> None:
    """Remember that submissions were erased."""
    statement = INSERT[connection.dialect.name](Tombstone).on_conflict_do_nothing()
    connection.execute(statement, [{"id_hash": one} for one in id_hashes])


def _response(dialect: str, *only_if: Any) -> Any:
    columns = Response.__table__.columns
    values = select(*(bindparam(c.name, type_=c.type) for c in columns)).where(
        ~exists().where(Tombstone.id_hash == bindparam("id_hash")), *only_if
    )
    insert = INSERT[dialect](Response).from_select([c.name for c in columns], values)
    return insert.on_conflict_do_nothing().returning(Response.id)


def _count(dialect: str, *only_if: Any) -> Any:
    return _count_in(Tally, PLACE, dialect, *only_if)


def _count_visit(dialect: str, *only_if: Any) -> Any:
    return _count_in(VisitTally, VISIT, dialect, *only_if)


def _count_in(
    counts: type[Tally] | type[VisitTally], before: str, dialect: str, *only_if: Any
) -> Any:
    """Every column but the last four, a cell and its number, says where it is counted."""
    columns = counts.__table__.columns
    names = [c.name for c in columns]
    place = [bindparam(before + n, type_=columns[n].type) for n in names[:-4]]
    values = select(*place, *PARTS[dialect]("cells", 3), bindparam("step", type_=counts.n.type))
    # Without a WHERE, SQLite takes the ON of ON CONFLICT for a join's.
    values = values.where(*only_if or [literal_column("1=1")])
    statement = INSERT[dialect](counts).from_select(names, values)
    return statement.on_conflict_do_update(
        index_elements=list(counts.__table__.primary_key),
        set_={"n": counts.n + statement.excluded.n},
    )


def _words(dialect: str, *only_if: Any) -> Any:
    columns = FreeText.response_id, FreeText.question, FreeText.words
    names = [c.key for c in (*columns, FreeText.may_quote, FreeText.comment_id)]
    response_id = bindparam("response", type_=FreeText.response_id.type)
    question, said, may_quote, comment_id = PARTS[dialect]("words", 4)
    is_yes = may_quote == literal_column("'1'")
    values = select(response_id, question, said, is_yes, comment_id).where(*only_if)
    return INSERT[dialect](FreeText).from_select(names, values)


def _received_device(*only_if: Any) -> Any:
    received = update(Device).where(Device.id == bindparam("channel"), *only_if)
    return received.values(received=Device.received + literal_column("1"))


def _received_link(*only_if: Any) -> Any:
    received = update(Link).where(Link.id == bindparam("channel"), *only_if)
    return received.values(
        received=Link.received + literal_column("1"),
        flagged=Link.flagged + bindparam("flags", type_=Link.flagged.type),
    )


def _not_aside() -> Any:
    """The very same submission is not in quarantine."""
    same = (Quarantine.submission_id, "sent_id"), (Quarantine.digest, "sent_digest")
    return ~exists().where(*(c == bindparam(name, type_=c.type) for c, name in same))


def _use() -> Any:
    """Whoever comes first gets the row; the others wait for it and get none."""
    unused = (SingleUseCode.code_hash == bindparam("code_hash"), SingleUseCode.used == false())
    return update(SingleUseCode).where(*unused).values(used=true()).returning(literal_column("1"))


def _at_once(dialect: str, received: Callable[..., Any]) -> Any:
    new = _response(dialect).cte("new")
    is_new = exists(select(new.c.id))
    parts = (
        _count(dialect, is_new),
        _words(dialect, is_new),
        received(is_new, _not_aside()),
    )
    named = [part.cte(name) for part, name in zip(parts, NAMES_AT_ONCE, strict=True)]
    return select(new.c.id).add_cte(*named)


def _at_once_visit(dialect: str) -> Any:
    """The same through a link that names an association: its visit is counted besides."""
    new = _response(dialect).cte("new")
    is_new = exists(select(new.c.id))
    parts = {
        "counted": _count(dialect, is_new),
        "visit_counted": _count_visit(dialect, is_new),
        "words_kept": _words(dialect, is_new),
        "ticked": _received_link(is_new, _not_aside()),
    }
    return select(new.c.id).add_cte(*(part.cte(name) for name, part in parts.items()))


def _at_once_with_code(dialect: str) -> Any:
    """The code is used up first: the response is new only if that was done here and now."""
    used = _use().cte("used_up")
    new = _response(dialect, exists(select(literal_column("1")).select_from(used))).cte("new")
    is_new = exists(select(new.c.id))
    parts = (_count(dialect, is_new), _words(dialect, is_new))
    named = [part.cte(name) for part, name in zip(parts, NAMES_AT_ONCE[:2], strict=True)]
    return select(new.c.id).add_cte(*named)


def _sqlite_parts(name: str, count: int) -> list[Any]:
    """The first `count` parts of each list in the JSON list given as parameter `name`."""
    rows = func.json_each(bindparam(name)).table_valued("value")
    return [
        func.json_extract(rows.c.value, literal_column(f"'$[{i}]'", String)) for i in range(count)
    ]


def _postgresql_parts(name: str, count: int) -> list[Any]:
    rows = func.json_array_elements(cast(bindparam(name), JSON)).table_valued("value")
    return [rows.c.value.op("->>")(literal_column(str(i))) for i in range(count)]


PARTS: dict[str, Callable[[str, int], list[Any]]] = {
    "sqlite": _sqlite_parts,
    "postgresql": _postgresql_parts,
}


NAMES_AT_ONCE = ("counted", "words_kept", "ticked")
PLACE = "place_"
"""Before the tally's parameters: its unit is 0 where the response's is empty."""
VISIT = "visited_"
"""The same before those of the counts per visit."""

RESPONSE = Prepared(_response)
COUNT = Prepared(_count)
COUNT_VISIT = Prepared(_count_visit)
WORDS = Prepared(_words)
USE = Prepared(lambda _dialect: _use())
RECEIVED_DEVICE = Prepared(lambda _dialect: _received_device(_not_aside()))
RECEIVED_LINK = Prepared(lambda _dialect: _received_link(_not_aside()))
AT_ONCE_DEVICE = Prepared(lambda dialect: _at_once(dialect, _received_device))
AT_ONCE_LINK = Prepared(lambda dialect: _at_once(dialect, _received_link))
AT_ONCE_VISIT = Prepared(_at_once_visit)
AT_ONCE_CODE = Prepared(_at_once_with_code)
