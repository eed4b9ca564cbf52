"""The involvement report as pages to lay on the table: A4, in type that is small and still read.

Made of the report alone, so that the same report makes the same bytes whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from admin.printing.typeset import set_type, shown
from admin.report.involvement.model import Chart, Figure, InvolvementReport, Section, Table
from admin.report.involvement.reading_key import AS_OF, HOW_TO_READ, SIMULATED, reading_key
from admin.report.sentences import Sentence, sentence
from survey.texts import N_

Say = Callable[[Sentence | str], str]
"""A sentence in the language of the report."""
Draw = Callable[[Chart], str]
"""A chart as SVG."""

LAST_HEARD = N_("Last heard %(day)s")
LONG_AGO = N_("long ago")
NUMBERS = N_("The numbers behind the pictures")
TABLE_NUMBER = N_("Table %(number)s")
SEE_TABLE = N_("The numbers are in table %(number)s.")
PAGE_OF = N_("Page %(page)s of %(pages)s")
CORRECTED = N_("Corrected since it was first told")
NOTHING = N_("Nothing to report")
NOBODY = N_("No number is about one person. Groups of fewer than %(k)s are not shown.")
WIDE = 4
"""A table of more columns stands across the page."""
MOST_PAGES = 4


@dataclass(frozen=True)
class Fullness:
    """How much stands on the pages: the type in points, at most so many figures of a section (None:
    all), and whether the numbers behind the pictures do.
    """

    size: float
    figures: int | None = None
    numbers: bool = True


FULLEST_FIRST = (
    Fullness(10),
    Fullness(9.5),
    Fullness(9),
    Fullness(9, 3),
    Fullness(9, 2),
    Fullness(9, 2, numbers=False),
    Fullness(9, 1, numbers=False),
)
"""A report of many questions is set smaller, and then shorter, before it is longer."""
MORE = N_("%(n)s more figures stand in the report itself.")
ONE_MORE = N_("One more figure stands in the report itself.")


def pack_pdf(report: InvolvementReport, say: Say, draw: Draw | None = None) -> bytes:
    """The report as PDF/UA-1. `say` says our words in the report's language, `draw` its charts."""
    made = b""
    for full in FULLEST_FIRST:
        made = set_type("meeting_pack.typ", _Pack(report, say, draw, full).data())
        if pages_of(made) <= MOST_PAGES:
            break
    return made


def pages_of(made: bytes) -> int:
    """How many pages a file of ours has: the typesetter writes the number into its description."""
    counted = made.rpartition(b"<xmpTPg:NPages>")[2].partition(b"<")[0]
    return int(counted)


class _Pack:
    """What the layout is given, made once."""

    def __init__(
        self, report: InvolvementReport, say: Say, draw: Draw | None, full: Fullness
    ) -> None:
        self._report, self._say, self._draw, self._full = report, say, draw, full
        self._twins: list[dict[str, Any]] = []

    def data(self) -> dict[str, Any]:
        report = self._report
        first, *rest = [self._section(one) for one in report.sections] or [self._nothing()]
        return {
            "size": self._full.size,
            "title": shown(f"{report.about.name}: {self._tell(AS_OF, day=self._day())}"),
            "made_on": [report.made_on.year, report.made_on.month, report.made_on.day],
            "words": [{"code": report.language}],
            "kicker": shown(self._tell(AS_OF, day=self._day())),
            "simulated": shown(self._tell(SIMULATED)) if report.simulated else "",
            "name": shown(report.about.name),
            "waves": [shown(one) for one in self._asked()],
            "short": first,
            "sections": rest,
            "notes": self._listed(CORRECTED, report.notes),
            "numbers": {"heading": shown(self._tell(NUMBERS)), "tables": self._twins},
            "foot": self._listed(HOW_TO_READ, reading_key(report.k, self._say)),
            "page_of": self._tell(PAGE_OF, page="{page}", pages="{pages}"),
            "nobody": shown(self._tell(NOBODY, k=report.k)),
        }

    def _tell(self, msgid: str, **values: str | int) -> str:
        return self._say(sentence(msgid, **values))

    def _day(self, when: date | None = None) -> str:
        day, language = when or self._report.made_on, self._report.language
        return str(format_date(day, "long", locale=language))

    def _asked(self) -> Iterator[str]:
        for one in self._report.waves[-MOST_WAVES:]:
            yield f"{one.title}: {self._day(one.opens_on)} – {self._day(one.closes_on)}"

    def _nothing(self) -> dict[str, Any]:
        said = [shown(one) for one in self._report.nothing]
        return {"heading": shown(self._tell(NOTHING)), "said": said, "figures": []}

    def _listed(self, heading: str, lines: Iterable[str]) -> dict[str, Any]:
        return {"heading": shown(self._tell(heading)), "said": [shown(one) for one in lines]}

    def _section(self, section: Section) -> dict[str, Any]:
        figures = section.figures[: self._full.figures]
        said = [*section.said, *self._more(len(section.figures) - len(figures))]
        return {
            "heading": shown(f"{section.number}. {section.title}"),
            "said": [shown(one) for one in said],
            "figures": [self._figure(one) for one in figures],
        }

    def _more(self, left: int) -> list[str]:
        """That some figures of a section are left out, and where they stand."""
        if not left:
            return []
        return [self._tell(ONE_MORE) if left == 1 else self._tell(MORE, n=left)]

    def _figure(self, figure: Figure) -> dict[str, Any]:
        svg = self._draw(figure.chart) if self._draw and figure.chart else ""
        told = {
            "heading": shown(figure.title),
            "facts": shown(" · ".join(self._facts(figure))),
            "said": [shown(one) for one in figure.said],
            "svg": svg,
            "alternative": shown(figure.alternative or figure.title),
            "table": None,
            "wide": False,
            "cannot_say": figure.cannot_say,
        }
        if figure.table:
            told |= self._table(figure.table) if not svg else self._twin(figure, figure.table)
        return told

    def _facts(self, figure: Figure) -> Iterator[str]:
        yield from (one for one in (figure.voice, figure.base, figure.waves) if one)
        if figure.last_heard:
            yield self._tell(LAST_HEARD, day=self._day(figure.last_heard))
        if figure.stale:
            yield self._tell(LONG_AGO)

    def _table(self, table: Table) -> dict[str, Any]:
        return {"table": _cells(table), "wide": len(table.columns) > WIDE}

    def _twin(self, figure: Figure, table: Table) -> dict[str, Any]:
        if not self._full.numbers:
            return {}
        number = len(self._twins) + 1
        caption = " · ".join(
            one
            for one in (self._tell(TABLE_NUMBER, number=number), figure.title, figure.voice)
            if one
        )
        self._twins.append({**_cells(table), "caption": shown(caption)})
        return {"twin": shown(self._tell(SEE_TABLE, number=number))}


MOST_WAVES = 6
"""So many of the newest rounds are named on the first page."""


def _cells(table: Table) -> dict[str, Any]:
    return {
        "caption": shown(table.caption),
        "columns": [shown(one) for one in table.columns],
        "rows": [[shown(cell) for cell in row] for row in table.rows],
    }
