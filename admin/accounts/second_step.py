"""The second step of signing in: codes that work once, recovery codes, and passkeys."""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask
from flask_security import MfRecoveryCodesUtil, WebauthnUtil
from flask_security.proxies import _datastore
from flask_security.totp import Totp
from passlib.totp import TotpMatch, UsedTokenError
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from admin.accounts.account import Account
from survey.services import services
from survey.store.account_queries import spend_counter


class OneTimeCodes(Totp):  # type: ignore[misc] # the library has no types
    """Codes of an authenticator app. Each works once, also for two who write it at once."""

    def get_last_counter(self, user: Account) -> int | None:
        """The moment of the last code that was used."""
        return user.totp_counter

    def set_last_counter(self, user: Account, match: TotpMatch) -> None:
        """Note the moment of this one. Raises `UsedTokenError` when another was quicker."""
        if not spend_counter(services().store, user.id, match.counter):
            raise UsedTokenError
        user.totp_counter = user.was["totp_counter"] = match.counter


class RecoveryCodes(MfRecoveryCodesUtil):  # type: ignore[misc] # the library has no types
    """Codes for a day without the phone: shown once, each good once.

    What is kept of them is keyed with a secret that is not in the database: they are short enough
    to be guessed from a plain hash.
    """

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self._key = str(app.config["SECRET_KEY"]).encode()

    def _keyed(self, code: str) -> str:
        return hmac.new(self._key, _tidy(code).encode(), "sha256").hexdigest()

    def _encrypt_codes(self, codes: list[str]) -> list[str]:
        return [self._keyed(code) for code in codes]

    def _decrypt_codes(self, codes: list[str]) -> list[str]:
        return codes

    def get_recovery_codes(self, user: Account) -> list[str]:
        """None: what is kept of them cannot be shown."""
        return []

    def check_recovery_code(self, user: Account, code: str) -> bool:
        """True for one that was not used; however it is spaced and written."""
        return self._keyed(code) in (user.mf_recovery_codes or [])

    def delete_recovery_code(self, user: Account, code: str) -> bool:
        """Let it work no more."""
        kept = list(user.mf_recovery_codes or [])
        kept.remove(self._keyed(code))
        _datastore.mf_set_recovery_codes(user, kept)
        return True


def _tidy(code: str) -> str:
    letters = "".join(one for one in code.lower() if one.isalnum())
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


class Passkeys(WebauthnUtil):  # type: ignore[misc] # the library has no types
    """Passkeys: kept on a device, opened there by finger, face or PIN. Both steps in one."""

    def origin(self) -> str:
        """Where they are good: at the address in the settings, whatever a request calls us."""
        return services().settings.base_url

    def authenticator_selection(self, user: Account, usage: str) -> AuthenticatorSelectionCriteria:
        """Any device that can keep one and asks who holds it."""
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def user_verification(
        self, user: Account | None, usage: list[str]
    ) -> UserVerificationRequirement:
        """The device always asks who holds it."""
        return UserVerificationRequirement.REQUIRED


def passkeys_work_at(base_url: str) -> bool:
    """Whether browsers take passkeys there: at a name, not at a bare number, and encrypted."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return parts.scheme == "https" or host == "localhost"
    return False
