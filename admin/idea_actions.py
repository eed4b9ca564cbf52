"""An action that is made of an idea: the idea says so afterwards."""

from __future__ import annotations

from flask import request

from admin.signed_in import reach
from survey.services import services
from survey.store.idea_queries import link_action
from survey.store.place_queries import FINDERS, LARGEST_ID


def came_of_idea(action_id: int) -> None:
    """Say on the idea that `?idea=` names, if it is within reach, which action came of it."""
    number = request.args.get("idea", 0, int)
    if not 0 < number <= LARGEST_ID:
        return
    with services().store.write() as connection:
        there = FINDERS["idea_id"](connection, number)
        if there and reach().covers(there):
            link_action(connection, number, action_id)
