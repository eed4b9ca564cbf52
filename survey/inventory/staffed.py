"""The inventory of the staff: who signs in, and who did what."""

from __future__ import annotations

from survey.inventory.base import Kept, Personal, Table
from survey.texts import N_

YES = Personal.YES

TABLES = {
    "staff_user": Table(
        N_("People who sign in"),
        Kept.ACCOUNT,
        {
            "name": N_("Her name"),
            "email": N_("Where she is written to"),
            "language": N_("Which language she reads"),
            "active": N_("Whether she may sign in"),
            "fs_uniquifier": N_("What her sessions know her by"),
            "password": N_("A fingerprint of her password"),
            "tf_primary_method": N_("How she proves a second time who she is"),
            "tf_totp_secret": N_("What her authenticator's codes are made from, encrypted"),
            "totp_counter": N_("The last code she used, so that none works twice"),
            "mf_recovery_codes": N_("Fingerprints of her spare codes"),
            "fs_webauthn_user_handle": N_("What her passkeys know her by"),
            "oidc_subject": N_("What her employer's sign-in knows her by"),
            "made_on": N_("The day the account was made"),
        },
        {"name": YES, "email": YES, "password": YES, "oidc_subject": YES},
    ),
    "staff_passkey": Table(
        N_("Passkeys: their public half"),
        Kept.ACCOUNT,
        {
            "name": N_("What it is called"),
            "credential_id": N_("Its number"),
            "public_key": N_("Its public half"),
            "sign_count": N_("How often it was used"),
            "transports": N_("How it can be reached"),
            "extensions": N_("What else it can do"),
            "backup_state": N_("Whether it is kept elsewhere too"),
            "device_type": N_("Whether it is on one machine or several"),
            "usage": N_("Whether it is the first or the second proof"),
            "lastuse_datetime": N_("When it was last used"),
        },
        {"lastuse_datetime": YES},
    ),
    "staff_grant": Table(
        N_("What each may do, and where"),
        Kept.ACCOUNT,
        {"role": N_("What she is here")},
        {"role": YES},
    ),
    "staff_session": Table(
        N_("Sign-ins that last"),
        Kept.SOON,
        {
            "id_hash": N_("A fingerprint of the session"),
            "began_at": N_("When it began"),
            "seen_at": N_("When it was last used"),
            "browser": N_("On which kind of browser"),
        },
        {"began_at": YES, "seen_at": YES, "browser": YES},
    ),
    "sign_in_link": Table(
        N_("Links that sign in once"),
        Kept.SOON,
        {"token_hash": N_("A fingerprint of the link")},
    ),
    "kept_form": Table(
        N_("Forms sent after a session had ended, until their sender is back"),
        Kept.SOON,
        {
            "id_hash": N_("A fingerprint of where it waits"),
            "path": N_("Which page it was sent to"),
            "fields": N_("What was typed"),
        },
        {"fields": Personal.MAYBE},
    ),
    "failed_try": Table(
        N_("How often somebody tried in vain to sign in"),
        Kept.SOON,
        {
            "key_hash": N_("A fingerprint of whose name was tried, or from where"),
            "tries": N_("How often"),
        },
    ),
    "audit_event": Table(
        N_("Who did what on these pages"),
        Kept.CHAIN,
        {
            "number": N_("Its place in order"),
            "at": N_("When"),
            "user_id": N_("Who, by number"),
            "name": N_("Who, by name"),
            "action": N_("Which page was asked for"),
            "about": N_("Which round, centre and so on it was about; never an answer"),
            "status": N_("Whether it was shown, refused and so on"),
            "previous": N_("The fingerprint of the event before"),
            "hash": N_("A fingerprint of this event and the one before"),
        },
        {"at": YES, "user_id": YES, "name": YES, "action": YES, "about": YES},
    ),
    "audit_start": Table(
        N_("Where that list begins, once its oldest part is deleted"),
        Kept.CHAIN,
        {
            "number": N_("The number of the last event that was deleted"),
            "hash": N_("The fingerprint of that event"),
        },
    ),
    "retention_day": Table(
        N_("Days on which what had been kept long enough was deleted"),
        Kept.COUNTS,
        {"day": N_("The day")},
    ),
}
