"""The inventory of questionnaires that are being written."""

from __future__ import annotations

from survey.inventory.base import Kept, Personal, Table
from survey.texts import N_

TABLES = {
    "draft": Table(
        N_("Questionnaires that are being written"),
        Kept.CHANGED,
        {
            "content": N_("What it says so far"),
            "same_meaning": N_("Which questions were reworded and still ask the same"),
            "based_on": N_("Which version it was begun from"),
            "changed_by": N_("Who changed it last"),
            "changed_at": N_("When that was"),
            "published_version_id": N_("Which version it became"),
            "thrown_away_on": N_("The day it was thrown away"),
        },
        {"changed_by": Personal.YES},
    ),
    "draft_step": Table(
        N_("How a draft stood before its last hundred changes, so that they can be undone"),
        Kept.CHANGED,
        {
            "draft_id": N_("Which draft"),
            "content": N_("What it said then"),
            "about": N_("Which part was changed"),
            "by": N_("Who changed it"),
            "at": N_("When that was"),
            "undone": N_("Whether the change was undone"),
        },
        {"by": Personal.YES},
    ),
}
