"""The involvement report as a page: of an initiative, a centre, and the whole organisation."""

from __future__ import annotations

from admin.involvement_keeping import make_due
from survey.services import NAME
from tests.visiting import Pages


def read(pages: Pages, path: str) -> str:
    """The report at that path, once the worker has made it."""
    pages.open(f"/admin/reports/{path}")
    app = pages.client.application
    with app.app_context():
        make_due(app.extensions[NAME])
    return pages.open(f"/admin/reports/{path}")


def test_each_report_has_its_page(pages: Pages) -> None:
    pages.sign_in()
    for path in ("organisation", f"centres/{pages.world.centre_id}"):
        assert "Inddragelsesrapport" in read(pages, path)


def test_without_anything_closed_it_says_so(pages: Pages) -> None:
    pages.sign_in()
    assert "Ingen runde er slut" in read(pages, "organisation")
