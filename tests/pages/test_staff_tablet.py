"""Seeing to a tablet: adding, pairing, moving, a PIN, shutting it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.channel_queries import pair
from survey.store.device_queries import find_seen, pin_of
from survey.store.ledger_queries import report_gaps
from survey.store.setup_queries import add_centre, add_device
from survey.store.tables import Device
from tests.pages.test_staff_tablets import tell
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW

LIST, NEW, ONE = "/admin/tablets", "/admin/tablets/new", "/admin/tablets/1"


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff, signed in."""
    pages.sign_in()
    return pages


def press(pages: Pages, path: str, form: Mapping[str, object] | None = None) -> str:
    """Post to a page that should take it; returns where it leads."""
    csrf = pages.csrf("/admin/")
    answer = pages.client.post(path, data={**(form or {}), **csrf})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def code_on(html: str) -> str:
    """The pairing code that a page shows."""
    return "".join(re.findall(r"<span>(\d{3})</span>", html))


def spend(pages: Pages, code: str) -> int | None:
    """Write a code on a tablet."""
    return pair(pages.world.store, code, "t-" + "x" * 43, NOW, NOW.date())


def seen(pages: Pages, number: int = 1) -> tuple[str, str]:
    with pages.world.store.read() as connection:
        found = find_seen(connection, number)
    assert found
    return found.name, found.place


def test_a_new_tablet_is_two_presses_from_its_code(inside: Pages) -> None:
    assert f'href="{NEW}"' in inside.open(LIST)
    html = inside.open(NEW)
    assert 'value="centre-1" selected' in html, "the only centre is chosen already"
    path = press(inside, NEW, {"name": " Lounge ", "spot": "unit-1"})
    assert path == "/admin/tablets/2/pairing"
    code = code_on(inside.open(path))
    assert seen(inside, 2) == ("Lounge", "Solsikken, Eg")
    assert spend(inside, code) == 2


def test_the_pairing_page_tells_by_itself_when_it_is_done(inside: Pages) -> None:
    path = press(inside, f"{ONE}/pairing")
    html = inside.open(f"{path}?lang=en")
    code = code_on(html)
    assert "http://127.0.0.1:8000/k/" in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert code_on(inside.open(path)) == code, "looking again makes no new code"
    state = f"{path}/state"
    assert inside.client.get(state).json == {"state": "waits"}
    assert spend(inside, code) == 1
    assert inside.client.get(state).json == {"state": "done"}
    html = inside.open(f"{path}?lang=en")
    assert "Tablet 1 is connected" in html
    assert code_on(html) == ""


def test_a_code_is_told_to_its_maker_alone(inside: Pages) -> None:
    code = code_on(inside.open(press(inside, f"{ONE}/pairing")))
    inside.client.post("/admin/sign-out", data=inside.csrf("/admin/"))
    inside.sign_in("Bo", Grant(Role.COORDINATOR))
    html = inside.open(f"{ONE}/pairing?lang=en")
    assert "it is shown only to whoever made it" in html
    assert code not in html


def test_a_code_that_is_guessed_at_is_void(inside: Pages) -> None:
    path = press(inside, f"{ONE}/pairing")
    right = code_on(inside.open(path))
    wrong = next(f"{n:06d}" for n in range(9) if f"{n:06d}" != right)
    for _ in range(5):
        assert spend(inside, wrong) is None
    assert inside.client.get(f"{path}/state").json == {"state": "void"}
    assert "Make a code" in inside.open(f"{path}?lang=en")


def test_a_code_is_in_no_address_and_no_log(inside: Pages) -> None:
    path = press(inside, f"{ONE}/pairing")
    assert code_on(inside.open(path)) not in path


@pytest.mark.parametrize(
    ("form", "advice"),
    [
        ({"name": " ", "spot": "centre-1"}, "Write a name for the tablet."),
        ({"name": "a" * 121, "spot": "centre-1"}, "at most 120 characters"),
        ({"name": "A", "spot": "centre-999"}, "Choose where it is."),
        ({"name": "A", "spot": "nowhere"}, "Choose where it is."),
    ],
)
def test_what_is_wrong_is_told(inside: Pages, form: dict[str, str], advice: str) -> None:
    html = inside.post(f"{NEW}?lang=en", {**form, **inside.csrf(NEW)}, 400)
    assert html.count(advice) == 2
    assert "<title>Error: Add a tablet" in html


def test_a_place_out_of_reach_is_refused(pages: Pages) -> None:
    with pages.world.store.session() as session:
        add_centre(session, "Theirs")
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=1))
    assert "Theirs" not in pages.open(NEW)
    pages.post(NEW, {"name": "A", "spot": "centre-2", **pages.csrf(NEW)}, 400)
    form = {"name": "A", "spot": "centre-2", "revision": "1", **pages.csrf(f"{ONE}/change")}
    pages.post(f"{ONE}/change", form, 400)
    assert seen(pages) == ("Tablet 1", "Solsikken")


def test_two_who_change_it_at_once_find_out(inside: Pages) -> None:
    change = f"{ONE}/change"
    assert press(inside, change, {"name": "Hers", "spot": "unit-2", "revision": "1"}) == ONE
    mine = {"name": "Mine", "spot": "centre-1", "revision": "1", **inside.csrf(change)}
    html = inside.post(f"{change}?lang=en", mine, 409)
    assert "Somebody else changed this" in html
    assert "Solsikken, Birk" in html
    assert 'value="Mine"' in html
    assert seen(inside) == ("Hers", "Solsikken, Birk")
    press(inside, change, {**mine, "revision": "2"})
    assert seen(inside) == ("Mine", "Solsikken")


def test_a_pin_is_told_once(inside: Pages) -> None:
    press(inside, f"{ONE}/pin")
    html = inside.open(ONE)
    (pin,) = re.findall(r'class="digits">(\d{4})<', html)
    with inside.world.store.read() as connection:
        kept = pin_of(connection, 1)
    assert kept
    assert kept.fits(pin)
    assert pin not in inside.open(ONE)


def test_a_tablet_is_shut_out_at_once_and_let_in_by_a_new_code(inside: Pages) -> None:
    token = {"Authorization": f"Bearer {inside.world.device_token}"}
    assert inside.client.get("/k/rounds", headers=token).status_code == 200
    press(inside, f"{ONE}/revoke")
    assert inside.client.get("/k/rounds", headers=token).status_code == 403
    html = inside.open(f"{ONE}?lang=en")
    assert f'action="{ONE}/pairing"' in html.split("Undo")[0], "undoing leads to a new code"
    assert spend(inside, code_on(inside.open(press(inside, f"{ONE}/pairing")))) == 1
    assert "may not send" not in inside.open(f"{ONE}?lang=en")


def test_only_what_was_never_used_can_be_removed(inside: Pages) -> None:
    press(inside, NEW, {"name": "Slip", "spot": "centre-1"})
    assert press(inside, "/admin/tablets/2/remove") == LIST
    inside.open("/admin/tablets/2", 404)
    tell(inside.world)
    assert press(inside, f"{ONE}/remove") == ONE
    with inside.world.store.read() as connection:
        assert connection.scalars(select(Device.id)).all() == [1]


def test_the_days_on_which_something_was_missing_are_listed(inside: Pages) -> None:
    assert "There has been no day with anything to tell." in inside.open(f"{ONE}?lang=en")
    tell(inside.world, made=4, waiting=1)
    for days in range(30):
        report_gaps(inside.world.store, inside.world.today - timedelta(days=days))
    first = inside.open(f"{ONE}?lang=en")
    assert first.count('<th scope="row">') == 25
    assert inside.open(f"{ONE}?lang=en&page=2").count('<th scope="row">') == 5
    assert "<td>3</td><td>1</td><td>0</td>" in first


def test_the_list_is_searched_and_paged_at_one_cost(inside: Pages) -> None:
    store = inside.client.application.extensions[NAME].store
    with counted(store) as few:
        inside.open(LIST)
    with inside.world.store.session() as session:
        for number in range(60):
            add_device(session, 1, f"Række {number}", unit_id=number % 2 + 1)
    with counted(store) as many:
        html = inside.open(LIST)
    assert len(few) == len(many) <= 12
    assert html.count('class="tablet-name"') == 25
    assert inside.open(f"{LIST}?page=3").count('class="tablet-name"') == 11
    assert inside.open(f"{LIST}?find=RÆKKE+59").count('class="tablet-name"') == 1
    assert "No tablet fits that word." in inside.open(f"{LIST}?find=zzz&lang=en")


def test_hostile_names_stay_text(inside: Pages) -> None:
    path = press(inside, NEW, {"name": "<script>alert(1)</script>", "spot": "centre-1"})
    for page in (path, LIST, "/admin/tablets/2", "/admin/tablets/2/change"):
        assert "<script>alert" not in inside.open(page)
