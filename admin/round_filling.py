"""What the form for a round is filled with: a new one, one like another, or one as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from admin.round_forms import LANGUAGES, Setting, speaking_key
from survey.asked_again import asked_about
from survey.questionnaire.model import Questionnaire
from survey.rounds import USUAL_KEEPING, Speaking, can_speak, usual_days
from survey.store.round_edit_queries import KeptRound, Plan
from survey.voices import RESIDENT_VOICES, Perspective, Voice


def filled_anew(setting: Setting) -> dict[str, Any]:
    """The fields of a new round: everybody the questionnaire has words for, three weeks from now."""
    centres = [one for one in setting.offer.centres.values() if one.within]
    speaking = can_speak(setting.questionnaire)
    days = usual_days(setting.today)
    return {
        "revision": "0",
        "centres": [str(one.id) for one in centres] if len(setting.offer.centres) == 1 else [],
        "voices": [speaking_key(one) for one in speaking],
        "on_devices": any(voice in RESIDENT_VOICES for voice, _ in speaking),
        "opens_on": days.opens_on,
        "closes_on": days.closes_on,
        **_purpose(setting.questionnaire.purpose.root),
        "keeps_days": USUAL_KEEPING,
        "asks_again": [str(id_) for id_ in setting.waiting],
    }


def filled_like(setting: Setting, kept: KeptRound) -> dict[str, Any]:
    """The fields of a new round like another: all but its days and what it repeats."""
    again = filled_from(kept)
    worded = {speaking_key(one) for one in can_speak(setting.questionnaire)}
    fresh = filled_anew(setting)
    again["voices"] = [key for key in again["voices"] if key in worded] or fresh["voices"]
    again["centres"] = [key for key in again["centres"] if int(key) in setting.offer.centres]
    days = {name: fresh[name] for name in ("opens_on", "closes_on", "revision", "asks_again")}
    return {**again, **days, "answers_on": None, "repeats": ""}


def filled_from(kept: KeptRound, asked: Questionnaire | None = None) -> dict[str, Any]:
    """The fields of a round as it stands; `asked` is what it asks."""
    plan = kept.plan
    about = sorted(asked_about(asked)) if asked else []
    return {
        "asks_again": [str(id_) for id_ in about],
        "revision": str(kept.revision),
        "initiative": "" if plan.initiative_id is None else str(plan.initiative_id),
        "centres": [str(id_) for id_ in kept.centres],
        "voices": [speaking_key(one) for one in _speaking_in(plan)],
        "on_devices": plan.on_devices,
        "opens_on": plan.days.opens_on,
        "closes_on": plan.days.closes_on,
        "repeats": "" if plan.repeats_weeks is None else str(plan.repeats_weeks),
        "answered_by": plan.answered_by,
        "answers_on": plan.answers_on,
        **_purpose(plan.purpose),
        "keeps_days": plan.keeps_days,
        "offers_receipts": plan.offers_receipts,
    }


def _speaking_in(plan: Plan) -> Iterable[Speaking]:
    return [(Voice(v), Perspective(p)) for v, ps in plan.voices.items() for p in ps]


def _purpose(texts: Mapping[str, str]) -> dict[str, str]:
    return {f"purpose_{code}": texts.get(code, "") for code in LANGUAGES}
