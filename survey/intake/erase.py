"""Erasing one submission: its row, its words, its counts, what is in quarantine of it.

A tombstone stays.
"""

from __future__ import annotations

from sqlalchemy import Connection

from survey.intake.receipts import id_of
from survey.intake.tombstones import TombstoneKey
from survey.store import intake_queries
from survey.store.engine import Store
from survey.store.retention_queries import may_be_erased
from survey.store.versions import Versions
from survey.tally import cells_of


def erase(store: Store, versions: Versions, key: TombstoneKey, submission_id: str) -> bool:
    """Erase a submission and take back its counts. False when there is none of that id."""
    with store.write() as connection:
        was_there = _erase(connection, versions, key, submission_id)
    store.empty_log()
    return was_there


def erase_by_receipt(store: Store, versions: Versions, key: TombstoneKey, code: str) -> bool:
    """The same by its receipt code. False as well where its round does not offer receipts."""
    submission_id = id_of(code)
    if submission_id is None:
        return False
    with store.write() as connection:
        if not may_be_erased(connection, submission_id):
            return False
        _erase(connection, versions, key, submission_id)
    store.empty_log()
    return True


def _erase(
    connection: Connection, versions: Versions, key: TombstoneKey, submission_id: str
) -> bool:
    was_aside = intake_queries.delete_quarantined(connection, submission_id)
    was_kept = _erase_response(connection, versions, submission_id)
    if was_aside or was_kept:
        intake_queries.insert_tombstone(connection, key.hash(submission_id))
    return was_aside or was_kept


def _erase_response(connection: Connection, versions: Versions, submission_id: str) -> bool:
    kept = intake_queries.kept_response(connection, submission_id)
    if kept is None:
        return False
    version = versions.find_by_id(kept.place.version_id)
    cells = cells_of(version.questionnaire, *kept.counted)
    intake_queries.count(connection, kept.place, cells, step=-1)
    if kept.visit:
        intake_queries.count_visit(connection, kept.place, kept.visit, cells, step=-1)
    intake_queries.delete_response(connection, submission_id)
    return True
