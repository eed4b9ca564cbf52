"""The parts of a draft that are written on a page of their own: two who write in different parts
do not disturb each other."""

from __future__ import annotations

import hashlib
import json

from survey.questionnaire.draft.content import Content, find_question

ABOUT = "about"
"""Everything but the questions."""


def part_of(content: Content, part: str) -> Content:
    """`ABOUT`, or the question of that id. Raises Gone."""
    if part == ABOUT:
        return {name: one for name, one in content.items() if name not in ("questions", "last_id")}
    return find_question(content, part)


def mark_of(content: Content, part: str) -> str:
    """A name for exactly what stands in a part now."""
    told = json.dumps(part_of(content, part), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
