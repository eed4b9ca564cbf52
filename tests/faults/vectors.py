"""The seals both sides must agree on, to the byte: tests/data/sealing-vectors.json.

`python -m tests.faults.vectors` makes the file anew from keys and dice that are fixed here. It is
for a new version of the seal only: an old file that no longer fits means that answers sealed before
would no longer open.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from survey.intake import sealing
from survey.intake.sealing import INFO
from survey.sealing_keys import SUITE, SealingKey
from tests.faults.scripts import SEALING, Change, bundle
from tests.serving import ROOT

FILE = ROOT / "tests" / "data" / "sealing-vectors.json"
DICE = Change(SEALING, "info: utf8(INFO) });", "info: utf8(INFO), ekm: globalThis.ekm });")
"""In this build a task says how the dice of a seal fall."""
SEED = hashlib.sha256(b"the key of the vectors").digest()
VERSION = hashlib.sha256(b"a version").hexdigest()
SAID: dict[str, tuple[int | None, str]] = {
    "plain": (3, "Sang"),
    "no round, as behind a link": (None, "Sang"),
    "the largest round": (2**31 - 1, ""),
    "letters of many lands": (1, "Blåbærgrød \u2603 \U0001f426 \u0645\u0631\u062d\u0628\u0627"),
    "what JSON escapes": (1, '\x00 \ud800 \n \t " \\'),
    "long": (1, "æøå " * 500),
}
"""By name: the round, and what was said."""


def submission(round_: int | None, words: str) -> str:
    """As much of a submission as a seal looks at, as the tablet would write it."""
    text = json.dumps({"round": round_, "version": VERSION, "words": words}, ensure_ascii=False)
    return text.replace("\ud800", "\\ud800")


@dataclass(frozen=True)
class FixedDice:
    """Stands in for the suite where a sender is made."""

    ephemeral: bytes
    kem: Any = SUITE.kem

    def create_sender_context(self, public: Any, info: bytes) -> Any:
        """As the suite does, with an ephemeral key that follows from the seed."""
        pair = SUITE.kem.derive_key_pair(self.ephemeral)
        return SUITE.create_sender_context(public, info=info, eks=pair)


def seal_here(key: SealingKey, vector: dict[str, Any]) -> dict[str, Any]:
    """The vector sealed by the service's own code."""
    with patch.object(sealing, "SUITE", FixedDice(bytes.fromhex(vector["ephemeral_seed"]))):
        return sealing.seal(
            key,
            vector["id"],
            vector["submission"].encode(),
            round=vector["round"],
            version=vector["version"],
        )


def sealing_task(key: SealingKey, vector: dict[str, Any]) -> dict[str, Any]:
    """The same as a task for the tablet's code; without a seed, with dice of its own."""
    return {
        "what": "seal",
        "to": {"key": key.id, "public": base64.b64encode(key.public).decode()},
        "outside": {name: vector[name] for name in ("id", "round", "version")},
        "submission": vector["submission"],
        "ekm": vector.get("ephemeral_seed"),
    }


def opening_task(key: SealingKey, id_: str, sealed: dict[str, Any]) -> dict[str, Any]:
    """Have the other library look inside."""
    return {
        "what": "open",
        "seed": key.seed.hex(),
        "info": INFO.decode(),
        "id": id_,
        "sealed": sealed,
    }


def on_the_tablet(tasks: list[dict[str, Any]], *weak: Change) -> list[Any]:
    """What the tablet's code makes of the tasks."""
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", _program(weak)],
        input=json.dumps(tasks),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    results: list[Any] = json.loads(done.stdout)
    return results


@cache
def _program(weak: tuple[Change, ...]) -> str:
    return bundle("tests/faults/sealing.mjs", (DICE, *weak))


def make() -> dict[str, Any]:
    """The whole file."""
    key = SealingKey(SEED)
    vectors = []
    for name, (round_, words) in SAID.items():
        dice = hashlib.sha256(name.encode())
        vector = {
            "name": name,
            "id": dice.hexdigest()[:32],
            "round": round_,
            "version": VERSION,
            "submission": submission(round_, words),
            "ephemeral_seed": dice.hexdigest(),
        }
        vectors.append(vector | {"sealed": seal_here(key, vector)})
    return {"seed": SEED.hex(), "key": key.id, "vectors": vectors}


def read(file: Path = FILE) -> dict[str, Any]:
    """The file as it is kept."""
    kept: dict[str, Any] = json.loads(file.read_text())
    return kept


if __name__ == "__main__":
    FILE.write_text(json.dumps(make(), indent=1) + "\n")
