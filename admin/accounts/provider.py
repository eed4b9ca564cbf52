"""Signing in at the municipality's own OpenID provider, where one is set."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect
from flask_security import FsOAuthProvider, url_for_security
from werkzeug.wrappers import Response

from config import Settings
from survey.pages.locale import gettext
from survey.services import services
from survey.store.account_queries import bind_subject

NAME = "provider"
"""What addresses call it."""
MARK = "oidc|"
"""Begins what is kept of somebody's name at the provider."""


class Provider(FsOAuthProvider):  # type: ignore[misc] # the library has no types
    """One OpenID provider. It signs in people who were invited here, and makes nobody."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(NAME)
        self._settings = settings

    def authlib_config(self) -> dict[str, Any]:
        """What the client library wants to know; the code is bound to this browser (PKCE)."""
        return {
            "client_id": self._settings.oidc_client,
            "client_secret": self._settings.oidc_secret,
            "server_metadata_url": self._settings.oidc_url,
            "client_kwargs": {
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "timeout": 10,
            },
        }

    def fetch_identity_cb(self, _oauth: Any, token: dict[str, Any]) -> tuple[str, str]:
        """Who signed in over there: her name at the provider, which never changes.

        The first time she is found by her e-mail address, if the provider vouches for it.
        """
        told = token["userinfo"]
        subject = f"{MARK}{told['iss']}|{told['sub']}"
        if told.get("email") and told.get("email_verified") is True:
            bind_subject(services().store, str(told["email"]).lower(), subject)
        return "oidc_subject", subject

    def oauth_response_failure(self, _error_view: str, fault: Any) -> Response:
        """Say that it did not work; what the provider wrote goes to the log only."""
        current_app.logger.warning("provider", extra={"reason": str(fault.error)[:60]})
        flash(gettext("Signing in over there did not work. Please try again."), "error")
        return redirect(url_for_security("login"))


def subject_or_none(identity: str) -> str | None:
    """What is looked up of a provider's name; what somebody types into a form is none."""
    return identity if identity.startswith(MARK) else None
