"""The inventory of what people answered, and of its counts."""

from __future__ import annotations

from survey.inventory.base import Kept, Personal, Table
from survey.texts import N_

FINGERPRINT_OF_IT = N_("A fingerprint of what was sent")
ITS_ID = N_("A random number made when the answering began")

TABLES = {
    "response": Table(
        N_("Answers: no names, no time of day, no address"),
        Kept.ROUND,
        {
            "id": ITS_ID,
            "digest": FINGERPRINT_OF_IT,
            "mode": N_("Whether somebody helped"),
            "helper": N_("Who helped: staff, relative and so on"),
            "contact": N_("How often a relative is in touch"),
            "flag": N_("That it came in a crowd"),
            "language": N_("In which language"),
            "outcome": N_("Whether it was finished"),
            "day": N_("The day"),
            "display": N_("Text size, contrast and the like, and what was promised of anonymity"),
            "answers": N_("The answers that were chosen"),
            "partner_id": N_("Which association visited, where the link names one"),
            "visit_day": N_("The day of the visit"),
            "visit_part": N_("The part of the day of the visit, such as the afternoon"),
        },
        {"answers": Personal.MAYBE, "id": Personal.MAYBE},
    ),
    "free_text": Table(
        N_("Words people wrote"),
        Kept.ROUND,
        {
            "response_id": N_("Which answer they belong to"),
            "question": N_("Which question"),
            "words": N_("The words"),
            "may_quote": N_("Whether they may be quoted, without a name"),
            "comment_id": N_("A random number that moderators know the words by"),
        },
        {"words": Personal.MAYBE},
    ),
    "comment": Table(
        N_("Words as a moderator masked them; once approved they name nobody"),
        Kept.ROUND,
        {
            "id": N_("A random number that moderators know the words by"),
            "response_id": N_("Which answer they belong to, as long as that is kept"),
            "question": N_("Which question"),
            "language": N_("In which language"),
            "state": N_("Whether they are approved, withheld or left for later"),
            "reason": N_("Why they are withheld"),
            "masked": N_("The words, masked; what is approved is kept for good"),
            "quote": N_("The quote made of them; once approved it is kept for good"),
            "may_quote": N_("Whether they may be quoted, without a name"),
            "moderated_on": N_("The day they were read through"),
            "moderated_by": N_("Who read them through"),
        },
        {"masked": Personal.MAYBE, "quote": Personal.MAYBE, "moderated_by": Personal.YES},
    ),
    "theme": Table(
        N_("Themes of what people wrote"),
        Kept.CHANGED,
        {
            "name": N_("What it is called"),
            "merged_into": N_("Which theme it is counted as"),
        },
    ),
    "comment_theme": Table(
        N_("Which words are about which theme"),
        Kept.ROUND,
        {"comment_id": N_("Which words"), "theme_id": N_("Which theme")},
    ),
    "need_quote": Table(
        N_("Approved quotes that an initiative carries in its need"),
        Kept.CHANGED,
        {"comment_id": N_("Which words"), "words": N_("The quote, word for word")},
    ),
    "quarantine": Table(
        N_("Answers that did not fit when they came"),
        Kept.ROUND,
        {
            "submission_id": ITS_ID,
            "digest": FINGERPRINT_OF_IT,
            "channel": N_("Whether it came through a tablet or a link"),
            "channel_id": N_("Which tablet or link"),
            "reason": N_("Why it did not fit"),
            "detail": N_("What exactly did not fit"),
            "body": N_("What was sent, whole; nobody is shown it"),
            "day": N_("The day"),
        },
        {"body": Personal.MAYBE, "submission_id": Personal.MAYBE},
    ),
    "tombstone": Table(
        N_("That something was erased, so that it stays so"),
        Kept.COUNTS,
        {"id_hash": N_("A fingerprint that only this service can make")},
    ),
    "tally": Table(
        N_("Counts: how many answered what"),
        Kept.COUNTS,
        {
            "question": N_("Which question"),
            "status": N_("Whether it was answered, skipped and so on"),
            "answer": N_("Which answer"),
            "n": N_("How many"),
        },
    ),
    "visit_tally": Table(
        N_("Counts per visit of an association; few people each, so they go with the answers"),
        Kept.ROUND,
        {
            "partner_id": N_("Which association visited"),
            "day": N_("The day of the visit"),
            "weekday": N_("Its weekday"),
            "part": N_("The part of the day of the visit, such as the afternoon"),
            "question": N_("Which question"),
            "status": N_("Whether it was answered, skipped and so on"),
            "answer": N_("Which answer"),
            "n": N_("How many"),
        },
        {"answer": Personal.MAYBE},
    ),
}
