"""Questions that residents choose by: options to put in order, some with a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey.questionnaire.model import Questionnaire

IMAGE = "ab" * 32
"""A hash; what lies under it is up to the test."""
OPTIONS = {"song": "Sang", "garden": "Have", "films": "Film"}


def option(key: str, label: str, image: str | None = None) -> dict[str, Any]:
    """An option in Danish, with what its picture shows if it has one."""
    told = {"image": image, "image_text": {"da": f"Billede: {label}"}} if image else {}
    return {"key": key, "label": {"da": label}, **told}


def options(
    kind: str = "rank",
    labels: Mapping[str, str] = OPTIONS,
    images: Mapping[str, str] | None = None,
    voices: Sequence[str] = ("resident",),
    **facts: Any,
) -> Questionnaire:
    """A questionnaire of one question: which of these to choose, or in what order."""
    images = images or {}
    question = {
        "key": "choice",
        "kind": kind,
        "text": {"da": "Hvad skal vi lave om fredagen?"},
        "options": [option(key, label, images.get(key)) for key, label in labels.items()],
        **facts,
    }
    return Questionnaire.model_validate(
        {
            "key": "friday",
            "title": {"da": "Fredag"},
            "purpose": {"da": "Du er med til at vælge. Det, flest vælger, taler vi om først."},
            "languages": ["da"],
            "voices": list(voices),
            "wordings": ["self"],
            "pictures": bool(images),
            "questions": [question],
        }
    )
