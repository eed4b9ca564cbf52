"""Typed, frozen settings. Unclear or unknown values are refused, by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from survey.errors import UnclearSetting
from survey.languages import DEFAULT_LANGUAGE, STAFF_LANGUAGES

PREFIX = "LYDHOER_"
NOT_OURS = {"LYDHOER_CHROMIUM", "LYDHOER_GOLDEN", "LYDHOER_TEST_DATABASE"}
"""Names that belong to the tests."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise ValueError(f"'{name}' is no time zone; an example is Europe/Copenhagen") from fault
    return name


def _said_everywhere(code: str) -> str:
    if code not in STAFF_LANGUAGES:
        raise ValueError(
            f"'{code}' is none in which everything is said: {', '.join(STAFF_LANGUAGES)}"
        )
    return code


WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+$")]


class Settings(BaseModel):
    """All settings; each is read from the environment as LYDHOER_ and its name in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    instance: Path = Path("instance")
    """Folder of the database, the keys, the audio and the files that staff attach."""
    database: Annotated[str, StringConstraints(pattern=r"^$|^(sqlite|postgresql\+psycopg)://")] = ""
    """SQLAlchemy address; empty means SQLite in the instance folder."""
    base_url: WebAddress = "http://127.0.0.1:8000"
    """The address people reach the service at, without a slash at the end."""
    secret_key: Annotated[str, Field(min_length=32, repr=False)]
    """Signs sign-in sessions; made by `flask init` and kept in the instance folder."""
    tombstone_key: Annotated[str, Field(min_length=32, repr=False)]
    """Keys the tombstones of erased answers; made by `flask init`."""
    smallest_group: Annotated[int, Field(ge=3, le=20)] = 5
    """Groups smaller than this are never shown in a report."""
    language: Annotated[str, AfterValidator(_said_everywhere)] = DEFAULT_LANGUAGE
    """The language of pages nobody has chosen one for."""
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Copenhagen"
    """Decides which day it is."""
    accessibility_url: str = ""
    """Address of the accessibility statement; empty means the one the service shows itself."""
    audit_days: Annotated[int, Field(ge=30, le=3650)] = 730
    """How long it is kept who did what on the staff side."""
    smtp_url: Annotated[
        str, Field(repr=False), StringConstraints(pattern=r"^$|^smtps?://[^\s/]+$")
    ] = ""
    """The mail server, as smtp://name:password@host:587; without one, letters stay in a folder."""
    mail_from: str = "Lydhør <lydhoer@localhost>"
    """The sender of letters."""
    oidc_url: Annotated[str, StringConstraints(pattern=r"^$|^https?://\S+$")] = ""
    """Address of an OpenID provider's description; with it, staff can sign in over there."""
    oidc_client: str = ""
    """What the provider calls this service."""
    oidc_secret: Annotated[str, Field(repr=False)] = ""
    """What this service proves itself to the provider with."""
    oidc_name: str = "OpenID"
    """What staff call the provider; it stands on the button."""
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0
    """How many proxies of ours stand before the service and each add to X-Forwarded-For."""
    simulated: bool = False
    """Fills a new instance with made-up answers, and says so on every page."""
    debug: bool = False
    """Shows faults in full; never where people answer."""

    @property
    def database_url(self) -> str:
        """Where the database is."""
        return self.database or f"sqlite:///{self.instance.resolve() / 'lydhoer.db'}"


def read_settings(environ: Mapping[str, str], instance_keys: Mapping[str, str]) -> Settings:
    """Settings from the environment, with the keys kept in the instance folder as a fallback.

    Raises `UnclearSetting` naming the setting and what is wrong with it.
    """
    given: dict[str, Any] = dict(instance_keys)
    for name, value in environ.items():
        if name.startswith(PREFIX) and name not in NOT_OURS:
            given[name.removeprefix(PREFIX).lower()] = value
    try:
        return Settings.model_validate(given)
    except ValidationError as fault:
        raise UnclearSetting(_told(fault)) from fault


def _told(fault: ValidationError) -> str:
    lines = []
    for error in fault.errors(include_input=False, include_url=False):
        name = PREFIX + "_".join(map(str, error["loc"])).upper()
        lines.append(f"{name}: {_plain(error)}")
    return "\n".join(lines)


def _plain(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "no such setting. Is it misspelt? See docs/settings.md."
    if error["type"] == "missing":
        return "missing. Run `flask --app app init` once to make it."
    return f"{error['msg']}."
