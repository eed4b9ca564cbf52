"""What one side seals the other opens: the tablet's library and the service's agree to the byte."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

import pytest

from survey.intake.sealing import open_sealed, seal
from survey.sealing_keys import SealingKey, SealingKeys
from tests.faults.scripts import SEALING, Change
from tests.faults.vectors import (
    SAID,
    SEED,
    VERSION,
    make,
    on_the_tablet,
    opening_task,
    read,
    seal_here,
    sealing_task,
    submission,
)

KEPT = read()
KEY = SealingKey(bytes.fromhex(KEPT["seed"]))
VECTORS: list[dict[str, Any]] = KEPT["vectors"]


@pytest.fixture
def keys(tmp_path: Path) -> SealingKeys:
    """The instance's keys: the one of the vectors."""
    (tmp_path / "0001.key").write_text(KEY.seed.hex() + "\n")
    return SealingKeys(tmp_path)


def sealed_by_the_tablet(*weak: Change) -> list[Any]:
    return on_the_tablet([sealing_task(KEY, vector) for vector in VECTORS], *weak)


def test_the_kept_vectors_are_those_that_are_made() -> None:
    assert make() == KEPT
    assert (KEY.id, KEY.seed) == (KEPT["key"], SEED)


def test_both_sides_seal_the_same_with_the_same_dice() -> None:
    kept = [vector["sealed"] for vector in VECTORS]
    assert [seal_here(KEY, vector) for vector in VECTORS] == kept
    assert sealed_by_the_tablet() == kept


def test_both_sides_open_what_is_kept(keys: SealingKeys) -> None:
    said = [vector["submission"] for vector in VECTORS]
    there = [opening_task(KEY, vector["id"], vector["sealed"]) for vector in VECTORS]
    assert on_the_tablet(there) == said
    here = [open_sealed(keys, vector["id"], vector["sealed"]) for vector in VECTORS]
    assert here == [json.loads(text) for text in said]


def test_each_side_opens_what_the_other_sealed_by_chance(keys: SealingKeys) -> None:
    by_chance: list[dict[str, Any]] = [
        {
            "id": secrets.token_hex(16),
            "round": round_,
            "version": VERSION,
            "submission": submission(round_, words),
        }
        for round_, words in [*SAID.values()] * 5
    ]
    from_there = on_the_tablet([sealing_task(KEY, one) for one in by_chance])
    assert len({sealed["enc"] for sealed in from_there}) == len(by_chance), "the dice are thrown"
    said = [json.loads(one["submission"]) for one in by_chance]
    opened = [
        open_sealed(keys, one["id"], sealed)
        for one, sealed in zip(by_chance, from_there, strict=True)
    ]
    assert opened == said

    from_here = [
        seal(KEY, one["id"], one["submission"].encode(), round=one["round"], version=VERSION)
        for one in by_chance
    ]
    looked = on_the_tablet(
        [
            opening_task(KEY, one["id"], sealed)
            for one, sealed in zip(by_chance, from_here, strict=True)
        ]
    )
    assert [json.loads(text) for text in looked] == said


WEAK = {
    "another info": Change(SEALING, "sealed submission 1", "sealed submission 2"),
    "bound to less": Change(SEALING, "VERSION, id, to.key", "VERSION, to.key"),
    "another cipher": Change(SEALING, "aead: new Aes256Gcm()", "aead: new Aes128Gcm()"),
    "bytes cut to their lower half": Change(
        SEALING, "return new TextEncoder().encode(text).buffer",
        "return Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WEAK)
def test_of_the_test_a_seal_that_differs_is_seen(what: str) -> None:
    """Each differs in some vector, and the words with letters of many lands in the last case."""
    weak = [WEAK[what]]
    if what == "another cipher":
        weak.append(Change(SEALING, "{ Aes256Gcm,", "{ Aes128Gcm,"))
    assert sealed_by_the_tablet(*weak) != [vector["sealed"] for vector in VECTORS]
