"""The involvement report as a page: of an initiative, a centre, and the whole organisation."""

from __future__ import annotations

from tests.visiting import Pages


def test_each_report_has_its_page(pages: Pages) -> None:
    pages.sign_in()
    for path in ("organisation", f"centres/{pages.world.centre_id}"):
        assert "Inddragelsesrapport" in pages.open(f"/admin/reports/{path}")


def test_without_anything_closed_it_says_so(pages: Pages) -> None:
    pages.sign_in()
    said = pages.open("/admin/reports/organisation")
    assert "Ingen runde er slut" in said
