"""Accounts and signing in: the library that does it, and how it is set here."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_login import current_user
from flask_security import MailUtil, Security, uia_email_mapper

from admin.accounts.datastore import AccountDatastore
from admin.accounts.messages import MESSAGES
from admin.accounts.passwords import LONGEST, SHORTEST, Passwords
from admin.accounts.provider import MARK, Provider, subject_or_none
from admin.accounts.second_step import OneTimeCodes, Passkeys, RecoveryCodes, passkeys_work_at
from admin.accounts.sign_in_form import SignInForm
from config import Settings
from survey.mail import OutBox
from survey.services import Services, services
from survey.texts import N_

TEMPLATES = {
    "LOGIN_USER": "sign_in",
    "FORGOT_PASSWORD": "forgot",
    "RESET_PASSWORD": "reset",
    "CHANGE_PASSWORD": "change_password",
    "VERIFY": "verify",
    "TWO_FACTOR_SETUP": "second_step",
    "TWO_FACTOR_VERIFY_CODE": "code",
    "TWO_FACTOR_SELECT": "which_step",
    "MULTI_FACTOR_RECOVERY": "recovery",
    "MULTI_FACTOR_RECOVERY_CODES": "recovery_codes",
    "WAN_REGISTER": "passkeys",
    "WAN_SIGNIN": "passkey_sign_in",
    "WAN_VERIFY": "passkey_verify",
}
"""What the library shows, and our page for it."""

ADDRESSES = {
    "LOGIN": "/sign-in",
    "LOGOUT": "/sign-out",
    "RESET": "/forgotten",
    "CHANGE": "/account/password",
    "VERIFY": "/account/verify",
    "TWO_FACTOR_SETUP": "/account/second-step",
    "TWO_FACTOR_TOKEN_VALIDATION": "/sign-in/code",
    "TWO_FACTOR_RESCUE": "/sign-in/rescue",
    "TWO_FACTOR_SELECT": "/sign-in/which",
    "MULTI_FACTOR_RECOVERY_CODES": "/account/recovery-codes",
    "MULTI_FACTOR_RECOVERY": "/sign-in/recovery-code",
    "WAN_REGISTER": "/account/passkeys",
    "WAN_DELETE": "/account/passkeys/remove",
    "WAN_SIGNIN": "/sign-in/passkey",
    "WAN_VERIFY": "/account/verify/passkey",
    "OAUTH_START": "/sign-in/start",
    "OAUTH_RESPONSE": "/sign-in/back",
    "OAUTH_VERIFY_START": "/account/verify/start",
    "OAUTH_VERIFY_RESPONSE": "/account/verify/back",
}


class OurMail(MailUtil):  # type: ignore[misc] # the library has no types
    """The library's letters go into our out-box."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: str,
        body: str,
        *_more: Any,
        **_rest: Any,
    ) -> None:
        """Put the letter into the out-box."""
        OutBox(services().settings).put(recipient, str(subject), body)


def open_accounts(app: Flask, parts: Services) -> None:
    """Let people sign in to `app`."""
    app.config.update(_config(parts.settings, str(app.root_path)))
    hooks, contexts = app.before_request_funcs[None][:], app.template_context_processors[None][:]
    security = Security(
        app,
        AccountDatastore(parts.store),
        login_form=SignInForm,
        password_util_cls=Passwords,
        mail_util_cls=OurMail,
        totp_cls=OneTimeCodes,
        webauthn_util_cls=Passkeys,
        mf_recovery_codes_util_cls=RecoveryCodes,
    )
    # What the library does before each request concerns rights, which are ours, and would read
    # the bodies of respondents' requests in search of tokens that nobody has. What it does for
    # each page would look an account up for all of them.
    app.before_request_funcs[None], app.template_context_processors[None] = hooks, contexts
    security.verify_context_processor(lambda: {"account": current_user})
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    app.jinja_env.globals["passkeys_work"] = passkeys_work_at(parts.settings.base_url)
    app.jinja_env.globals["base_url"] = parts.settings.base_url
    app.jinja_env.globals["provider_name"] = _provider_name(parts.settings)
    if parts.settings.oidc_url:
        security.oauthglue.register_provider_ext(Provider(parts.settings))


def _provider_name(settings: Settings) -> str | None:
    return settings.oidc_name if settings.oidc_url else None


def derived(secret: str, purpose: str) -> str:
    """A key for one purpose, made from the instance's secret."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def _config(settings: Settings, root: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "URL_PREFIX": "/admin",
        "STATIC_FOLDER": None,
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "I18N_DOMAIN": "messages",
        "I18N_DIRNAME": [f"{root}/translations"],
        "PASSWORD_SALT": derived(settings.secret_key, "password salt"),
        "PASSWORD_LENGTH_MIN": SHORTEST,
        "PASSWORD_SCHEMES": ["argon2"],
        "DEPRECATED_PASSWORD_SCHEMES": [],
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "EMAIL_HTML": False,
        "EMAIL_SENDER": settings.mail_from,
        "EMAIL_SUBJECT_PASSWORD_RESET": N_("A new password for Lydhør"),
        "EMAIL_SUBJECT_PASSWORD_NOTICE": N_("Your password for Lydhør was changed"),
        "EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": N_("Your password for Lydhør was changed"),
        "EMAIL_TEMPLATE_PASSWORD_RESET": "admin/mail/reset",
        "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "admin/mail/changed",
        "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "admin/mail/changed",
        "RETURN_GENERIC_RESPONSES": True,
        "RECOVERABLE": True,
        "RESET_PASSWORD_WITHIN": timedelta(hours=2),
        "CHANGEABLE": True,
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_POST_SETUP_VIEW": "admin_account.after_second_step",
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "TOTP_SECRETS": {"1": derived(settings.secret_key, "one-time codes")},
        "TOTP_ISSUER": "Lydhoer",
        "WEBAUTHN": True,
        "WAN_RP_NAME": "Lydhør",
        "WAN_ALLOW_USER_HINTS": False,
        "WAN_POST_REGISTER_VIEW": "admin_account.after_second_step",
        "OAUTH_ENABLE": bool(settings.oidc_url),
        "OAUTH_BUILTIN_PROVIDERS": [],
        "USER_IDENTITY_ATTRIBUTES": [
            {"email": {"mapper": uia_email_mapper, "case_insensitive": True}},
            {"oidc_subject": {"mapper": subject_or_none}},
        ],
        "FRESHNESS": timedelta(hours=1),
        "FRESHNESS_GRACE_PERIOD": timedelta(0),
        "CACHE_CONTROL": None,
        "API_ENABLED_METHODS": ["session"],
        "POST_LOGIN_VIEW": "admin_home.home",
        "POST_LOGOUT_VIEW": "security.login",
        "POST_RESET_VIEW": "security.login",
        "POST_CHANGE_VIEW": "admin_account.mine",
        "DEFAULT_REMEMBER_ME": False,
        **{f"{name}_TEMPLATE": f"admin/accounts/{page}.html" for name, page in TEMPLATES.items()},
        **{f"{name}_URL": address for name, address in ADDRESSES.items()},
        **{f"MSG_{name}": told for name, told in MESSAGES.items()},
    }
    return {f"SECURITY_{name}": value for name, value in values.items()}


__all__ = ["LONGEST", "MARK", "open_accounts"]
