"""What makes a password good enough: long, not known from leaks, and not easily guessed."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask_security import PasswordUtil

from survey.pages.locale import gettext
from survey.texts import N_

SHORTEST, LONGEST = 12, 200
STRONG = 3
"""Of zxcvbn's scores, 0 to 4: it takes more than a hundred million guesses."""

TOO_SHORT = N_("Use at least 12 characters. Three or four words in a row are fine.")
TOO_LONG = N_("Use at most 200 characters.")
LEAKED = N_("This password is on a list of leaked ones, and will be tried first. Choose another.")
EASY = N_("This password is easily guessed. Add another word or two that nobody expects.")


class Passwords(PasswordUtil):  # type: ignore[misc] # the library has no types
    """Holds new passwords against the rules; nobody is asked to change one that is good."""

    def validate(
        self, password: str, is_register: bool, **known: Any
    ) -> tuple[list[str] | None, str]:
        """What is wrong with it, in the reader's language, and the password as it is compared."""
        password = self.normalize(password)
        fault = fault_of(password, _known(known))
        return ([gettext(fault)] if fault else None), password


def fault_of(password: str, known: list[str]) -> str | None:
    """What is wrong with a password; `known` is what others know of its owner."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    if password.lower() in leaked():
        return LEAKED
    from zxcvbn import zxcvbn  # noqa: PLC0415 its lists are large, and few requests need them

    return None if zxcvbn(password[:72], user_inputs=known)["score"] >= STRONG else EASY


@cache
def leaked() -> frozenset[str]:
    """The passwords found most often in leaks, of those long enough to be chosen here."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415

    return frozenset(one for one in FREQUENCY_LISTS["passwords"] if len(one) >= SHORTEST)


def _known(known: dict[str, Any]) -> list[str]:
    account = known.get("user")
    found = [account.name, account.email] if account else list(known.values())
    return ["lydhør", "lydhoer", *(str(one) for one in found if one)]
