"""The named faults of the service, and what each says to a person and to a program."""

from __future__ import annotations

from dataclasses import dataclass

import click

from survey.texts import N_


class LydhoerError(Exception):
    """Base of all faults that have a name."""


class StartRefused(LydhoerError, click.ClickException):
    """The service does not start; the command line prints the message and no stack trace."""


class UnclearSetting(StartRefused):
    """A setting that cannot be understood; the service does not start."""


class UnsafeDatabase(StartRefused):
    """A database that could lose answers; the service does not start."""


@dataclass(frozen=True)
class Told:
    """A fault as a person meets it: what happened, and what to do."""

    status: int
    reason: str
    heading: str
    advice: str
    sends_the_rest: bool = False
    """True where a phone may still hold answers, which its page sends then."""


class Shown(LydhoerError):
    """A fault that is shown to a person or told to a program; `told` says how."""

    told = Told(
        500,
        "internal",
        N_("Something went wrong here."),
        N_("It is our fault, not yours. Please try again in a little while."),
    )


class UnknownLink(Shown):
    """A QR code or address that leads nowhere."""

    told = Told(
        404,
        "unknown_link",
        N_("This link does not lead anywhere."),
        N_("Scan the code once more, or write the address exactly as it is printed."),
    )


class ClosedLink(Shown):
    """A link that was revoked, or whose round has closed."""

    told = Told(
        410,
        "closed",
        N_("We are not asking here any more."),
        N_("Thank you for wanting to answer. Ask the staff if there is a newer link."),
        sends_the_rest=True,
    )


class UsedCode(Shown):
    """A personal code that somebody has answered with already."""

    told = Told(
        410,
        "code_used",
        N_("This link has been used."),
        N_(
            "It works once, and answers were sent with it. If they were not yours, ask the staff for a new link."
        ),
        sends_the_rest=True,
    )


class NotOpenYet(Shown):
    """A link whose round has not opened."""

    told = Told(
        404,
        "not_open_yet",
        N_("It is not time to answer yet."),
        N_("Please come back later. The link will work then."),
    )


class UnknownToken(Shown):
    """A request without a token that opens anything."""

    told = Told(401, "unknown_token", N_("This device is not known here."), N_("Pair it again."))


class RevokedToken(Shown):
    """A token that has been withdrawn."""

    told = Told(403, "revoked", N_("This device may not send any more."), N_("Ask the staff."))


class BadRequest(Shown):
    """A body that cannot be read."""

    told = Told(
        400,
        "malformed",
        N_("The request could not be read."),
        N_("Go back and try again."),
    )


class WrongMediaType(Shown):
    """A body that is not JSON by its own label."""

    told = Told(
        415,
        "media_type",
        N_("What was sent is of a kind we cannot read."),
        N_("Go back and try again."),
    )


class UnknownCode(Shown):
    """A pairing code that is wrong, used or too old."""

    told = Told(
        404,
        "unknown_code",
        N_("The code does not fit."),
        N_("Ask for a new code and write it again."),
    )


class UnknownUnit(Shown):
    """A unit that the tablet's centre does not have."""

    told = Told(
        404,
        "unknown_unit",
        N_("The centre has no such unit."),
        N_("Go back, and choose one of those shown."),
    )


class TooManyTries(Shown):
    """Too many wrong codes in a short time."""

    told = Told(
        429, "too_many_tries", N_("Too many tries."), N_("Please wait a minute and try again.")
    )


class Unavailable(Shown):
    """The database cannot take anything just now: busy, full or away."""

    told = Told(
        503,
        "unavailable",
        N_("We cannot keep your answers just now."),
        N_("Please wait a minute and try again. Nothing you have sent before is lost."),
    )


BY_STATUS = {
    400: BadRequest.told,
    404: Told(
        404,
        "not_found",
        N_("There is nothing at this address."),
        N_("Check the address, or start again from the beginning."),
    ),
    403: Told(
        403,
        "forbidden",
        N_("You do not have access to this page."),
        N_("Sign in, or ask the one who runs the service here."),
    ),
    405: Told(
        405,
        "method_not_allowed",
        N_("This address cannot be used that way."),
        N_("Start again from the beginning."),
    ),
    413: Told(
        413,
        "too_large",
        N_("What was sent is too large."),
        N_("Write a little less and try again."),
    ),
    415: WrongMediaType.told,
}
