"""A brake on guessing passwords and codes: so many tries in vain, then a pause.

It holds one person's password, or one person's codes. Whoever has a passkey is not held up by
somebody else's guessing, and who is signed in already stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response, request, session

from survey.errors import TooManyTries
from survey.services import services
from survey.store.session_queries import count_try, forget_tries, tries_of

MOST_TRIES = 10


def _address() -> str:
    return str(request.form.get("email", "")).strip().lower()


def _first_step_done() -> str:
    return str(session.get("tf_user_id", ""))


def _signed_in() -> str:
    return str(session.get("_user_id", ""))


GUESSED: Mapping[str, Callable[[], str]] = {
    "security.login": _address,
    "security.two_factor_token_validation": _first_step_done,
    "security.mf_recovery": _first_step_done,
    "security.verify": _signed_in,
    "security.change_password": _signed_in,
}
"""Where something can be guessed, and whose it would be."""


def hold() -> None:
    """Raises `TooManyTries` where there have been too many in vain."""
    key = _key()
    if key is None:
        return
    with services().store.look() as connection:
        if tries_of(connection, key, services().clock.now()) >= MOST_TRIES:
            raise TooManyTries


def count(response: Response) -> Response:
    """Count a try in vain: the same page again. One that went on clears the count."""
    key = _key()
    if key and response.status_code == 200:
        count_try(services().store, key, services().clock.now())
    elif key and response.status_code in (302, 303):
        forget_tries(services().store, key)
    return response


def _key() -> str | None:
    """What is guessed here, and whose; None where nothing is. Worked out once a request: what is
    guessed right changes the session."""
    whose = GUESSED.get(request.endpoint or "")
    if whose is None or request.method != "POST":
        return None
    key: str = request.environ.setdefault("lydhoer.guessed", f"{request.endpoint} {whose()}")
    return key
