"""The people who may sign in: inviting, changing what they may do, letting them go."""

from __future__ import annotations

import re

import pytest

from survey.staff import Grant, Role
from survey.store.people_queries import find_person, people
from tests.statements import counted
from tests.visiting import Pages, make_ready

LIST, NEW = "/admin/people/?lang=en", "/admin/people/new?lang=en"


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """An owner, signed in."""
    pages.sign_in()
    return pages


def form(pages: Pages, **changes: object) -> dict[str, object]:
    """An invitation of a coordinator of the centre there is."""
    place = f"centre-{pages.world.centre_id}"
    wanted = {"name": "Bo", "email": "Bo@Example.org", "role": "coordinator", "places": [place]}
    return {**wanted, **pages.csrf(NEW), **changes}


def grants_of(pages: Pages, name: str) -> tuple[Grant, ...]:
    with pages.world.store.read() as connection:
        (found,) = [one for one in people(connection, name, 0) if one.name == name]
    return found.grants


def number_of(pages: Pages, name: str) -> int:
    with pages.world.store.read() as connection:
        return next(one.id for one in people(connection, name, 0) if one.name == name)


def test_an_invitation_is_shown_once_and_opens_an_account(inside: Pages) -> None:
    html = inside.post(NEW, form(inside), 200)
    link = re.search(r"http://127\.0\.0\.1:8000(/admin/sign-in/link/[\w-]+)", html)
    assert link
    assert grants_of(inside, "Bo") == (Grant(Role.COORDINATOR, centre_id=inside.world.centre_id),)
    assert "Invited, has no account yet" in inside.open(LIST)
    assert link[1] not in inside.open(LIST)
    assert inside.open(link[1]).count("<form") == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Write your name as others know you."),
        ({"name": "Anna"}, "Somebody here has that name."),
        ({"email": "bo"}, "Write a whole e-mail address"),
        ({"role": "king"}, "Choose what she or he may do."),
        ({"places": []}, "Choose where"),
        ({"places": ["centre-999"]}, "Choose where"),
        ({"places": ["everywhere", "centre-1"]}, "not both"),
        ({"role": "owner", "places": ["centre-1"]}, "An owner sees to the whole service"),
    ],
)
def test_a_faulty_invitation_comes_back_as_it_was(
    inside: Pages, wrong: dict[str, object], told: str
) -> None:
    html = inside.post(NEW, form(inside, **wrong), 400)
    assert told in html.replace("&#34;", '"')
    assert html.count(told) == 2, "in the summary and beside the field"
    kept = {"name": "Bo", "email": "bo@example.org"} | {k: v for k, v in wrong.items() if k != "x"}
    assert f'value="{kept["name"]}"' in html


def test_what_somebody_may_do_is_changed(inside: Pages) -> None:
    inside.post(NEW, form(inside), 200)
    path = f"/admin/people/{number_of(inside, 'Bo')}"
    assert 'value="coordinator" checked' in inside.open(path)
    changed = {"role": "reader", "places": ["everywhere"], "revision": "1", **inside.csrf(path)}
    assert inside.client.post(path, data=changed).status_code == 303
    assert grants_of(inside, "Bo") == (Grant(Role.READER),)


def test_there_is_always_an_owner(inside: Pages) -> None:
    mine = f"/admin/people/{number_of(inside, 'Anna')}"
    form_ = {"role": "reader", "places": ["everywhere"], **inside.csrf(mine)}
    assert "There must be an owner" in inside.post(f"{mine}?lang=en", form_, 400)
    assert grants_of(inside, "Anna") == (Grant(Role.OWNER),)
    inside.client.post(f"{mine}/stop?lang=en", data=inside.csrf(mine))
    assert "There must be an owner" in inside.open(LIST)
    assert inside.client.get("/admin/").status_code == 200


def test_somebody_let_go_is_out_at_once_and_can_be_let_in_again(inside: Pages) -> None:
    inside.post(NEW, form(inside), 200)
    make_ready(inside.world.store, "Bo")
    bo = number_of(inside, "Bo")
    assert (
        inside.client.post(f"/admin/people/{bo}/stop?lang=en", data=inside.csrf(LIST)).status_code
        == 303
    )
    html = inside.open(LIST)
    assert "Bo cannot sign in any more." in html
    assert f'action="/admin/people/{bo}/let-in"' in html
    assert "May not sign in" in html
    inside.client.post(f"/admin/people/{bo}/let-in", data=inside.csrf(LIST))
    with inside.world.store.read() as connection:
        found = find_person(connection, bo)
    assert found
    assert found.is_active


def test_the_cost_does_not_grow_with_the_people(inside: Pages) -> None:
    with counted(inside.client.application.extensions["lydhoer"].store) as few:
        inside.open(LIST)
    for number in range(40):
        inside.post(NEW, form(inside, name=f"Bo {number}", email=f"bo{number}@example.org"), 200)
    with counted(inside.client.application.extensions["lydhoer"].store) as many:
        html = inside.open(LIST)
    assert len(few) == len(many) <= 12
    assert "Page 1 of 2" in html
    found = inside.open("/admin/people/?lang=en&find=bo%2039")
    assert "Bo 39" in found
    assert "Bo 38" not in found


def test_two_who_change_it_at_once_find_out(inside: Pages) -> None:
    inside.post(NEW, form(inside), 200)
    path = f"/admin/people/{number_of(inside, 'Bo')}"
    before = {"revision": "1", "places": ["everywhere"], **inside.csrf(path)}
    assert inside.client.post(path, data={**before, "role": "reader"}).status_code == 303
    html = inside.post(f"{path}?lang=en", {**before, "role": "moderator"}, 409)
    assert "Somebody else changed this while you were writing" in html
    assert "Reader: reads the reports" in html
    assert 'value="moderator" checked' in html, "what was chosen is not lost"
    assert [one.role for one in grants_of(inside, "Bo")] == ["reader"]
    again = {**before, "role": "moderator", "revision": "2"}
    assert inside.client.post(path, data=again).status_code == 303
    assert [one.role for one in grants_of(inside, "Bo")] == ["moderator"]
