"""Links on the staff side: listed, made once, printed while the code is at hand, closed, renewed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select
from werkzeug.test import TestResponse

from survey.channels import secret_hash
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.engine import Store
from survey.store.link_queries import LinkSeen, find_seen
from survey.store.setup_queries import add_centre, add_initiative
from survey.store.tables import Link, SingleUseCode
from tests.decoding import codes_on, pictures, says_it_is_accessible, words_on
from tests.foreign import make_foreign
from tests.statements import counted
from tests.visiting import Pages

LIST, NEW, ONE = "/admin/rounds/1/links", "/admin/rounds/1/links/new", "/admin/links/1"
CODE, OTHER = "Fixed-Code_0123456789A", "Other-Code_0123456789A"
BASE = "http://127.0.0.1:8000/s/"
BOTH = ["da", "en"]


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff, signed in."""
    pages.sign_in()
    return pages


def wanted(**changes: str) -> dict[str, str]:
    """A form for a new link, filled as it should be."""
    return {"kind": "open", "voice": "relative", "spot": "centre-1", "code": CODE, **changes}


def sent(pages: Pages, path: str, form: Mapping[str, object] | None = None) -> TestResponse:
    csrf = pages.csrf("/admin/")
    return pages.client.post(path, data={**(form or {}), **csrf})


def make(pages: Pages, **changes: str) -> str:
    """Make a link; returns the page that shows it."""
    return pages.look(sent(pages, f"{NEW}?lang=en", wanted(**changes)), 200)


def make_personal(pages: Pages) -> None:
    """Make a link that is opened by codes; it is number 2."""
    answer = sent(pages, NEW, wanted(kind="personal"))
    assert (answer.status_code, answer.location) == (303, "/admin/links/2")


def link(pages: Pages, number: int = 1) -> LinkSeen:
    with pages.world.store.read() as connection:
        found = find_seen(connection, number)
    assert found
    return found


def how_many(pages: Pages, table: type = Link) -> int:
    with pages.world.store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def printed(pages: Pages, path: str, kind: str, **more: object) -> bytes:
    """What is printed, as it is downloaded."""
    answer = sent(pages, path, {"kind": kind, "code": CODE, "languages": BOTH, **more})
    assert answer.status_code == 200, answer.get_data(as_text=True)[:1000]
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "no-store"
    return bytes(answer.data)


def test_a_new_link_is_shown_with_its_code_and_leads_to_the_questions(inside: Pages) -> None:
    html = make(inside, label="Elevatoren")
    assert "Elevatoren" in html
    assert f'href="{BASE}{CODE}"' in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert html.count('name="languages" type="checkbox"') == html.count(" checked>") == 2
    inside.open(f"/s/{CODE}")
    assert CODE not in inside.open("/admin/links/2")


def test_a_form_sent_twice_makes_one_link(inside: Pages) -> None:
    make(inside)
    make(inside)
    assert how_many(inside) == 2


def test_a_code_of_another_round_is_not_taken(inside: Pages) -> None:
    theirs = make_foreign(inside.world).theirs["round_id"]
    make(inside)
    spot = {"spot": f"centre-{make_spot(inside, theirs)}"}
    answer = sent(inside, f"/admin/rounds/{theirs}/links/new", wanted(**spot))
    assert answer.status_code == 400


def make_spot(pages: Pages, round_id: int) -> int:
    html = pages.open(f"/admin/rounds/{round_id}/links/new")
    return int(re.findall(r'value="centre-(\d+)"', html)[0])


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"voice": ""}, "Choose who is asked."),
        ({"voice": "staff"}, "Choose who is asked."),
        ({"spot": "centre-999"}, "Choose where it is."),
        ({"kind": "secret"}, "Choose who can open it."),
        ({"label": "a" * 121}, "at most 120 characters"),
        ({"expires_on": "2026-11-23"}, "Choose today or a later day"),
        ({"expires_on": "i morgen"}, "Write the day as it stands in the calendar"),
        ({"code": "short"}, "Open the form anew"),
    ],
)
def test_what_is_wrong_is_told(inside: Pages, changes: dict[str, str], advice: str) -> None:
    html = inside.post(f"{NEW}?lang=en", {**wanted(**changes), **inside.csrf(NEW)}, 400)
    assert advice in html
    assert how_many(inside) == 1


@pytest.mark.parametrize("kind", ["poster_a4", "poster_a5", "cards"])
def test_a_camera_finds_the_link_on_what_is_printed(inside: Pages, kind: str) -> None:
    make(inside, label="Elevatoren", spot="unit-1")
    made = printed(inside, "/admin/links/2/print", kind)
    assert says_it_is_accessible(made)
    (picture,) = pictures(made)
    (address,) = set(codes_on(picture))
    assert address == BASE + CODE
    said = words_on(made)
    for text in ("Hvordan synes du, det går?", "Vi prøver alt.", "Every kind", "Elevatoren"):
        assert text in said or kind == "cards"
    inside.open(address.removeprefix("http://127.0.0.1:8000"))


def test_only_the_chosen_languages_are_printed(inside: Pages) -> None:
    make(inside)
    said = words_on(printed(inside, "/admin/links/2/print", "poster_a4", languages=["en"]))
    assert "How do you think things are going?" in said
    assert "Alle slags" not in said


@pytest.mark.parametrize(
    "form",
    [{"kind": "poster_a4", "languages": []}, {"kind": "letters", "languages": BOTH}, {}],
)
def test_what_cannot_be_printed_comes_back_with_the_code(
    inside: Pages, form: dict[str, object]
) -> None:
    make(inside)
    html = inside.look(sent(inside, "/admin/links/2/print", {"code": CODE, **form}), 400)
    assert BASE + CODE in html


def test_a_code_is_printed_for_its_own_link_only(inside: Pages) -> None:
    make(inside)
    form = {"kind": "poster_a4", "languages": BOTH}
    for path, code in ((f"{ONE}/print", CODE), ("/admin/links/2/print", OTHER)):
        assert sent(inside, path, {**form, "code": code}).status_code == 400


def test_a_poster_with_a_fresh_link_is_one_press_away(inside: Pages) -> None:
    (picture,) = pictures(printed(inside, f"{ONE}/fresh", "poster_a4"))
    assert codes_on(picture) == [BASE + CODE]
    inside.open(f"/s/{CODE}")
    inside.open(f"/s/{inside.world.link_code}")
    printed(inside, f"{ONE}/fresh", "cards")
    assert how_many(inside) == 2, "the same form again makes no other"


def test_a_new_link_takes_the_place_of_the_old_after_a_while(inside: Pages) -> None:
    html = inside.open(f"{ONE}?lang=en")
    assert "It works for 14 more days" in html
    html = inside.look(sent(inside, f"{ONE}/renew", {"code": CODE}), 200)
    assert BASE + CODE in html
    assert link(inside).last_day == inside.world.today + timedelta(days=14)
    assert link(inside, 2).expires_on is None
    inside.open(f"/s/{inside.world.link_code}")


def test_letters_have_codes_that_open_once_each(
    inside: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [f"p-Fixed-Code_012345678{n:03d}" for n in range(3)]
    remaining = iter(codes)
    monkeypatch.setattr("admin.views.printing.new_single_use_code", lambda: next(remaining))
    make_personal(inside)
    made = printed(inside, "/admin/links/2/codes", "letters", count=3)
    assert says_it_is_accessible(made)
    read = [codes_on(one) for one in pictures(made)]
    assert read == [[BASE + code] for code in codes]
    for code in codes:
        inside.open(f"/s/{code}")
    said = words_on(made)
    assert "Kære pårørende" in said
    assert "Dine svar er fortrolige." in said
    assert "0 of 3 used" in inside.open("/admin/links/2?lang=en")


def test_addresses_come_as_a_table(inside: Pages) -> None:
    make_personal(inside)
    form = {"kind": "addresses", "languages": BOTH, "count": 1000}
    answer = sent(inside, "/admin/links/2/codes", form)
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[0] == ["address"]
    addresses = {row[0] for row in rows[1:]}
    assert len(addresses) == 1000 == how_many(inside, SingleUseCode)
    inside.open(f"/s/{min(addresses).rpartition('/')[2]}")


@pytest.mark.parametrize("count", ["0", "1001", "mange", ""])
def test_so_many_codes_at_a_time_and_no_more(inside: Pages, count: str) -> None:
    make_personal(inside)
    form = {"kind": "letters", "languages": BOTH, "count": count}
    html = inside.look(sent(inside, "/admin/links/2/codes?lang=en", form), 400)
    assert "Write a whole number from 1 to 1000." in html
    assert how_many(inside, SingleUseCode) == 0


def test_codes_that_could_not_be_printed_are_not_kept(
    inside: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_sheet: object) -> bytes:
        raise RuntimeError

    make_personal(inside)
    monkeypatch.setattr("admin.views.printing.pdf", fail)
    inside.client.application.testing = False
    form = {"kind": "letters", "languages": BOTH, "count": 3}
    assert sent(inside, "/admin/links/2/codes", form).status_code == 500
    assert how_many(inside, SingleUseCode) == 0


def test_open_and_personal_links_are_printed_in_their_own_ways(inside: Pages) -> None:
    make_personal(inside)
    form = {"kind": "poster_a4", "languages": BOTH, "code": OTHER, "count": 3}
    for path in ("/admin/links/2/print", "/admin/links/2/fresh", "/admin/links/2/renew"):
        assert sent(inside, path, form).status_code == 404
    assert sent(inside, f"{ONE}/codes", form).status_code == 404


def test_a_link_is_closed_and_opened_again(inside: Pages) -> None:
    path = f"/s/{inside.world.link_code}"
    assert sent(inside, f"{ONE}/revoke").status_code == 303
    assert inside.client.get(path).status_code == 410
    html = inside.open(f"{ONE}?lang=en")
    assert f'action="{ONE}/restore"' in html.split("Undo")[0]
    assert "there is nothing to print for it" in html
    assert sent(inside, f"{ONE}/restore").status_code == 303
    inside.open(path)


def test_two_who_change_it_at_once_find_out(inside: Pages) -> None:
    change = f"{ONE}/change"
    hers = {"label": "Hers", "expires_on": "2026-12-01", "revision": "1"}
    assert sent(inside, change, hers).status_code == 303
    mine = {"label": "Mine", "expires_on": "", "revision": "1", **inside.csrf(change)}
    html = inside.post(f"{change}?lang=en", mine, 409)
    assert "Somebody else changed this" in html
    assert 'value="Mine"' in html
    assert (link(inside).label, link(inside).expires_on) == ("Hers", date(2026, 12, 1))
    assert sent(inside, change, {**mine, "revision": "2"}).status_code == 303
    assert (link(inside).label, link(inside).expires_on) == ("Mine", None)


def cost_of(pages: Pages, store: Store, path: str) -> int:
    """How many statements a page takes."""
    with counted(store) as said:
        pages.open(path)
    return len(said)


def test_five_thousand_links_are_listed_at_one_cost(inside: Pages) -> None:
    store = inside.client.application.extensions[NAME].store
    paths = (LIST, "/admin/links/")
    few = [cost_of(inside, store, path) for path in paths]
    row = {"round_id": 1, "centre_id": 1, "voice": "relative"}
    rows = [
        {**row, "label": f"Dør {n}", "code_hash": secret_hash(str(n)), "unit_id": n % 2 + 1}
        for n in range(5000)
    ]
    with inside.world.store.write() as connection:
        connection.execute(insert(Link), rows)
    assert [cost_of(inside, store, path) for path in paths] == few
    assert max(few) <= 12
    assert inside.open(LIST).count('class="tablet-name"') == 25
    assert inside.open(f"{LIST}?page=201&lang=en").count('class="tablet-name"') == 1
    assert inside.open(f"{LIST}?find=4711").count('class="tablet-name"') == 1
    assert inside.open(f"{LIST}?find=100%25&lang=en").count("No link fits that word.") == 1
    assert inside.open(f"{LIST}?find=relatives&lang=en").count('class="tablet-name"') == 25


def test_only_links_within_reach_are_listed(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=foreign.own["centre_id"]))
    html = pages.open("/admin/links/")
    assert "Own centre" in html
    assert "Theirs centre" not in html
    assert "Solsikken" not in html


def test_without_links_it_says_what_to_do(inside: Pages) -> None:
    with inside.world.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM link")
    assert "Make one: its poster is ready" in inside.open(f"{LIST}?lang=en")
    assert "Links are made from a round." in inside.open("/admin/links/?lang=en")
    assert f'href="{LIST}"' in inside.open("/admin/")


def test_hostile_labels_stay_text(inside: Pages) -> None:
    html = make(inside, label="<script>alert(1)</script>")
    pages = [
        html,
        *(inside.open(path) for path in (LIST, "/admin/links/2", "/admin/links/2/change")),
    ]
    assert not any("<script>alert" in page for page in pages)
    printed(inside, "/admin/links/2/print", "poster_a5")


@pytest.mark.parametrize("number", [999, 10**30])
def test_what_is_not_there_is_told(inside: Pages, number: int) -> None:
    inside.open(f"/admin/links/{number}", 404)
    inside.open(f"/admin/rounds/{number}/links", 404)


def test_the_initiative_and_the_centre_are_named_as_those_who_ask(inside: Pages) -> None:
    with inside.world.store.session() as session:
        add_initiative(session, "Fællesskab")
        add_centre(session, "Elsewhere")
    with inside.world.store.write() as connection:
        connection.exec_driver_sql("UPDATE round SET initiative_id = 1")
    make(inside)
    said = words_on(printed(inside, "/admin/links/2/print", "poster_a4"))
    assert "Solsikken" in said
    assert "Fællesskab" in said
    assert "Elsewhere" not in said
