"""Keys that open sealed answers: made once, rotated, carried elsewhere, never lost or overwritten."""

from __future__ import annotations

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from config import Settings
from survey.intake.sealing import open_sealed, seal
from survey.intake.submission import Unfit
from survey.sealing_keys import SealingKeys, WrongPassphrase

ID, VERSION = "0" * 32, "f" * 64
BODY = f'{{"round": 3, "version": "{VERSION}", "said": "æ"}}'.encode()
PASSPHRASE = "a long enough one"


@pytest.fixture
def keys(tmp_path: Path) -> SealingKeys:
    return SealingKeys(tmp_path / "keys")


def test_the_first_key_is_made_when_it_is_needed_and_kept(
    keys: SealingKeys, tmp_path: Path
) -> None:
    first = keys.newest()
    assert keys.newest() == first
    assert SealingKeys(tmp_path / "keys").newest() == first, "another process has the same"
    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_many_who_need_the_first_key_at_once_make_one(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def newest(_number: int) -> str:
        keys = SealingKeys(tmp_path / "keys")
        start.wait(10)
        return keys.newest().id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(newest, range(8)))) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 1


def test_a_new_key_is_sealed_to_and_old_ones_still_open(keys: SealingKeys, tmp_path: Path) -> None:
    old = keys.newest()
    envelope = seal(old, ID, BODY, round=3, version=VERSION)
    beside = SealingKeys(tmp_path / "keys")
    beside.newest()
    new = keys.add()
    assert keys.newest() == new
    assert beside.newest() == new, "a process that runs learns of it"
    assert open_sealed(beside, ID, envelope)["said"] == "æ"


def test_exported_keys_open_elsewhere(keys: SealingKeys, tmp_path: Path) -> None:
    ids = [keys.newest().id, keys.add().id]
    exported = keys.export(PASSPHRASE)
    assert all(keys.find(id_).seed.hex() not in exported for id_ in ids)  # type: ignore[union-attr]
    fresh = SealingKeys(tmp_path / "fresh")
    assert fresh.take_in(exported, PASSPHRASE) == ids
    assert fresh.newest().id == ids[-1]
    assert fresh.take_in(exported, PASSPHRASE) == []


def test_keys_taken_in_open_but_are_not_sealed_to(keys: SealingKeys, tmp_path: Path) -> None:
    theirs = keys.newest()
    here = SealingKeys(tmp_path / "here")
    ours = here.newest()
    here.take_in(keys.export(PASSPHRASE), PASSPHRASE)
    assert here.newest() == ours
    envelope = seal(theirs, ID, BODY, round=3, version=VERSION)
    assert open_sealed(here, ID, envelope)["round"] == 3


@pytest.mark.parametrize("exported", ["", "{}", "[]", '{"salt": 1}'])
def test_what_is_no_export_or_has_another_passphrase_is_told(
    keys: SealingKeys, exported: str
) -> None:
    with pytest.raises(WrongPassphrase):
        keys.take_in(exported or keys.export(PASSPHRASE), "another passphrase")


def test_an_envelope_to_a_key_that_is_not_here_is_told(keys: SealingKeys, tmp_path: Path) -> None:
    envelope = seal(SealingKeys(tmp_path / "other").newest(), ID, BODY, round=3, version=VERSION)
    with pytest.raises(Unfit, match="unknown_key"):
        open_sealed(keys, ID, envelope)


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings)


def run(app: Flask, *words: str | Path, typed: str = "") -> str:
    result = app.test_cli_runner().invoke(args=["key", *map(str, words)], input=typed)
    return f"{result.exit_code} {result.output}"


def test_commands_list_rotate_and_carry_keys(app: Flask, tmp_path: Path) -> None:
    file, twice = tmp_path / "exported", f"{PASSPHRASE}\n{PASSPHRASE}\n"
    assert run(app, "rotate").startswith("0 Tablets now seal to ")
    assert run(app, "export", file, typed="short\nshort\n").startswith("1 ")
    assert not file.exists()
    assert run(app, "export", file, typed=twice).startswith("0 ")
    assert "is there already" in run(app, "export", file, typed=twice)
    assert "does not open" in run(app, "import", file, typed="wrong\n")
    assert "all here already" in run(app, "import", file, typed=f"{PASSPHRASE}\n")
    assert len(run(app, "list").split()) == 2
