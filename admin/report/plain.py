"""A report as plain text: for reading its words through, and for those who read no pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from admin.report.involvement.model import Figure, InvolvementReport, Section, Table
from admin.report.involvement.reading_key import AS_OF, HOW_TO_READ, SIMULATED, reading_key
from admin.report.involvement.resident import ResidentEdition
from admin.report.sentences import Sentence, sentence

Say = Callable[[Sentence | str], str]


def plain_report(report: InvolvementReport, say: Say) -> str:
    """The whole report, a sentence to a line; pictures are told by their alternative."""
    return "\n".join(_lines(report, say)) + "\n"


def plain_resident(edition: ResidentEdition) -> str:
    """The residents' edition, a sentence to a line."""
    lines = [edition.title, *edition.heard]
    for one in edition.answered:
        signed = [one.signed] if one.signed else []
        lines += ["", edition.you_said, one.said, one.heading, one.answer, *signed]
    return "\n".join([*lines, "", *edition.closing]) + "\n"


def _lines(report: InvolvementReport, say: Say) -> Iterator[str]:
    yield report.about.name
    yield say(sentence(AS_OF, day=report.made_on.isoformat()))
    if report.simulated:
        yield say(sentence(SIMULATED))
    yield from (*report.nothing, *report.notes)
    for section in report.sections:
        yield from _section(section)
    yield from ("", f"## {say(sentence(HOW_TO_READ))}")
    yield from reading_key(report.k, say)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {section.number}. {section.title}", *section.said)
    for figure in section.figures:
        yield from _figure(figure)


def _figure(figure: Figure) -> Iterator[str]:
    yield from ("", f"### {figure.title}")
    facts = " · ".join(one for one in (figure.voice, figure.base, figure.waves) if one)
    yield from (one for one in (facts, *figure.said, figure.alternative) if one)
    if figure.table:
        yield from _table(figure.table)


def _table(table: Table) -> Iterator[str]:
    yield table.caption
    for row in (table.columns, *table.rows):
        yield " | ".join(row)
