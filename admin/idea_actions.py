"""An action that is made of an idea: it begins with the idea's words, and the idea says so."""

from __future__ import annotations

from flask import request
from sqlalchemy import Connection

from admin.signed_in import reach
from survey.ideas import Idea
from survey.services import services
from survey.store.idea_queries import find_idea, link_action
from survey.store.place_queries import FINDERS, LARGEST_ID


def idea_asked_of(connection: Connection) -> Idea | None:
    """The idea that `?idea=` names; None where there is none within reach."""
    number = request.args.get("idea", 0, int)
    there = FINDERS["idea_id"](connection, number) if 0 < number <= LARGEST_ID else None
    return find_idea(connection, number) if there and reach().covers(there) else None


def came_of_idea(action_id: int) -> None:
    """Say on the idea that the address names, if it names one, which action came of it."""
    if "idea" not in request.args:
        return
    with services().store.write() as connection:
        idea = idea_asked_of(connection)
        if idea:
            link_action(connection, idea.id, action_id)
