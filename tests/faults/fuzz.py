"""Bodies nobody should send: what was right once and was bent, and what never was anything."""

from __future__ import annotations

import gzip
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from app import LARGEST_BODY
from survey.intake.sealing import MEDIA_TYPE, seal
from survey.sealing_keys import SealingKey
from tests.world import World

PLAIN = "application/json"
TYPES = (PLAIN, MEDIA_TYPE)
WRONG_TYPES = ("text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data", "\xff")
DEEPEST = 1200
"""More than a reader of JSON goes down, and so a little less as well."""


@dataclass(frozen=True)
class Sent:
    """One request. `what` says how it was made."""

    what: str
    id: str
    body: bytes
    type: str
    coding: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Without the token."""
        coding = {"Content-Encoding": self.coding} if self.coding else {}
        return {"Content-Type": self.type} | coding


@dataclass(frozen=True)
class Fuzz:
    """Makes requests for this world. All dice are of `dice`, but for ids and seals."""

    world: World
    key: SealingKey
    dice: Random

    def requests(self, count: int) -> Iterator[Sent]:
        """As many as that, of every sort; one in twenty is sound."""
        for number in range(count):
            make = SORTS[number % len(SORTS)]
            id_ = secrets.token_hex(16)
            if self.dice.random() < 0.02:
                id_ = self.dice.choice(["0" * 31, "G" * 32, id_.upper() + "A", "\N{SNOWMAN}"])
            yield make(self, id_)

    def submission(self) -> dict[str, Any]:
        """A sound one."""
        return json.loads(json.dumps(self.world.submission()))  # type: ignore[no-any-return]

    def sealed(self, id_: str, content: bytes) -> dict[str, Any]:
        """`content` in a sound seal."""
        outside = {"round": self.world.round_id, "version": self.world.version.hash}
        return seal(self.key, id_, content, **outside)

    def bend(self, given: dict[str, Any]) -> dict[str, Any]:
        """Put something else somewhere."""
        place: Any = given
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = self.dice.choice(keys)
            inside = place[key]
            if isinstance(inside, dict | list) and inside and self.dice.random() < 0.7:
                place = inside
                continue
            how = self.dice.random()
            if how < 0.15 and isinstance(place, dict):
                del place[key]
            elif how < 0.3 and isinstance(place, dict):
                place[self.key_of_some_kind()] = self.value()
            else:
                place[key] = self.value()
            return given

    def key_of_some_kind(self) -> str:
        """A field's name."""
        return self.dice.choice(["more", "", "\x00", "\ud800", "__class__", "a" * 300, "visits"])

    def value(self) -> Any:
        """A value of JSON, seldom a sensible one."""
        return self.dice.choice(VALUES)(self.dice)


def _nested(dice: Random) -> Any:
    value: Any = 1
    for _ in range(dice.randint(1, 40)):
        value = [value] if dice.random() < 0.5 else {"a": value}
    return value


VALUES: list[Callable[[Random], Any]] = [
    lambda _dice: None,
    lambda dice: dice.random() < 0.5,
    lambda dice: dice.choice([0, -1, 1, 2, 31, 32, 2**31, 2**63, 2**64, -(2**63) - 1, 10**400]),
    lambda dice: dice.choice([0.5, -0.0, 1e308, float("inf"), float("-inf"), float("nan")]),
    lambda dice: dice.choice(["", "yes", "a\x00b", "\ud800", "\udfff\ud800", "x" * 5000, "\u202e"]),
    lambda dice: "".join(chr(dice.randrange(0x11000)) for _ in range(dice.randrange(30))),
    lambda dice: dice.choice(["2026-11-24", "0000-01-01", "9999-12-31", "-1-1-1", "2026-02-30"]),
    lambda _dice: [],
    lambda _dice: {},
    lambda dice: ["music"] * dice.randrange(50),
    _nested,
]


def _text(given: object) -> bytes:
    return json.dumps(given).encode()


def _sound(fuzz: Fuzz, id_: str) -> Sent:
    content = _text(fuzz.submission())
    if fuzz.dice.random() < 0.5:
        return Sent("sound", id_, content, PLAIN)
    return Sent("sound, sealed", id_, _text(fuzz.sealed(id_, content)), MEDIA_TYPE)


def _bent(fuzz: Fuzz, id_: str) -> Sent:
    return Sent("bent", id_, _text(fuzz.bend(fuzz.submission())), PLAIN)


def _bent_inside(fuzz: Fuzz, id_: str) -> Sent:
    content = _text(fuzz.bend(fuzz.submission()))
    return Sent("bent inside a seal", id_, _text(fuzz.sealed(id_, content)), MEDIA_TYPE)


def _bent_seal(fuzz: Fuzz, id_: str) -> Sent:
    sealed = fuzz.bend(fuzz.sealed(id_, _text(fuzz.submission())))
    return Sent("a bent seal", id_, _text(sealed), MEDIA_TYPE)


def _flipped(fuzz: Fuzz, id_: str) -> Sent:
    sound = _sound(fuzz, id_)
    body = bytearray(sound.body)
    for _ in range(fuzz.dice.randint(1, 4)):
        body[fuzz.dice.randrange(len(body))] ^= 1 << fuzz.dice.randrange(8)
    return Sent("flipped bits", id_, bytes(body), sound.type)


def _cut(fuzz: Fuzz, id_: str) -> Sent:
    sound = _sound(fuzz, id_)
    return Sent("cut off", id_, sound.body[: fuzz.dice.randrange(len(sound.body))], sound.type)


def _twice(fuzz: Fuzz, id_: str) -> Sent:
    """Each field stands twice, or stands after the whole a second time."""
    text = _text(fuzz.submission())
    other = _text(fuzz.bend(fuzz.submission()))
    body = fuzz.dice.choice([text + text, text[:-1] + b"," + other[1:]])
    return Sent("fields twice", id_, body, PLAIN)


def _noise(fuzz: Fuzz, id_: str) -> Sent:
    body = fuzz.dice.randbytes(fuzz.dice.randrange(2000))
    return Sent("noise", id_, body, fuzz.dice.choice(TYPES))


def _any_json(fuzz: Fuzz, id_: str) -> Sent:
    given = {fuzz.key_of_some_kind(): fuzz.value() for _ in range(3)} | {
        fuzz.dice.choice(["envelope_version", "sealed_version"]): fuzz.value(),
        "round": fuzz.value(),
    }
    return Sent("some JSON", id_, _text(given if fuzz.dice.random() < 0.8 else [given]), PLAIN)


def _deep(fuzz: Fuzz, id_: str) -> Sent:
    """A field holds lists in lists; as deep as can just be read, and deeper."""
    fields = ["envelope_version", "sealed_version", "round", "answers", "more", "day", "version"]
    depth = fuzz.dice.choice([fuzz.dice.randint(700, DEEPEST), 100_000])
    opening, closing = fuzz.dice.choice([(b"[", b"]"), (b'{"a":', b"}")])
    nested = opening * depth + b"1" + closing * depth
    field = fuzz.dice.choice(fields).encode()
    text = _text(fuzz.submission())
    body = text[:-1] + b', "' + field + b'": ' + nested + b"}"
    if fuzz.dice.random() < 0.3:
        body = _text(fuzz.sealed(id_, body))
    return Sent(f"deep {field.decode()}", id_, body, fuzz.dice.choice(TYPES))


def _long_number(fuzz: Fuzz, id_: str) -> Sent:
    digits = b"9" * fuzz.dice.choice([400, 4299, 4301, 200_000])
    field = fuzz.dice.choice([b"envelope_version", b"round", b"sealed_version", b"day"])
    text = _text(fuzz.submission())
    return Sent("a long number", id_, text[:-1] + b', "' + field + b'": ' + digits + b"}", PLAIN)


def _wrong_type(fuzz: Fuzz, id_: str) -> Sent:
    sound = _sound(fuzz, id_)
    return Sent("another type", id_, sound.body, fuzz.dice.choice(WRONG_TYPES))


def _packed(fuzz: Fuzz, id_: str) -> Sent:
    sound = _sound(fuzz, id_)
    body = fuzz.dice.choice([gzip.compress(sound.body), b"\x1f\x8b" + fuzz.dice.randbytes(300)])
    return Sent("packed", id_, body, sound.type, "gzip")


def _in_other_letters(fuzz: Fuzz, id_: str) -> Sent:
    text = _text(fuzz.submission()).decode()
    coding = fuzz.dice.choice(["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7"])
    return Sent(f"in {coding}", id_, text.encode(coding), PLAIN)


def _too_large(fuzz: Fuzz, id_: str) -> Sent:
    size = LARGEST_BODY + fuzz.dice.choice([-1, 0, 1, 1000])
    text = _text(fuzz.submission())
    return Sent("large", id_, text + b" " * (size - len(text)), PLAIN)


SORTS: list[Callable[[Fuzz, str], Sent]] = [
    _sound, _bent, _bent_inside, _bent_seal, _flipped, _cut, _twice, _noise, _any_json, _deep,
    _long_number, _wrong_type, _packed, _in_other_letters, _too_large,
    _bent, _bent_inside, _bent_seal, _flipped, _any_json,
]  # fmt: skip
