"""Which pages are open to whom: each names the right it asks for, and the few exceptions are listed.

A page that names no right is open to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask

from survey.staff import Right

View = TypeVar("View", bound=Callable[..., object])

SECURITY = "security."
"""Begins the names of the sign-in library's pages."""

OPEN = frozenset(
    {
        "admin_sign_in.ask",
        "admin_sign_in.spend",
        *(
            SECURITY + page
            for page in (
                "login",
                "forgot_password",
                "reset_password",
                "two_factor_token_validation",
                "two_factor_rescue",
                "tf_select",
                "mf_recovery",
                "wan_signin",
                "wan_signin_response",
                "oauthstart",
                "oauthresponse",
            )
        ),
    }
)
"""All that is answered to somebody who is not signed in."""

OWN = frozenset(
    SECURITY + page
    for page in (
        "logout",
        "change_password",
        "two_factor_setup",
        "two_factor_setup_validate",
        "mf_recovery_codes",
        "wan_register",
        "wan_register_response",
        "wan_delete",
        "verify",
        "wan_verify",
        "wan_verify_response",
        "oauth_verify_start",
        "oauth_verify_response",
    )
)
"""The library's pages about one's own account: for everybody who is signed in."""

UNREADY = frozenset(
    {
        "admin_account.finish",
        "admin_setup.who",
        "admin_setup.centre",
        "admin_account.after_second_step",
        SECURITY + "logout",
        SECURITY + "two_factor_setup",
        SECURITY + "two_factor_setup_validate",
        SECURITY + "wan_register",
        SECURITY + "wan_register_response",
        SECURITY + "verify",
    }
)
"""All that is answered to somebody whose account lacks a password or a second step."""


def needs(right: Right) -> Callable[[View], View]:
    """Name the right that a page asks for; it stands below the page's address.

    Every number in the page's address is looked up first (`FINDERS`): the page is there only for
    those who have the right where that number belongs.
    """

    def mark(view: View) -> View:
        view.right = right  # type: ignore[attr-defined] # read by `right_of`
        return view

    return mark


def takes_files(view: View) -> View:
    """Let a page be sent files: for it alone, what is posted may be `LARGEST_UPLOAD`."""
    view.takes_files = True  # type: ignore[attr-defined] # read by `_make_room`
    return view


def takes_long_words(view: View) -> View:
    """Let a page be sent `LONGEST_WORDS`: what is too long for its place is cut there, and told."""
    view.takes_long_words = True  # type: ignore[attr-defined] # read by `_make_room`
    return view


def right_of(app: Flask, endpoint: str) -> Right | None:
    """The right that a page asks for. None: it names none, so it is open to nobody."""
    if endpoint in OWN:
        return Right.HOME
    return getattr(app.view_functions[endpoint], "right", None)
