"""Codes that work once: used for one answer, tied to none, and nothing sent through them is lost."""

from __future__ import annotations

import json
import random
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, literal_column, select

from survey.channels import CODE_LENGTH, SINGLE_USE_PREFIX, secret_hash
from survey.intake.accept import Result
from survey.intake.again import Fate, Tried, try_again
from survey.intake.erase import erase
from survey.store.channel_queries import find_channel
from survey.store.housekeeping import mix_codes
from survey.store.setup_queries import add_codes, add_link, links
from survey.store.tables import Base, FreeText, Quarantine, Response, SingleUseCode, Tally
from survey.store.tally_check import verify_tally
from survey.voices import Voice
from tests.serving import serving
from tests.statements import counted
from tests.world import KEY, World, make_codes, relatives_answer

AT_ONCE = 50


def used(world: World) -> list[str]:
    """The hashes of the codes that were used."""
    with world.store.read() as connection:
        return list(connection.scalars(select(SingleUseCode.code_hash).where(SingleUseCode.used)))


def rows(world: World, table: type[Base]) -> int:
    with world.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_a_code_works_once_and_what_comes_after_it_is_put_aside(world: World) -> None:
    code, other = make_codes(world, 2)
    answer = relatives_answer(world)
    assert world.deliver(answer, "a" * 32, code).result is Result.STORED
    assert used(world) == [secret_hash(code)]
    assert world.deliver(answer, "a" * 32, code).result is Result.ALREADY_STORED
    second = world.deliver(relatives_answer(world, outcome="stopped"), "b" * 32, code)
    assert (second.result, second.reason) == (Result.QUARANTINED, "code_used")
    assert rows(world, Response) == rows(world, Quarantine) == 1
    assert used(world) == [secret_hash(code)]
    assert world.deliver(answer, "c" * 32, other).result is Result.STORED
    assert list(try_again(world.intake)) == [Tried("code_used", Fate.STAYS, "code_used")]
    assert rows(world, Response) == 2
    assert list(verify_tally(world.store, world.versions)) == []


def test_what_changes_under_one_id_is_a_conflict_whatever_the_code(world: World) -> None:
    code, other = make_codes(world, 2)
    world.deliver(relatives_answer(world), "a" * 32, code)
    for way in (code, other):
        changed = world.deliver(relatives_answer(world, outcome="stopped"), "a" * 32, way)
        assert changed.result is Result.CONFLICT
    assert used(world) == [secret_hash(code)]


def test_no_code_is_used_up_for_what_is_not_stored(world: World) -> None:
    code, other = make_codes(world, 2)
    answer = relatives_answer(world)
    world.deliver(answer, "a" * 32, code)
    assert world.deliver(answer, "a" * 32, other).result is Result.ALREADY_STORED
    assert world.deliver({**answer, "version": "f" * 64}, None, other).reason == "unknown_version"
    erase(world.store, world.versions, KEY, "a" * 32)
    assert world.deliver(answer, "a" * 32, other).result is Result.ERASED
    assert used(world) == [secret_hash(code)]
    assert world.deliver(answer, "b" * 32, other).result is Result.STORED


def test_fifty_at_once_use_it_once(world: World, database_url: str, tmp_path: Path) -> None:
    (code,) = make_codes(world, 1)
    body = json.dumps(relatives_answer(world)).encode()
    with serving(tmp_path / "instance", database_url) as base, ThreadPoolExecutor(AT_ONCE) as crowd:
        address = urlsplit(base).netloc
        said = Counter(crowd.map(lambda _: put(address, body, code), range(AT_ONCE)))
    assert said == {201: 1, 202: AT_ONCE - 1}
    assert rows(world, Response) == 1
    assert rows(world, Quarantine) == AT_ONCE - 1
    assert list(verify_tally(world.store, world.versions)) == []


def put(address: str, body: bytes, code: str) -> int:
    """Deliver an answer of its own; returns the status."""
    connection = HTTPConnection(address, timeout=60)
    headers = {"Authorization": f"Bearer {code}", "Content-Type": "application/json"}
    connection.request("PUT", f"/responses/{secrets.token_hex(16)}", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_personal_links_own_code_opens_nothing(world: World) -> None:
    with world.store.session() as session:
        code = add_link(session, world.round_id, world.centre_id, Voice.RELATIVE, is_personal=True)
    with world.store.read() as connection:
        assert find_channel(connection, code, None) is None


def test_an_open_links_code_may_begin_like_a_personal_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = SINGLE_USE_PREFIX + "x" * (CODE_LENGTH - len(SINGLE_USE_PREFIX))
    monkeypatch.setattr("survey.store.setup_queries.new_code", lambda: unlucky)
    with world.store.session() as session:
        add_link(session, world.round_id, world.centre_id, Voice.RELATIVE)
    assert world.channel(unlucky).is_open_link


def test_codes_are_random_and_kept_hashed(world: World) -> None:
    codes = make_codes(world, 50)
    assert len(set(codes)) == 50
    assert all(len(code) == len(SINGLE_USE_PREFIX) + CODE_LENGTH for code in codes)
    with world.store.read() as connection:
        kept = set(connection.scalars(select(SingleUseCode.code_hash)))
    assert kept == {secret_hash(code) for code in codes}


def test_a_submission_through_a_code_costs_five_statements(world: World) -> None:
    first, second = make_codes(world, 2)
    world.deliver(relatives_answer(world), "a" * 32, first)
    with counted(world.store) as said:
        world.deliver(relatives_answer(world), "b" * 32, second)
    assert len(said) <= 5, said


def test_no_table_ties_a_code_to_an_answer() -> None:
    """P25: a code knows its link and whether it was used; nothing refers to it, and it to nothing
    else; neither it nor an answer keeps a time, a number or an order."""
    codes = SingleUseCode.__table__
    assert set(codes.columns.keys()) == {"code_hash", "link_id", "used"}
    assert {key.column.table.name for key in codes.foreign_keys} == {"link"}
    for table in Base.metadata.tables.values():
        assert "single_use_code" not in {key.column.table.name for key in table.foreign_keys}
    for kept in (Response, FreeText, Tally, Quarantine):
        names = set(kept.__table__.columns.keys())
        assert not {name for name in names if "code" in name}, kept
        assert "link_id" not in names
    for name in ("response", "single_use_code"):
        table = Base.metadata.tables[name]
        types = {str(column.type) for column in table.columns}
        assert not types & {"DATETIME", "TIMESTAMP", "TIME"}
        assert table.autoincrement_column is None
        assert table.dialect_options["sqlite"]["with_rowid"] is False


MANY = 400
CHANCE = 1 + MANY * 0.02
"""How many of `MANY` an attacker may get right: one by luck, and two in a hundred."""


def test_a_full_dump_does_not_tell_whose_code_gave_which_answer(world: World) -> None:
    codes = make_codes(world, MANY)
    random.Random(20261124).shuffle(codes)
    truth = {}
    for code in codes:
        id_ = secrets.token_hex(16)
        world.deliver(relatives_answer(world, answers={}), id_, code)
        truth[secret_hash(code)] = id_
    if not world.store.is_sqlite:
        assert guessed(world, truth, "xmin::text::bigint") == MANY, "the danger is real"
        assert mix_codes(world.store) == MANY
        assert mix_codes(world.store) == 0
        assert guessed(world, truth, "xmin::text::bigint") <= CHANCE
        assert guessed(world, truth, "ctid") <= CHANCE
    for order in ("", "KEY"):
        assert guessed(world, truth, order) <= CHANCE


def guessed(world: World, truth: dict[str, str], order: str) -> int:
    """How many pairs one gets right who lays both tables side by side: as they come out of a dump,
    by their keys, or by what the database itself keeps of a row."""
    codes = select(SingleUseCode.code_hash).where(SingleUseCode.used)
    answers = select(Response.id)
    named: dict[str, tuple[Any, Any]] = {"KEY": (SingleUseCode.code_hash, Response.id)}
    if order:
        by = named.get(order, (literal_column(order), literal_column(order)))
        codes, answers = codes.order_by(by[0]), answers.order_by(by[1])
    with world.store.read() as connection:
        pairs = zip(connection.scalars(codes), connection.scalars(answers), strict=True)
        return sum(truth[code] == answer for code, answer in pairs)


def test_more_codes_can_be_made_for_the_same_link(world: World) -> None:
    make_codes(world, 2)
    with world.store.session() as session:
        more = add_codes(session, links(session)[-1].id, 3)
    assert rows(world, SingleUseCode) == 5
    assert world.deliver(relatives_answer(world), None, more[0]).result is Result.STORED
