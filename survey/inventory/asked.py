"""The inventory of what is asked: places, rounds, channels, tablets, promises."""

from __future__ import annotations

from survey.inventory.base import Kept, Personal, Table
from survey.texts import N_

TABLES = {
    "centre": Table(N_("Care centres"), Kept.CHANGED, {"name": N_("What it is called")}),
    "unit": Table(N_("Units of a centre"), Kept.CHANGED, {"name": N_("What it is called")}),
    "headcount": Table(
        N_("How many people there are to hear; never who"),
        Kept.CHANGED,
        {
            "people": N_("How many people"),
            "counted_on": N_("The day they were counted"),
        },
    ),
    "initiative": Table(
        N_("Initiatives"),
        Kept.CHANGED,
        {
            "name": N_("What it is called"),
            "need": N_("The need it is to meet"),
            "funding_ends_on": N_("The day the money runs out"),
        },
    ),
    "version": Table(
        N_("Questionnaires as they were published"),
        Kept.COUNTS,
        {
            "questionnaire_key": N_("Which questionnaire"),
            "number": N_("Its number among the versions"),
            "hash": N_("A fingerprint of its content"),
            "content": N_("The questions"),
            "trends": N_("From which version on answers may be compared"),
            "published_on": N_("The day it was published"),
        },
    ),
    "round": Table(
        N_("Rounds of asking"),
        Kept.CHANGED,
        {
            "opens_on": N_("Its first day"),
            "closes_on": N_("Its last day"),
            "voices": N_("Who is asked"),
            "asks_mode": N_("Whether it asks who helped"),
            "on_devices": N_("Whether tablets show it"),
            "keeps_days": N_("How long its answers are kept"),
            "expired_on": N_("The day its answers were first deleted"),
            "offers_receipts": N_("Whether people get a receipt code"),
        },
    ),
    "round_centre": Table(N_("Which centres take part in a round"), Kept.CHANGED, {}),
    "device": Table(
        N_("Tablets"),
        Kept.CHANGED,
        {
            "name": N_("What it is called"),
            "token_hash": N_("A fingerprint of its key"),
            "paired_on": N_("The day it was paired"),
            "revoked_on": N_("The day it was closed"),
            "pin_hash": N_("A fingerprint of its PIN"),
        },
    ),
    "pairing_code": Table(
        N_("Codes that pair a tablet"),
        Kept.SOON,
        {
            "code_hash": N_("A fingerprint of the code"),
            "tries": N_("How often a wrong code was tried"),
        },
    ),
    "link": Table(
        N_("Links and QR codes"),
        Kept.CHANGED,
        {
            "label": N_("What it is called"),
            "code_hash": N_("A fingerprint of the code"),
            "expires_on": N_("Its last day"),
            "revoked_on": N_("The day it was closed"),
            "flagged": N_("How many answers came in a crowd"),
            "is_personal": N_("Whether it is opened by codes that work once"),
        },
    ),
    "single_use_code": Table(
        N_("Codes that work once; none leads to its answer"),
        Kept.CHANGED,
        {
            "code_hash": N_("A fingerprint of the code"),
            "used": N_("Whether it was used; not when"),
        },
    ),
    "device_ledger": Table(
        N_("What each tablet tells of itself"),
        Kept.CHANGED,
        {
            "ledger": N_("A random number the tablet made"),
            "number": N_("Its place in order"),
            "made": N_("How many answers were made on it"),
            "carried": N_("How many it brought along when it was paired"),
            "waiting": N_("How many wait to be sent"),
            "aside": N_("How many were refused and are kept"),
            "storage": N_("Whether its browser promises to keep what it stores"),
            "installed": N_("Whether it is installed as an app"),
            "has_room": N_("Whether it has room for more"),
            "version": N_("Which release it runs"),
            "told_on": N_("The day it told this"),
            "waiting_since": N_("Since which day something waits"),
        },
    ),
    "gap_day": Table(
        N_("Days on which missing answers were counted"), Kept.COUNTS, {"day": N_("The day")}
    ),
    "gap_report": Table(
        N_("Which tablets' answers were missing"),
        Kept.COUNTS,
        {
            "day": N_("The day"),
            "missing": N_("How many never arrived"),
            "waiting": N_("How many wait to be sent"),
            "aside": N_("How many were refused and are kept"),
        },
    ),
    "action": Table(
        N_("What was promised, and what became of it"),
        Kept.CHANGED,
        {
            "said": N_("What people said, in the staff's words"),
            "promised": N_("What was promised"),
            "became": N_("What became of it"),
            "owner": N_("Who sees to it"),
            "state": N_("How it stands"),
            "promised_on": N_("The day it was promised"),
            "due_on": N_("By when"),
            "settled_on": N_("The day it was done or dropped"),
            "shown": N_("Whether residents and relatives are shown it"),
        },
        {"owner": Personal.YES},
    ),
}
