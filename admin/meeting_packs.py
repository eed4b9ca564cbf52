"""Meeting packs, made by the worker: the initiative's report is kept, set as PDF, and sent once.

What is kept is data. The file is made of it alone, and made again where it is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask_babel import force_locale, format_date

from admin.involvement_keeping import make
from admin.printing.meeting_pack import pack_pdf
from admin.report.charts import chart_svg, end_drawing
from admin.report.involvement.model import InvolvementReport
from admin.report_reading import say
from config import Settings
from survey.languages import STAFF_LANGUAGES
from survey.mail import Enclosed, OutBox
from survey.pages.locale import gettext
from survey.services import Services
from survey.store.kept_report_queries import Subject
from survey.store.pack_queries import (
    addressed_to,
    involvement_of,
    keep_involvement,
    send_once,
    to_keep,
    with_involvement,
)
from survey.texts import N_

LATE = timedelta(days=1)
"""A report that is not kept within this time of freezing is no longer the one they looked at."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SUBJECT = N_("Report for the meeting on %(day)s: %(name)s")
LETTER = N_(
    "Hello\n\nHere is the report for the partners' meeting on %(day)s about %(name)s.\n"
    "It stays as it is, whatever is answered later. Please read it before you come.\n\nLydhør"
)


def keep_due(parts: Services) -> int:
    """Keep the involvement report for meetings whose reports were just frozen; returns how many."""
    with parts.store.read() as connection:
        due = to_keep(connection, parts.clock.now() - LATE)
    return sum(_keep(parts, *one) for one in due)


def make_packs(parts: Services) -> int:
    """Make the files that are missing, and send those that were not sent; returns how many."""
    with parts.store.read() as connection:
        kept = with_involvement(connection)
    try:
        return sum(_seen_to(parts, *one) for one in kept)
    finally:
        end_drawing()


def _seen_to(parts: Services, number: int, was_sent: bool) -> bool:
    """Make what is missing of one pack and send it once; True when something was made."""
    missing = not all(pack_file(parts.settings, number, code).is_file() for code in LANGUAGES)
    if missing:
        _make(parts, number)
    if not was_sent:
        send_once(parts.store, number, parts.clock.now(), partial(_put, parts, number))
    return missing


LANGUAGES = tuple(STAFF_LANGUAGES)


def pack_file(settings: Settings, number: int, code: str) -> Path:
    """Where the pack of a meeting lies in this language."""
    return settings.instance / "packs" / f"meeting-{number}-{code}.pdf"


def kept_involvement(kept: Mapping[str, Any], code: str) -> InvolvementReport | None:
    """The report that was kept, in this language or else the first; None: nothing was."""
    told = kept.get(code) or next(iter(kept.values()), None)
    return InvolvementReport.model_validate(told) if told else None


def rounds_in(report: InvolvementReport) -> set[int]:
    """The rounds a report tells of."""
    return {one.round_id for one in (*report.waves, *report.open_waves)}


def _keep(parts: Services, number: int, initiative_id: int) -> bool:
    made = {code: make(parts, Subject("initiative", initiative_id, code)) for code in LANGUAGES}
    content = {code: one.model_dump(mode="json") for code, one in made.items() if one}
    return keep_involvement(parts.store, number, content)


def _make(parts: Services, number: int) -> None:
    with parts.store.read() as connection:
        kept = involvement_of(connection, number)
    for code in LANGUAGES:
        report = kept_involvement(kept, code)
        if report:
            _write(pack_file(parts.settings, number, code), pack_of(report))


def pack_of(report: InvolvementReport) -> bytes:
    """A report as PDF, in its own language."""
    with force_locale(report.language):
        return pack_pdf(report, say, lambda chart: chart_svg(chart, report.language))


def _write(file: Path, content: bytes) -> None:
    """The file is there whole or not at all."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".part")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.rename(file)


def _put(parts: Services, number: int) -> None:
    """A letter to each of the owners and the partners' contacts that has an address."""
    code = parts.settings.language
    with parts.store.read() as connection:
        about, contacts, owners = addressed_to(connection, number)
    file = pack_file(parts.settings, number, code)
    with force_locale(code):
        told = {"day": format_date(about.planned_on, "long"), "name": about.name}
        subject, text = gettext(SUBJECT, **told), gettext(LETTER, **told)
    box, enclosed = OutBox(parts.settings), Enclosed(file.name, file.read_bytes())
    for to in addresses(owners, contacts):
        box.put(to, subject, text, [enclosed])


def addresses(owners: Iterable[str], contacts: Iterable[str]) -> list[str]:
    """Each address once: contacts are free text, in which there may be some."""
    found = [*owners, *(one for text in contacts for one in ADDRESS.findall(text))]
    return list({one.lower(): one for one in found}.values())
