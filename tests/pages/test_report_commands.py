"""`flask report`: text, data that its schema describes, PDF, and the residents' page."""

from __future__ import annotations

from pathlib import Path

from admin.report.involvement.model import InvolvementReport
from admin.report_commands import schema_text
from tests.visiting import Pages


def run(pages: Pages, *given: str) -> tuple[int, bytes]:
    done = pages.client.application.test_cli_runner().invoke(args=["report", *given])
    return done.exit_code, done.stdout_bytes


def test_the_report_is_printed_in_each_form(pages: Pages) -> None:
    at = ("centre", str(pages.world.centre_id))
    code, text = run(pages, *at)
    assert code == 0
    assert b"Inddragelsesrapport" in text
    code, data = run(pages, "--json", "--language", "en", *at)
    assert code == 0
    assert InvolvementReport.model_validate_json(data).language == "en"
    for form in ("--pdf", "--resident"):
        code, pdf = run(pages, form, *at)
        assert code == 0
        assert pdf.startswith(b"%PDF")
    assert run(pages, "--resident-plain", "organisation")[0] == 0


def test_what_is_not_there_is_told(pages: Pages) -> None:
    assert run(pages, "initiative", "99")[0] == 1
    assert run(pages, "initiative")[0] == 2
    assert run(pages, "organisation", "1")[0] == 2


def test_the_schema_in_the_docs_is_up_to_date(pages: Pages) -> None:
    kept = Path(__file__).parents[2] / "docs" / "report.schema.json"
    assert kept.read_text() == schema_text(), "flask report --schema > docs/report.schema.json"
    assert run(pages, "--schema")[1].decode() == schema_text()
