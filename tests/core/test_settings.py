"""Unclear settings are refused by name; nothing guesses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from config import Settings, read_settings
from survey.errors import UnclearSetting
from survey.keys import make_keys, read_keys

KEYS = {"secret_key": "s" * 32, "tombstone_key": "t" * 32}

UNCLEAR = {
    "LYDHOER_DEBUG": "perhaps",
    "LYDHOER_SMALLEST_GROUP": "2",
    "LYDHOER_LANGUAGE": "xx",
    "LYDHOER_TIME_ZONE": "Europe/Nowhere",
    "LYDHOER_BASE_URL": "example.dk",
    "LYDHOER_DATABASE": "mysql://somewhere",
    "LYDHOER_SECRET_KEY": "short",
    "LYDHOER_DATABSE": "sqlite:///misspelt.db",
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_an_unclear_setting_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnclearSetting, match=name):
        read_settings({name: UNCLEAR[name]}, KEYS)


def test_several_faults_are_told_together() -> None:
    with pytest.raises(UnclearSetting) as fault:
        read_settings({"LYDHOER_DEBUG": "?", "LYDHOER_LANGUAGE": "?"}, KEYS)
    assert "LYDHOER_DEBUG" in str(fault.value)
    assert "LYDHOER_LANGUAGE" in str(fault.value)


def test_the_refusal_does_not_repeat_a_secret() -> None:
    with pytest.raises(UnclearSetting) as fault:
        read_settings({"LYDHOER_SECRET_KEY": "hunter2"}, KEYS)
    assert "hunter2" not in str(fault.value)


def test_other_peoples_variables_are_left_alone() -> None:
    assert read_settings({"PATH": "/bin", "LYDHOER_CHROMIUM": "/x"}, KEYS).language == "da"


def test_settings_are_read_and_frozen() -> None:
    settings = read_settings({"LYDHOER_SMALLEST_GROUP": "8", "LYDHOER_DEBUG": "no"}, KEYS)
    assert (settings.smallest_group, settings.debug) == (8, False)
    with pytest.raises(ValidationError):
        setattr(settings, "debug", True)  # noqa: B010 the types forbid it already


def test_no_secret_has_a_working_default() -> None:
    with pytest.raises(UnclearSetting, match="LYDHOER_SECRET_KEY: missing"):
        read_settings({}, {})


def test_a_setting_does_not_print_its_secrets() -> None:
    assert "s" * 32 not in repr(read_settings({}, KEYS))


def test_keys_are_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    make_keys(tmp_path)
    first = read_keys(tmp_path)
    make_keys(tmp_path)
    assert read_keys(tmp_path) == first
    assert set(first) == {"secret_key", "tombstone_key"}
    assert len(set(first.values())) == 2
    assert all(f.stat().st_mode & 0o077 == 0 for f in (tmp_path / "keys").iterdir())


def test_every_setting_is_documented() -> None:
    told = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    for name in Settings.model_fields:
        assert f"`LYDHOER_{name.upper()}`" in told, f"docs/settings.md does not tell of {name}"
