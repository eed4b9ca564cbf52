"""How many residents answered what they need, in the rounds of an initiative; two statements."""

from __future__ import annotations

import json
from collections import Counter

from sqlalchemy import Connection, func, select

from survey.initiatives import Heard
from survey.needs import NEED
from survey.questionnaire.kinds.base import Status
from survey.store.tables import Round, Tally, Version
from survey.tally import SIMPLE
from survey.voices import RESIDENT_VOICES, Voice


def residents_heard(connection: Connection, initiative_id: int) -> Heard:
    """Of each round that asked, how many residents answered, the two voices apart."""
    asks = _questions(connection, initiative_id)
    rows = connection.execute(
        select(Tally.round_id, Tally.version_id, Tally.voice, Tally.question, func.sum(Tally.n))
        .join(Round, Round.id == Tally.round_id)
        .where(Round.initiative_id == initiative_id)
        .where(Tally.voice.in_([voice.value for voice in RESIDENT_VOICES]))
        .where(Tally.status == Status.ANSWERED.value)
        .group_by(Tally.round_id, Tally.version_id, Tally.voice, Tally.question)
    )
    counts: Counter[tuple[str, int]] = Counter()
    for round_id, version_id, voice, question, n in rows:
        if question.removesuffix(SIMPLE) == asks.get(version_id):
            counts[voice, round_id] += int(n)
    return Heard(_of(counts, Voice.RESIDENT), _of(counts, Voice.RESIDENT_ASSISTED))


def _of(counts: Counter[tuple[str, int]], voice: Voice) -> tuple[int, ...]:
    return tuple(n for (whose, _), n in sorted(counts.items()) if whose == voice and n)


def _questions(connection: Connection, initiative_id: int) -> dict[int, str]:
    """By version, the key of the question that asks for the need.

    Only the keys are read: checking whole questionnaires would cost the page. Of two questions the
    first one counts, so that nobody is counted twice.
    """
    used = (
        select(Tally.version_id)
        .join(Round, Round.id == Tally.round_id)
        .where(Round.initiative_id == initiative_id)
    )
    rows = connection.execute(select(Version.id, Version.content).where(Version.id.in_(used)))
    found = {}
    for number, content in rows:
        asks = (q["key"] for q in json.loads(content)["questions"] if q.get("measure") == NEED)
        found[number] = next(asks, "")
    return found
