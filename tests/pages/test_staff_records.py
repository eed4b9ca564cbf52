"""Records: each request of the staff is written down once; what is kept; erasing by receipt code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select, update

from admin.audit import NOWHERE
from survey.audit import Deed, Event
from survey.intake.receipts import code_of
from survey.inventory import TABLES
from survey.retention import Today, delete_due
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store import audit_queries
from survey.store.audit_queries import append, check_chain, some
from survey.store.engine import Store
from survey.store.staff_queries import new_sign_in_link
from survey.store.tables import AuditEvent, Response, Round
from survey.store.tally_check import verify_tally
from tests.foreign import make_foreign
from tests.rules.test_rights import visits
from tests.statements import counted
from tests.visiting import Pages
from tests.world import KEY, NOW, relatives_answer

CANARY = "kanariefugl"
ID = "0123456789abcdef" * 2


def store_of(pages: Pages) -> Store:
    store: Store = pages.client.application.extensions[NAME].store
    return store


def events(pages: Pages) -> list[Event]:
    """All that was written down, oldest first."""
    with pages.world.store.read() as connection:
        return some(connection, 0, 10_000)[::-1]


def since(pages: Pages, before: int) -> list[tuple[str, str, int]]:
    """What was written down after so many: action, about, status."""
    return [(e.deed.action, e.deed.about, e.deed.status) for e in events(pages)[before:]]


def test_every_page_of_the_staff_writes_exactly_one_event(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in()
    looked = 0
    for one in list(visits(pages, foreign)):
        for method in sorted((one.rule.methods or set()) & {"GET", "POST"}):
            if one.rule.endpoint == "security.logout":
                continue
            csrf = pages.csrf("/admin/") if method == "POST" else None
            before = len(events(pages))
            status = pages.client.open(one.own, method=method, data=csrf).status_code
            numbers = [
                f"{n}={foreign.own[n]}"
                for n in sorted(one.rule.arguments)
                if isinstance(foreign.own.get(n), int)
            ]
            wanted = (f"{method} {one.rule.endpoint}", " ".join(numbers), status)
            assert since(pages, before) == [wanted], one.own
            looked += 1
    assert looked > 15
    assert {e.deed.name for e in events(pages)} == {"Anna"}
    assert check_chain(pages.world.store).damage is None


def test_signing_in_and_out_is_written_down(pages: Pages) -> None:
    pages.sign_in("Bo")
    csrf = pages.csrf("/admin/")
    pages.client.post("/admin/sign-out", data=csrf)
    told = [(e.deed.name, e.deed.action, e.deed.status) for e in events(pages)]
    assert told == [
        ("Bo", "POST admin_sign_in.spend", 303),
        ("Bo", "GET admin_home.home", 200),
        ("Bo", "POST security.logout", 302),
    ]


def test_what_is_refused_or_not_there_is_written_down(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in("Bo", Grant(Role.READER, centre_id=foreign.own["centre_id"]))
    before = len(events(pages))
    theirs = foreign.theirs["round_id"]
    pages.open("/admin/audit", 403)
    pages.open(f"/admin/rounds/{theirs}/report", 404)
    pages.open(f"/admin/{CANARY}", 404)
    assert since(pages, before) == [
        ("GET admin_records.audit", "", 403),
        ("GET admin_report.report", f"round_id={theirs}", 404),
        (f"GET {NOWHERE}", "", 404),
    ]


def test_a_stranger_fills_no_list_but_a_try_to_sign_in_is_told(pages: Pages) -> None:
    for path in ("/admin/", "/admin/sign-in", "/admin/audit", f"/admin/{CANARY}"):
        pages.client.get(path)
    for path in ("/admin/", "/admin/erase/now", f"/admin/sign-in/{CANARY}", f"/admin/{CANARY}"):
        assert pages.client.post(path).status_code in (303, 400)
    assert events(pages) == []
    token = new_sign_in_link(pages.world.store, "Bo", NOW, make=True)
    csrf = pages.csrf(f"/admin/sign-in/link/{token}")
    assert pages.client.post(f"/admin/sign-in/link/{CANARY}", data=csrf).status_code == 410
    (event,) = events(pages)
    assert (event.deed.user_id, event.deed.name) == (None, "")
    assert event.deed.action == "POST admin_sign_in.spend"


def test_nothing_that_was_typed_or_asked_for_is_written_down(pages: Pages) -> None:
    pages.sign_in()
    headers = {"User-Agent": CANARY, "X-Forwarded-For": "203.0.113.7", "Referer": CANARY}
    form = {"said_da": CANARY, "promised_da": CANARY, "owner": CANARY, "code": CANARY}
    csrf = pages.csrf("/admin/actions/new")
    pages.client.get(f"/admin/?find={CANARY}", headers=headers)
    pages.client.get(f"/admin/sign-in/{CANARY}", headers=headers)
    pages.client.post("/admin/actions/new", data={**form, **csrf}, headers=headers)
    pages.client.post("/admin/erase", data={**form, **csrf}, headers=headers)
    pages.client.open(f"/admin/?{CANARY}", method=CANARY.upper(), headers=headers)
    with pages.world.store.read() as connection:
        rows = repr(connection.execute(select(*AuditEvent.__table__.columns)).all())
    assert rows.count("POST") >= 3
    for secret in (CANARY, CANARY.upper(), "203.0.113.7", "127.0.0.1"):
        assert secret not in rows


def test_respondents_write_nothing_down_and_are_not_slowed(pages: Pages) -> None:
    world = pages.world
    token = {"Authorization": f"Bearer {world.device_token}"}
    with counted(store_of(pages)) as said:
        pages.open(f"/s/{world.link_code}")
        pages.client.put(f"/responses/{ID}", json=world.submission(), headers=token)
        pages.open("/k/")
        pages.open("/tilgaengelighed")
    assert not [one for one in said if "audit" in one]
    assert events(pages) == []


def test_what_cannot_be_written_down_is_not_shown(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.sign_in()

    def fail(*_: object) -> bool:
        raise OSError("the disk is full")

    monkeypatch.setattr(audit_queries, "_insert", fail)
    pages.client.application.testing = False
    page = pages.open(f"/admin/rounds/{pages.world.round_id}/exports", 500)
    assert "Alle slags" not in page


def test_the_list_tells_in_words_the_newest_first(pages: Pages) -> None:
    pages.sign_in()
    pages.open(f"/admin/rounds/{pages.world.round_id}/report")
    pages.open("/admin/nothing", 404)
    html = pages.open("/admin/audit?lang=en")
    assert html.index("Asked for a page that is not there.") < html.index("Read the report: round")
    assert "It was not there, or not hers to see." in html
    assert "13:00" in html, "the time of day as it is at the centres"
    assert "Tuesday, November 24, 2026" in html


def test_a_page_of_another_room_is_told_by_its_name(pages: Pages) -> None:
    pages.sign_in()
    append(pages.world.store, Deed(1, "Bo", "POST other_room.page", "thing_id=4", 502), NOW)
    html = pages.open("/admin/audit?lang=en")
    assert "POST other_room.page: thing_id 4." in html
    assert "It failed." in html


def test_the_list_is_searched_by_person_and_goes_on_page_by_page(pages: Pages) -> None:
    pages.sign_in()
    for number in range(60):
        name = "Bo <b>" if number % 2 else "Camilla"
        append(pages.world.store, Deed(number, name, "GET admin_home.home", "", 200), NOW)
    html = pages.open("/admin/audit?find=bo+%3Cb&lang=en")
    assert "Bo &lt;b&gt;" in html
    assert "Camilla" not in html
    assert "Page 1 of 2" in html
    assert "Page 2 of 2" in pages.open("/admin/audit?find=bo&page=2&lang=en")
    assert "Nobody of that name" in pages.open("/admin/audit?find=nobody&lang=en")


def test_the_cost_does_not_grow_with_the_list(pages: Pages) -> None:
    pages.sign_in()
    store = store_of(pages)
    with counted(store) as few:
        pages.open("/admin/audit")
    for _ in range(60):
        append(pages.world.store, Deed(1, "Bo", "GET admin_home.home", "", 200), NOW)
    with counted(store) as many:
        pages.open("/admin/audit")
    assert len(few) == len(many) <= 12


def test_the_inventory_tells_of_every_table_to_everybody(pages: Pages) -> None:
    pages.sign_in("Bo", Grant(Role.HELPER, centre_id=pages.world.centre_id))
    html = pages.open("/admin/inventory?lang=en")
    for table in TABLES:
        assert f"Table {table}" in html
    assert "Words people wrote" in html


def test_the_room_shows_what_one_may_open(pages: Pages) -> None:
    pages.sign_in("Bo", Grant(Role.READER))
    html = pages.open("/admin/records")
    assert "/admin/inventory" in html
    assert "/admin/audit" not in html
    assert "/admin/erase" not in html


def numbers_of(html: str) -> str:
    """A report without what people wrote: words that nobody has read go with their answers."""
    own_words = r'<section[^>]*aria-labelledby="own-words".*?(?=<footer class="report-foot")'
    return re.sub(r"\s+", " ", re.sub(own_words, "", without(html, ""), flags=re.DOTALL))


def test_reports_and_downloads_outlive_the_answers(pages: Pages) -> None:
    world = pages.world
    for number in range(12):
        world.deliver(world.submission(), f"{number:032x}")
    with world.store.write() as connection:
        past = {"closes_on": world.today - timedelta(days=9), "keeps_days": 5}
        connection.execute(update(Round).values(opens_on=past["closes_on"], **past))
    pages.sign_in()
    path = f"/admin/rounds/{world.round_id}"
    before = numbers_of(pages.open(f"{path}/report"))
    gone = delete_due(world.store, KEY, Today(NOW, world.today, 730))
    assert gone.answers == {world.round_id: 12}
    assert numbers_of(pages.open(f"{path}/report")) == before
    for file in ("tables.xlsx", "responses.csv", "responses.xlsx"):
        assert pages.client.get(f"{path}/{file}").status_code == 200
    assert pages.client.get(f"{path}/responses.csv").get_data(as_text=True).count("\n") == 1


def answered(pages: Pages, offers: bool = True) -> None:
    """Two answers through the link, of a round that offers receipts."""
    with pages.world.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=offers))
    for id_ in (ID, "a" * 32):
        pages.world.deliver(relatives_answer(pages.world), id_, pages.world.link_code)


def kept(connection: Connection) -> list[str]:
    return list(connection.scalars(select(Response.id)))


def erase(pages: Pages, code: str) -> str:
    """Write the code, say yes; what is told then."""
    csrf = pages.csrf("/admin/erase")
    sure = pages.post("/admin/erase?lang=en", {"code": code, **csrf}, 200)
    assert code_of(ID) in sure
    assert "Nobody can bring it back." in sure
    return pages.post("/admin/erase/now?lang=en", {"code": code, **csrf}, 200)


def test_an_answer_is_erased_with_its_counts(pages: Pages) -> None:
    answered(pages)
    pages.sign_in()
    assert "The answer is erased" in erase(pages, code_of(ID).lower().replace("-", " "))
    with pages.world.store.read() as connection:
        assert kept(connection) == ["a" * 32]
    assert list(verify_tally(pages.world.store, pages.world.versions)) == []
    assert "There is nothing under this code" in erase(pages, code_of(ID))


def test_what_offers_no_receipts_is_not_there(pages: Pages) -> None:
    answered(pages, offers=False)
    pages.sign_in()
    unknown = erase(pages, code_of(ID))
    assert "There is nothing under this code" in unknown
    with pages.world.store.read() as connection:
        assert len(kept(connection)) == 2


def without(html: str, code: str) -> str:
    """A page without that code, and without what keeps other sites from posting it."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", html.replace(code, ""))


def test_writing_a_code_looks_nothing_up_and_erases_nothing(pages: Pages) -> None:
    answered(pages)
    pages.sign_in()
    csrf = pages.csrf("/admin/erase")
    there = pages.post("/admin/erase", {"code": code_of(ID), **csrf}, 200)
    not_there = pages.post("/admin/erase", {"code": code_of("b" * 32), **csrf}, 200)
    assert without(there, code_of(ID)) == without(not_there, code_of("b" * 32))
    with pages.world.store.read() as connection:
        assert len(kept(connection)) == 2


@pytest.mark.parametrize("typed", ["", "K7", code_of(ID)[:-1] + "@", "<script>"])
def test_a_slip_of_the_pen_is_told_and_nothing_is_lost(pages: Pages, typed: str) -> None:
    pages.sign_in()
    csrf = pages.csrf("/admin/erase")
    for path in ("/admin/erase", "/admin/erase/now"):
        html = pages.post(f"{path}?lang=en", {"code": typed, **csrf}, 400)
        assert "<title>Error:" in html
        assert "Write the code" in html or "This is no whole receipt code." in html
        assert typed.replace("<", "&lt;").replace(">", "&gt;") in html


def test_after_many_codes_one_waits_an_hour(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("admin.views.records.CODES_AN_HOUR", 3)
    answered(pages)
    pages.sign_in()
    csrf = pages.csrf("/admin/erase")
    for _ in range(3):
        pages.post("/admin/erase/now", {"code": code_of("b" * 32), **csrf}, 200)
    said = pages.post("/admin/erase/now?lang=en", {"code": code_of(ID), **csrf}, 429)
    assert "Wait an hour" in said
    with pages.world.store.read() as connection:
        assert len(kept(connection)) == 2
        assert connection.scalar(select(func.max(AuditEvent.number))) == len(events(pages))
    old = NOW - timedelta(hours=2)
    with pages.world.store.write() as connection:
        connection.execute(update(AuditEvent).values(at=old))
    assert "erased" in pages.post("/admin/erase/now?lang=en", {"code": code_of(ID), **csrf}, 200)
