"""Every page of the staff side, in every role, with numbers of one's own and of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from werkzeug.routing import Rule

from admin.doors import OPEN, right_of
from survey.staff import ONLY_EVERYWHERE, RIGHTS, Belonging, Grant, Right, Role, reach_of
from survey.store.place_queries import FINDERS
from tests.foreign import Foreign, make_foreign
from tests.visiting import Pages

SCOPES = ("everywhere", "own_centre", "own_initiative")


@dataclass(frozen=True)
class Visit:
    """A page with its right and its address, with numbers of one's own or of others."""

    rule: Rule
    right: Right
    own: str
    foreign: tuple[str, ...]


def staff_rules(pages: Pages) -> list[Rule]:
    """The pages behind the door."""
    rules = pages.client.application.url_map.iter_rules()
    return [one for one in rules if one.rule.startswith("/admin/") and one.endpoint not in OPEN]


def visits(pages: Pages, foreign: Foreign) -> Iterator[Visit]:
    """Each page: with one's own numbers, and with another's in each place of its address."""
    for rule in staff_rules(pages):
        right = right_of(pages.client.application, rule.endpoint)
        assert right, f"{rule.rule} names no right"
        names = [name for name in sorted(rule.arguments) if name in FINDERS]
        own = {name: foreign.own[name] for name in names} | foreign.others(rule)
        mixed = [{**own, name: foreign.theirs[name]} for name in names if name in foreign.theirs]
        built = rule.build(own)
        assert built, rule.rule
        others = tuple(rule.build(one)[1] for one in mixed)  # type: ignore[index] # it builds
        yield Visit(rule, right, built[1], others)


def asked(pages: Pages, rule: Rule, path: str, csrf: dict[str, str]) -> int:
    """The status of asking for a page in each way it can be asked: they must agree to refuse."""
    methods = (rule.methods or set()) & {"GET", "POST"}
    return max(
        pages.client.open(path, method=one, data=csrf if one == "POST" else None).status_code
        for one in sorted(methods)
    )


def test_every_number_in_an_address_is_looked_up(pages: Pages) -> None:
    for rule in staff_rules(pages):
        unknown = {
            name
            for name, converter in rule._converters.items()
            if type(converter).__name__ == "IntegerConverter" and name not in FINDERS
        }
        assert unknown == set(), f"{rule.rule}: {unknown}"


def may(right: Right, scope: str) -> bool:
    """False for what no role at one place gives."""
    return scope == "everywhere" or right not in ONLY_EVERYWHERE


def grants_of(role: Role, scope: str, foreign: Foreign) -> Grant:
    """The role where the scope says."""
    if scope == "own_centre":
        return Grant(role, centre_id=foreign.own["centre_id"])
    if scope == "own_initiative":
        return Grant(role, initiative_id=foreign.own["initiative_id"])
    return Grant(role)


@pytest.mark.parametrize("role", list(Role))
def test_without_its_right_a_page_is_closed(pages: Pages, role: Role) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in("Bo", Grant(role))
    csrf = pages.csrf("/admin/")
    for one in visits(pages, foreign):
        if one.right not in RIGHTS[role]:
            assert asked(pages, one.rule, one.own, csrf) == 403, f"{role} at {one.own}"


@pytest.mark.parametrize("scope", SCOPES[1:])
@pytest.mark.parametrize("role", list(Role))
def test_what_belongs_to_others_is_not_there(pages: Pages, role: Role, scope: str) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in("Bo", grants_of(role, scope, foreign))
    csrf = pages.csrf("/admin/")
    for one in visits(pages, foreign):
        for path in one.foreign if one.right in RIGHTS[role] and may(one.right, scope) else ():
            assert asked(pages, one.rule, path, csrf) == 404, f"{role} of {scope} at {path}"


def test_only_questionnaires_are_common_to_all(pages: Pages) -> None:
    foreign = make_foreign(pages.world)
    with pages.world.store.read() as connection:
        found = {name: FINDERS[name](connection, number) for name, number in foreign.own.items()}
    common = {name for name, there in found.items() if there and there.is_common}
    assert common == {"draft_id", "version_id", "recording_id"}
    nowhere = reach_of([Grant(Role.READER)], Right.RUN)
    assert not nowhere.covers(Belonging(is_common=True))
    somewhere = reach_of([Grant(Role.COORDINATOR, centre_id=1)], Right.RUN)
    assert somewhere.covers(Belonging(is_common=True))


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("role", list(Role))
def test_what_is_ones_own_is_there(pages: Pages, role: Role, scope: str) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in("Bo", grants_of(role, scope, foreign))
    opened = 0
    for one in visits(pages, foreign):
        if one.right in RIGHTS[role] and "GET" in (one.rule.methods or ()):
            status = pages.client.get(one.own).status_code
            hers = may(one.right, scope) and foreign.within(one.rule, scope)
            assert (status in foreign.fine) == hers, f"{role} of {scope} at {one.own}: {status}"
            opened += hers
    assert opened
