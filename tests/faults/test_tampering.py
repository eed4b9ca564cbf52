"""An envelope in which anything was changed does not open: not one bit of it, nor its address."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from survey.intake.sealing import Sealed, open_sealed, seal
from survey.intake.submission import Unfit
from survey.sealing_keys import SealingKeys
from survey.services import NAME
from survey.store.tables import Quarantine, Response
from tests.pages.test_sealed import envelope, kept, keys, put, told
from tests.visiting import Pages

VERSION = "7" * 64
ID = "0123456789abcdef0123456789abcdef"
Changed = tuple[str, str, dict[str, Any]]
"""What was changed, the id it is sent under, and the envelope."""


def flipped(text: str, bit: int) -> str:
    """Base64 with one bit of its content flipped."""
    data = bytearray(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    data[bit // 8] ^= 1 << bit % 8
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def changed(sealed: dict[str, Any]) -> Iterator[Changed]:
    """The envelope with each bit of its secret parts flipped, and each other part another."""
    for part in ("enc", "ciphertext"):
        for bit in range(len(sealed[part]) * 6 // 8 * 8):
            yield f"{part}, bit {bit}", ID, sealed | {part: flipped(sealed[part], bit)}
    for place in range(len(ID)):
        other = "0" if ID[place] != "0" else "1"
        yield f"id, letter {place}", ID[:place] + other + ID[place + 1 :], sealed
    for place in range(len(VERSION)):
        version = VERSION[:place] + "8" + VERSION[place + 1 :]
        yield f"version, letter {place}", ID, sealed | {"version": version}
    for part, value in {"round": 4, "sealed_version": 2, "key": "0" * 16}.items():
        yield part, ID, sealed | {part: value}
    yield "no round", ID, {name: sealed[name] for name in sealed if name != "round"}


def opens(sealing_keys: SealingKeys) -> list[str]:
    """What was changed and still opens."""
    content = json.dumps({"round": 3, "version": VERSION}).encode()
    sealed = seal(sealing_keys.newest(), ID, content, round=3, version=VERSION)
    assert open_sealed(sealing_keys, ID, sealed) == json.loads(content)
    return [what for what, id_, other in changed(sealed) if _opens(sealing_keys, id_, other)]


def _opens(sealing_keys: SealingKeys, id_: str, sealed: dict[str, Any]) -> bool:
    try:
        open_sealed(sealing_keys, id_, sealed)
    except Unfit:
        return False
    return True


def test_no_bit_can_be_changed(tmp_path: Path) -> None:
    assert opens(SealingKeys(tmp_path)) == []


def test_of_the_test_a_seal_bound_to_nothing_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sealed, "bound", lambda _self, _id: b"")
    assert "id, letter 0" in opens(SealingKeys(tmp_path))


NEWER: dict[str, Callable[[Pages, str], dict[str, Any]]] = {
    "sealed_version": lambda pages, id_: envelope(pages, id_) | {"sealed_version": 2},
    "envelope_version": lambda pages, id_: envelope(pages, id_, envelope_version=2),
}


@pytest.mark.parametrize("what", NEWER)
def test_a_tablet_newer_than_the_server_is_kept_aside_whole(pages: Pages, what: str) -> None:
    id_ = secrets.token_hex(16)
    assert told(put(pages, NEWER[what](pages, id_), id_)) == (202, what)
    assert (kept(pages, Response), kept(pages, Quarantine)) == (0, 1)


def test_an_envelope_for_another_instance_is_kept_aside(pages: Pages, tmp_path: Path) -> None:
    """Its keys may be brought here later; then it can be opened."""
    elsewhere = SealingKeys(tmp_path / "elsewhere").newest()
    assert told(put(pages, envelope(pages, ID, elsewhere), ID)) == (202, "unknown_key")
    known = envelope(pages, ID, elsewhere) | {"key": keys(pages).newest().id}
    assert told(put(pages, known, ID)) == (202, "cannot_open"), "nor under a name it has not"
    assert pages.client.application.extensions[NAME].keys.ids() == [keys(pages).newest().id]
    assert kept(pages, Quarantine) == 2
