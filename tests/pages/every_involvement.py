"""Every page of the involvement report: nothing yet, an open round, pictures made and not, unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import update

from admin.report.charts import chart_digest, chart_svg
from admin.report.involvement.model import (
    About,
    Figure,
    InvolvementReport,
    Section,
    SectionKey,
    Table,
)
from survey.staff import EVERYWHERE
from survey.store.kept_report_queries import Subject, keep_charts, want
from survey.store.tables import KeptReport
from tests.charting import CHARTS
from tests.visiting import Pages
from tests.world import NOW

AT = "/admin/reports"


def involvement_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each; a full report is kept on the way."""
    yield "involvement_open", pages.open(f"{AT}/organisation")
    yield "involvement_centre", pages.open(f"{AT}/centres/{pages.world.centre_id}")
    report = full_report(pages.world.today)
    keep_report(pages, report)
    yield "involvement_not_drawn", pages.open(f"{AT}/organisation")
    draw_all(pages, report)
    yield "involvement_full", pages.open(f"{AT}/organisation")
    keep_report(pages, report.model_copy(update={"sections": (), "nothing": ("Ingen svar.",)}))
    yield "involvement_nothing", pages.open(f"{AT}/organisation")
    keep_report(pages, report.model_copy(update={"notes": ("Tre svar er slettet.",)}))
    yield "involvement_corrected", pages.open(f"{AT}/organisation")


def full_report(today: date) -> InvolvementReport:
    """A report with a figure of every kind, and one that cannot be told."""
    figures = tuple(_figure(name, today) for name in CHARTS)
    unknown = Figure(
        key="unknown",
        title="Ved ikke",
        said=("Det kan vi ikke sige.",),
        cannot_say=True,
        stale=True,
    )
    keys = (SectionKey.SHORT, SectionKey.NEED, SectionKey.CHANGE, SectionKey.AGENDA)
    sections = [Section(key=key, number=i, title=f"Afsnit {i}") for i, key in enumerate(keys, 1)]
    sections[1] = sections[1].model_copy(update={"figures": figures})
    sections[2] = sections[2].model_copy(update={"figures": (unknown,), "cannot_say": True})
    return InvolvementReport(
        about=About(kind="organisation", id=None, name="Hele organisationen"),
        language="da",
        made_on=today,
        k=5,
        sections=tuple(sections),
    )


def keep_report(pages: Pages, report: InvolvementReport, **values: object) -> Subject:
    """Keep it as though the worker had made it a moment ago."""
    about = report.about
    subject = Subject(about.kind, about.id, report.language, EVERYWHERE)
    want(pages.world.store, [subject], NOW)
    made = {
        "content": report.model_dump(mode="json"),
        "made_at": NOW,
        "made_on": pages.world.today,
        "wanted_at": NOW - timedelta(minutes=1),
        **values,
    }
    key = subject.key
    with pages.world.store.write() as connection:
        connection.execute(
            update(KeptReport)
            .where(KeptReport.kind == key["kind"], KeptReport.within_key == key["within_key"])
            .where(KeptReport.language == key["language"])
            .values(made)
        )
    return subject


def draw_all(pages: Pages, report: InvolvementReport) -> None:
    """Keep its charts."""
    charts = [one.chart for section in report.sections for one in section.figures if one.chart]
    drawn = {chart_digest(one): chart_svg(one) for one in charts}
    keep_charts(pages.world.store, drawn, pages.world.today)


def _figure(name: str, today: date) -> Figure:
    return Figure(
        key=name,
        title=f"Figur {name}",
        voice="Beboere selv",
        base="30 af 40",
        waves="Spurgt i november",
        said=("21 af 30 peger på det.",),
        chart=CHARTS[name],
        alternative=f"Et billede af {name}: 70 %.",
        table=Table(caption=f"Tal {name}", columns=("Svar", "Antal"), rows=(("Musik", "21"),)),
        last_heard=today,
    )
