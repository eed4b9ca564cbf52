"""An account as the sign-in library sees it: plain values, and which of them were changed."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from flask import request
from flask_security import UserMixin, WebAuthnMixin

from survey.staff import Grant, needs_second_step

NOT_KEPT = frozenset({"webauthn", "roles", "tf_phone_number", "grants", "was"})
"""Fields of an account that are not columns of it."""


@dataclass(eq=False)
class Passkey(WebAuthnMixin):  # type: ignore[misc] # the library's mixins have no types
    """A passkey; see the table of that name."""

    id: int = 0
    user_id: int = 0
    name: str = ""
    credential_id: bytes = b""
    public_key: bytes = b""
    sign_count: int = 0
    transports: list[str] | None = None
    extensions: str | None = None
    backup_state: bool = False
    device_type: str = ""
    usage: str = ""
    lastuse_datetime: datetime | None = None


@dataclass(eq=False)
class Account(UserMixin):  # type: ignore[misc] # the library's mixins have no types
    """Somebody who may sign in.

    Only what was changed is written back, so that two who change different things of one account
    do not undo each other's.
    """

    id: int = 0
    name: str = ""
    email: str | None = None
    language: str | None = None
    active: bool = True
    fs_uniquifier: str = ""
    password: str | None = None
    tf_primary_method: str | None = None
    tf_totp_secret: str | None = None
    totp_counter: int | None = None
    mf_recovery_codes: list[str] | None = None
    fs_webauthn_user_handle: str | None = None
    oidc_subject: str | None = None
    made_on: Any = None
    tf_phone_number: str | None = None
    webauthn: list[Passkey] = field(default_factory=list)
    roles: list[Any] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    was: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.was = self._columns()

    def changes(self) -> dict[str, Any]:
        """The columns that are not as they were read."""
        return {name: now for name, now in self._columns().items() if now != self.was[name]}

    def _columns(self) -> dict[str, Any]:
        names = (one.name for one in fields(self) if one.name not in NOT_KEPT)
        return {name: deepcopy(getattr(self, name)) for name in names}

    def check_tf_required(
        self, tf_setup_methods: list[tuple[str, str]], tf_fresh: bool
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Whether signing in takes a second step: whoever has one, and whoever must have one.

        Whoever signs in at the provider has gone through the provider's steps.
        """
        if request.endpoint == "security.oauthresponse":
            return False, []
        return bool(tf_setup_methods) or self.check_tf_required_setup(), tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Whether her roles ask for a second step."""
        return needs_second_step(self.grants)
