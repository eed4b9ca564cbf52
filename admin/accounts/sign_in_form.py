"""The form for address and password: a password alone does not get past a passkey."""

from __future__ import annotations

from typing import Any

from flask_security import LoginForm

from survey.pages.locale import gettext
from survey.texts import N_

USE_YOUR_PASSKEY = N_("This account signs in with a passkey. Use the button above.")
NO_SECOND_STEP = N_("This account lacks a second step. Ask the owner for a new link.")


class SignInForm(LoginForm):  # type: ignore[misc] # the library has no types
    """Address and password.

    The library would let whoever has the password of an account without an authenticator set one
    up. Here the password of such an account opens nothing.
    """

    def validate(self, **more: Any) -> bool:
        """Whether this may be the first of two steps, or the only one."""
        if not super().validate(**more):
            return False
        account = self.user
        if account.tf_primary_method or not account.check_tf_required_setup():
            return True
        fault = USE_YOUR_PASSKEY if account.webauthn else NO_SECOND_STEP
        self.form_errors.append(gettext(fault))
        return False
