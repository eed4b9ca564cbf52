"""Made-up answers for a demonstration: through the same intake as real ones, always the same."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from survey.channels import Channel, new_device_token
from survey.demonstration_actions import promise
from survey.example import PEOPLE, Example, open_rounds, publish
from survey.intake.accept import Delivery
from survey.questionnaire.kinds.base import QuestionBase, Status
from survey.questionnaire.kinds.choices import SeveralOf
from survey.questionnaire.model import Questionnaire
from survey.services import Services
from survey.store.channel_queries import find_channel, pair
from survey.store.round_queries import open_rounds_at
from survey.store.setup_queries import add_device, offer_pairing, units_of
from survey.voices import RESIDENT_VOICES, Helper, Mode, Voice

SEED = 20260101
EARLIER = timedelta(days=180)
"""How long ago the rounds were opened that have closed since."""
HEARD = {
    Voice.RESIDENT: (0.6, 0.35),
    Voice.RELATIVE: (0.4, 0.3),
    Voice.STAFF: (0.5, 0.4),
    Voice.VOLUNTEER: (0.7, 0.5),
}
"""Which part of each voice answers, in the order of the example's units."""
HELPED = (0.2, 0.7)
"""Which part of the residents who answer had help."""
STATUSES = ((Status.DONT_KNOW, 0.07), (Status.SKIPPED, 0.04))
WORDS = ("At synge sammen.", "En tur i haven.", "Nogen at spise med.", "Min datters besøg.")


@dataclass(frozen=True)
class Crowd:
    """So many people of a voice at a channel on a day, of whom a part had help."""

    channel: Channel
    voice: Voice
    people: int
    day: date
    helped: float = 0


def simulate(parts: Services, example: Example) -> None:
    """Answer the example's rounds as people might: some of each voice, some with help.

    The same was asked half a year before, in rounds that have closed; of what was said then,
    something was done and something promised.
    """
    dice = random.Random(SEED)  # noqa: S311 the same answers each time, nothing secret
    today = parts.clock.today()
    earlier = today - EARLIER
    versions = publish(parts.store, today)
    with parts.store.session() as session:
        codes = open_rounds(session, example.place, versions, earlier)
    tablets = _tablets(parts, example.place.centre_id)
    for day, links in ((earlier, codes), (today, example.codes)):
        for crowd in _crowds(parts, example.place.centre_id, tablets, links, day):
            for _ in range(crowd.people):
                _answer(parts, dice, crowd)
    promise(parts.store, example.place, earlier, today)


def _crowds(
    parts: Services, centre_id: int, tablets: list[str], links: dict[str, str], day: date
) -> Iterator[Crowd]:
    """Everybody who answers on `day`, at the tablets of the units and behind the links."""
    with parts.store.read() as connection:
        rounds = open_rounds_at(connection, centre_id, day)
    units = zip(PEOPLE[Voice.RESIDENT], HEARD[Voice.RESIDENT], HELPED, strict=True)
    for token, (people, share, helped) in zip(tablets, units, strict=True):
        for one in rounds:
            channel = _channel(parts, token, one.id)
            yield Crowd(channel, Voice.RESIDENT, round(people * share), day, helped)
    for code in links.values():
        channel = _channel(parts, code, None)
        if channel.voice:
            shares = zip(PEOPLE[channel.voice], HEARD[channel.voice], strict=True)
            people = sum(round(n * share) for n, share in shares)
            yield Crowd(channel, channel.voice, people, day)


def _tablets(parts: Services, centre_id: int) -> list[str]:
    """A paired tablet in each unit; returns their tokens."""
    tokens = []
    with parts.store.session() as session:
        places = [(unit.id, f"Tablet {unit.name}") for unit in units_of(session, centre_id)]
    for unit_id, name in places:
        token = new_device_token()
        with parts.store.session() as session:
            device = add_device(session, centre_id, name, unit_id)
            code = offer_pairing(session, device.id, parts.clock.now().replace(year=9999))
        pair(parts.store, code, token, parts.clock.now(), parts.clock.today())
        tokens.append(token)
    return tokens


def _channel(parts: Services, token: str, round_id: int | None) -> Channel:
    with parts.store.look() as connection:
        channel = find_channel(connection, token, round_id)
    if channel is None:
        raise LookupError("a channel that was made a moment ago")
    return channel


def _answer(parts: Services, dice: random.Random, crowd: Crowd) -> None:
    round_ = crowd.channel.round
    if round_ is None:
        raise LookupError("a channel without a round")
    version = parts.versions.get(round_.version_hash)
    submission = {
        "envelope_version": 1,
        "round": round_.id,
        "version": version.hash,
        "language": "da",
        "respondent": _respondent(dice, crowd, round_.voices[crowd.voice]),
        "display": {"simulated": "yes"},
        "outcome": "finished" if dice.random() < 0.9 else "stopped",
        "day": crowd.day.isoformat(),
        "answers": _answers(dice, version.questionnaire),
    }
    body = json.dumps(submission).encode()
    id_ = hashlib.sha256(body + dice.randbytes(8)).hexdigest()[:32]
    parts.intake.accept(Delivery(id_, body, submission, crowd.channel, crowd.day))


def _respondent(
    dice: random.Random, crowd: Crowd, perspectives: list[str]
) -> dict[str, str | None]:
    said = {"voice": crowd.voice, "perspective": dice.choice(perspectives)}
    if crowd.voice not in RESIDENT_VOICES:
        return {**said, "mode": None, "helper": None}
    if dice.random() >= crowd.helped:
        return {**said, "mode": Mode.ALONE, "helper": None}
    helper = dice.choice([Helper.VOLUNTEER, Helper.STAFF])
    return {**said, "mode": Mode.READ_BY, "helper": helper}


def _answers(dice: random.Random, questionnaire: Questionnaire) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in questionnaire.asked():
        asked = all(answers[c.question].get("value") in c.answers for c in question.ask_if)
        said = _said(dice, question) if asked else {"status": Status.NOT_RELEVANT}
        answers[question.key] = said
    return answers


def _said(dice: random.Random, question: QuestionBase) -> dict[str, Any]:
    for status, share in STATUSES:
        if dice.random() < share:
            return {"status": status}
    return {"status": Status.ANSWERED, "value": _value(dice, question)}


def _value(dice: random.Random, question: QuestionBase) -> object:
    """Earlier options are likelier, so that reports have something to show."""
    keys = [option.key for option in question.choosable()]
    if isinstance(question, SeveralOf):
        keys = [key for key in keys if key != question.none_of_these]
        weighed = sorted(keys, key=lambda key: dice.random() * (keys.index(key) + 2))
        return weighed[: dice.randint(1, min(3, question.at_most_of()))]
    if keys:
        return dice.choices(keys, [1 / (place + 1) for place in range(len(keys))])[0]
    return dice.choice(WORDS) if question.free_words else 1
