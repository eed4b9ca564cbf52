"""Every request of the staff is written down once, here and nowhere else.

Only which page it was, which numbers stood in its address, and how it ended: nothing that was typed,
nothing of an answer, no query and no address of a machine. Where it cannot be written down, the page
is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, g, request

from admin.doors import OPEN
from admin.signed_in import signed_in
from survey.audit import Deed
from survey.pages.locale import STAFF_ROOM
from survey.services import services
from survey.store.audit_queries import append
from survey.store.place_queries import LARGEST_ID

NOWHERE = "nowhere"
"""Stands for the endpoint where an address leads nowhere."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
LONGEST_ACTION, LONGEST_ABOUT = 120, 200


def watch(app: Flask) -> None:
    """Write down each request to the staff side that `app` answers to somebody who is signed in,
    and each try to sign in.

    A stranger is shown nothing but the way in. Those who only look at it, or knock elsewhere, are
    not written down, or anybody could fill the list.
    """

    @app.after_request
    def write_down(response: Response) -> Response:
        if not request.path.startswith(STAFF_ROOM) or "audited" in g:
            return response
        member = g.get("staff") or signed_in()
        if member or _is_try(response.status_code):
            g.audited = True  # an error page about a failure in here is no second request
            who = (member.id, member.name) if member else (None, "")
            append(services().store, _deed(who, response.status_code), services().clock.now())
        return response


def _is_try(status: int) -> bool:
    """True when somebody sent a form of the way in; what comes without its token is no form."""
    return request.method == "POST" and request.endpoint in OPEN and status != 400


def _deed(who: tuple[int | None, str], status: int) -> Deed:
    method = request.method if request.method in METHODS else "OTHER"
    action = f"{method} {request.endpoint or NOWHERE}"[:LONGEST_ACTION]
    return Deed(*who, action, numbers_in(request.view_args or {}), status)


def numbers_in(given: Mapping[str, object]) -> str:
    """The numbers of an address, as in `round_id=3`; words in it may be secrets and are left out."""
    named = {
        name: min(number, LARGEST_ID) for name, number in given.items() if isinstance(number, int)
    }
    return " ".join(f"{name}={named[name]}" for name in sorted(named))[:LONGEST_ABOUT]
