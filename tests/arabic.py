"""A short questionnaire in Danish and Arabic, and a tablet and a link that ask it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from survey.clock import utc_now
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.store.engine import Store
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_device,
    add_link,
    add_round,
    offer_pairing,
)
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.world import NOW

TITLE = "كيف حالك هنا؟"


def in_arabic() -> Questionnaire:
    """A question of each form an answer takes, worded in Danish and Arabic."""
    return Questionnaire.model_validate(
        {
            "key": "two_tongues",
            "title": _both("Hvordan går det her?", TITLE),
            "purpose": _both(
                "Vi vil gøre hverdagen bedre. Derfor spørger vi.",
                "نريد أن نجعل أيامك هنا أفضل. لذلك نسأل.",
            ),
            "languages": ["da", "ar"],
            "voices": ["resident", "relative"],
            "wordings": ["self", "as_resident"],
            "questions": [
                {
                    "key": "company",
                    "kind": "scale",
                    "text": _both(
                        "Hvor glad er du for samværet med andre i denne uge?",
                        "ما مدى سعادتك بالوقت الذي قضيته مع الآخرين هنا في هذا الأسبوع؟",
                    ),
                    "steps": [
                        _option("very", "Meget glad", "سعيد جداً"),
                        _option("fairly", "Nogenlunde", "إلى حد ما"),
                        _option("not", "Ikke glad", "غير سعيد"),
                    ],
                },
                {"key": "again", "kind": "yes_no", "text": _both("Igen?", "هل تريد ذلك ثانية؟")},
                {
                    "key": "needs",
                    "kind": "pick",
                    "at_most": 2,
                    "text": _both("Hvad savner du?", "ما الذي تفتقده؟"),
                    "options": [
                        _option("music", "Musik", "الموسيقى"),
                        _option("walks", "Gåture", "المشي في الحديقة"),
                        _option("meals", "At spise sammen", "الأكل مع الآخرين"),
                        _option("visits", "Besøg", "الزيارات"),
                        _option("quiet", "Ro", "الهدوء"),
                    ],
                },
                {
                    "key": "visits",
                    "kind": "number",
                    "least": 0,
                    "most": 31,
                    "text": _both("Hvor mange besøg fik du?", "كم زيارة جاءتك؟"),
                },
                {"key": "words", "kind": "text", "text": _both("Andet?", "هل تريد قول شيء آخر؟")},
            ],
        }
    )


def _both(danish: str, arabic: str) -> dict[str, str]:
    return {"da": danish, "ar": arabic}


def _option(key: str, danish: str, arabic: str) -> dict[str, Any]:
    return {"key": key, "label": _both(danish, arabic)}


@dataclass(frozen=True)
class Asked:
    """How to get at a round: a tablet's pairing code, a relative's link code."""

    pairing: str
    link: str


def ask(store: Store, *questionnaires: Questionnaire, centre: str = "Solsikken") -> Asked:
    """A centre whose tablet and link ask these; the link belongs to the first.

    The rounds are open by the tests' own clock, and by the real one.
    """
    now = utc_now()
    versions = [store_version(store, freeze(one), now.date())[0] for one in questionnaires]
    voices = {Voice.RESIDENT: [Perspective.SELF], Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    opened = min(now, NOW).date() - timedelta(days=1)
    days = (opened, now.date() + timedelta(days=30))
    with store.session() as session:
        place = add_centre(session, centre)
        rounds = [add_round(session, Asking(v.id, voices, *days), [place.id]) for v in versions]
        link = add_link(session, rounds[0].id, place.id, Voice.RELATIVE)
        device = add_device(session, place.id, "Tablet 1")
        return Asked(offer_pairing(session, device.id, now + timedelta(minutes=10)), link)
