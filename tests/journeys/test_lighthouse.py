"""Lighthouse on the tablet's invitation and on a relative's first page: all of its points."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import ARGUMENTS, KIOSKS, PHONE, open_paired
from tests.served import Site
from tests.serving import ROOT
from tests.setup.chromium import find_chromium
from tests.world import World

LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
PATIENCE = 120
"""Seconds; a page takes a tenth of it."""
HOW = (
    "--quiet",
    "--output=json",
    "--only-categories=accessibility",
    "--throttling-method=provided",
    "--disable-storage-reset",
    "--no-enable-error-reporting",
)
PORT_FILE = "DevToolsActivePort"
"""Where Chromium writes down at which port it can be told what to do."""


def test_the_paired_tablets_invitation_has_all_points(
    site: Site, cast: World, browser: Browser, tmp_path: Path
) -> None:
    with open_to_others(browser, tmp_path / "profile") as (page, port):
        open_paired(page, site.base, cast.device_token)
        expect(page.locator('button[value="begin"]')).to_be_visible()
        assert shortcomings(f"{site.base}/k/", port, "desktop", KIOSKS["1080x810"]) == []
        page.reload()
        expect(page.locator('button[value="begin"]')).to_be_visible()


def test_the_relatives_first_page_has_all_points(
    site: Site, cast: World, browser: Browser, tmp_path: Path
) -> None:
    with open_to_others(browser, tmp_path / "profile") as (_, port):
        assert shortcomings(f"{site.base}/s/{cast.link_code}", port, "mobile", PHONE) == []


@pytest.mark.long
def test_it_sees_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    """A page without a language, a title and a name for its button."""
    with open_to_others(browser, tmp_path / "profile") as (_, port), bad_page() as address:
        found = shortcomings(address, port, "mobile", PHONE)
    named = {one.split(":")[0] for one in found}
    assert {"html-has-lang", "document-title", "button-name"} <= named


@contextmanager
def bad_page() -> Iterator[str]:
    """The address of a page that is wrong in three ways."""
    with HTTPServer(("127.0.0.1", 0), BadPage) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class BadPage(BaseHTTPRequestHandler):
    """Answers everything with a button."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><p>Hej</p><button></button>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of it."""


@contextmanager
def open_to_others(browser: Browser, profile: Path) -> Iterator[tuple[Page, int]]:
    """A page of a browser that others may drive too, on loopback only, and the port for that."""
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=find_chromium(),
        args=[*ARGUMENTS, "--remote-debugging-port=0"],
    )
    yield context.pages[0], int((profile / PORT_FILE).read_text().split()[0])
    context.close()


def shortcomings(address: str, port: int, form: str, size: dict[str, int]) -> list[str]:
    """What Lighthouse takes points off for; none when the score is whole."""
    report = _report(address, port, form, size)
    category = report["categories"]["accessibility"]
    counted = [one["id"] for one in category["auditRefs"] if one["weight"]]
    audits = [report["audits"][id_] for id_ in counted]
    found = [
        f"{a['id']}: {_places(a)}" for a in audits if a["score"] is not None and a["score"] < 1
    ]
    assert len([a for a in audits if a["score"] is not None]) >= 3, "hardly anything was looked at"
    assert (category["score"] == 1) == (found == [])
    return found


def _report(address: str, port: int, form: str, size: dict[str, int]) -> dict[str, Any]:
    emulated = [f"--screenEmulation.{name}={value}" for name, value in size.items()]
    emulated += [
        f"--form-factor={form}",
        f"--screenEmulation.mobile={json.dumps(form == 'mobile')}",
    ]
    done = subprocess.run(
        [str(LIGHTHOUSE), address, f"--port={port}", *HOW, *emulated],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert "runtimeError" not in report, report.get("runtimeError")
    return report


def _places(audit: dict[str, Any]) -> list[str]:
    items = audit.get("details", {}).get("items", [])
    return [one.get("node", {}).get("selector", "") for one in items]
