"""The pack and the residents' page on paper: accessible, the same bytes, few pages, large letters."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from admin.printing.meeting_pack import MOST_PAGES, pack_pdf, pages_of
from admin.printing.resident_page import PAPERS, resident_pdf
from admin.report.charts import chart_svg
from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Material
from admin.report.involvement.resident import resident_edition
from tests.core.test_generated_reports import made
from tests.core.test_sheets import HOSTILE
from tests.decoding import language_of, pictures, says_it_is_accessible, words_on


@pytest.fixture(scope="module")
def source() -> Material:
    return made(3, "da")


def test_the_pack_is_accessible_short_and_the_same_bytes(source: Material) -> None:
    report = involvement_report(source)
    pdf = pack_pdf(report, source.say, chart_svg)
    assert says_it_is_accessible(pdf)
    assert language_of(pdf) == "da"
    assert pages_of(pdf) == len(pictures(pdf)) <= MOST_PAGES
    assert pdf == pack_pdf(report, source.say, chart_svg)
    text = words_on(pdf)
    for section in report.sections:
        assert section.title in text
    assert "Grupper på færre end 5 vises ikke." in text
    assert "Simulerede svar" not in text


def test_a_simulated_report_says_so_on_every_page(source: Material) -> None:
    report = involvement_report(replace(source, simulated=True))
    pdf = pack_pdf(report, source.say)
    mark = source.say("Simulated answers")
    assert words_on(pdf).count(mark) == pages_of(pdf)


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_breaks_the_pack(source: Material, what: str) -> None:
    report = involvement_report(source)
    text = HOSTILE[what]
    first = report.sections[0].model_copy(update={"said": (text,), "title": text})
    about = report.about.model_copy(update={"name": text or "x"})
    hostile = report.model_copy(update={"sections": (first, *report.sections[1:]), "about": about})
    pdf = pack_pdf(hostile, source.say)
    assert says_it_is_accessible(pdf)
    assert all((page[:, -20:] > 200).all() for page in pictures(pdf))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("seed", [3, 5, 8])
def test_the_residents_page_is_one_page_in_large_print(paper: str, seed: int) -> None:
    pdf = resident_pdf(resident_edition(made(seed, "da")), paper)
    assert says_it_is_accessible(pdf)
    assert len(pictures(pdf)) == 1
    assert smallest_letters(pdf) >= 18
    assert words_on(pdf).count("Anna Ejer") == 0


def smallest_letters(pdf: bytes) -> float:
    """Points, of the smallest letters on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        count = page.count_chars()
        sizes = [pypdfium2.raw.FPDFText_GetFontSize(page, one) for one in range(count)]
        return float(min(one for one in sizes if one > 1))
    finally:
        document.close()
