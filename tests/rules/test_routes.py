"""Every route is open by name or closed; every answer carries the headers that guard it."""

from __future__ import annotations

import pytest
from werkzeug.routing import Rule

from survey.pages.security import HEADERS, headers_for
from tests.visiting import Pages

OPEN_TO_RESPONDENTS = {
    "/s/<code>",
    "/s/<code>/thanks",
    "/responses/key",
    "/s/<code>/<language>/<perspective>",
    "/tilgaengelighed",
    "/svar/<int:centre_id>",
    "/i/<version>/<language>/<perspective>",
    "/v/<version>/<language>/<perspective>",
    "/v/<version>/<language>/<perspective>/<part>.wav",
    "/k/speech/<language>",
    "/k/speech/<language>/<part>.wav",
    "/static/<name>",
    "/images/<picture>",
    "/k/",
    "/k/preview",
    "/k/manifest.webmanifest",
    "/k/worker.js",
}
WITH_A_CHANNELS_TOKEN = {
    "/responses/<submission_id>": "PUT",
    "/k/rounds": "GET",
    "/k/pin": "POST",
    "/k/unit": "POST",
    "/k/unpair": "POST",
    "/k/ledger": "POST",
}
WITH_A_CODE = {
    "/k/pair",
    "/admin/sign-in/link/<token>",
    "/admin/forgotten/<token>",
    "/admin/sign-in/passkey/<token>",
}
OPEN_TO_OPERATORS = {"/healthz", "/readyz"}
OPEN_TO_STAFF = {
    "/admin/sign-in",
    "/admin/sign-in/code",
    "/admin/sign-in/which",
    "/admin/sign-in/rescue",
    "/admin/sign-in/recovery-code",
    "/admin/sign-in/passkey",
    "/admin/forgotten",
}
NAMED = (
    OPEN_TO_RESPONDENTS
    | set(WITH_A_CHANNELS_TOKEN)
    | WITH_A_CODE
    | OPEN_TO_OPERATORS
    | OPEN_TO_STAFF
)


def rules(pages: Pages) -> list[Rule]:
    return list(pages.client.application.url_map.iter_rules())


def filled(rule: Rule) -> str:
    """An address that the rule takes."""
    values = dict.fromkeys(rule.arguments, "1")
    built = rule.build(values)
    assert built
    return built[1]


def test_every_route_is_named_or_closed(pages: Pages) -> None:
    for rule in rules(pages):
        if rule.rule in NAMED:
            continue
        assert rule.rule.startswith("/admin/"), f"{rule.rule} is neither named nor staff's"
        for method in rule.methods - {"HEAD", "OPTIONS"}:  # type: ignore[operator] # never None
            answer = pages.client.open(filled(rule), method=method)
            refused = answer.status_code == 303 and "/admin/sign-in" in answer.location
            assert refused or answer.status_code in (400, 401, 403), f"{method} {rule.rule}"


def test_the_names_are_not_old(pages: Pages) -> None:
    assert {rule.rule for rule in rules(pages)} >= NAMED


@pytest.mark.parametrize("rule", sorted(WITH_A_CHANNELS_TOKEN))
def test_a_channels_routes_want_its_token(pages: Pages, rule: str) -> None:
    method = WITH_A_CHANNELS_TOKEN[rule]
    answer = pages.client.open(rule.replace("<submission_id>", "a" * 32), method=method, json={})
    assert answer.status_code == 401


def test_every_answer_carries_the_headers(pages: Pages) -> None:
    for rule in rules(pages):
        for method in ("GET", "POST", "PUT", "DELETE"):
            answer = pages.client.open(filled(rule), method=method)
            for name, value in headers_for(filled(rule)):
                assert answer.headers.getlist(name) == [value], f"{method} {rule.rule}: {name}"
            assert len(answer.headers.getlist("Cache-Control")) == 1


def test_three_pages_may_do_more_and_no_other(pages: Pages) -> None:
    """Two are in one frame of ours, and one records what is read aloud."""
    found = {
        rule.rule: dict(headers_for(filled(rule)))
        for rule in rules(pages)
        if headers_for(filled(rule)) != HEADERS
    }
    framed, framing, recording = (
        "/k/preview",
        "/admin/questionnaires/drafts/<int:draft_id>/questions/<question>",
        "/admin/questionnaires/versions/<int:version_id>/prompts/<part>",
    )
    assert found.keys() == {framed, framing, recording}
    usual = dict(HEADERS)["Content-Security-Policy"]
    policies = {address: headers["Content-Security-Policy"] for address, headers in found.items()}
    assert policies == {
        framed: usual.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
        framing: f"{usual}; frame-src 'self'",
        recording: usual.replace("media-src 'self'", "media-src 'self' blob:"),
    }
    may_listen = [a for a, headers in found.items() if "microphone=(self)" in str(headers)]
    assert may_listen == [recording]


def test_what_is_not_there_has_the_headers_too(pages: Pages) -> None:
    answer = pages.client.get("/nothing/here")
    assert answer.status_code == 404
    assert answer.headers["Content-Security-Policy"] == dict(HEADERS)["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_policy_allows_what_is_written_in_the_page() -> None:
    policy = dict(HEADERS)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
