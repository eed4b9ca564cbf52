"""The instance's ingest keys: what tablets seal answers to, and only this instance can open.

One file a key in `keys/sealing/` of the instance, numbered; the last is the one to seal to. Old ones
stay, for answers that come back late, and so do those taken in from elsewhere, which only open.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKeyInterface

SUITE = CipherSuite.new(KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
"""RFC 9180 in base mode."""
FILE = re.compile(r"\d{4}\.key|from-[0-9a-f]{16}\.key")
SEED = 32
"""Bytes from which a key pair is derived."""
SLOWNESS = 2**15
"""Scrypt's n: about 0.1 s and 32 MB for each guess of a passphrase."""


class WrongPassphrase(Exception):
    """The exported keys do not open: the passphrase, or the file, is another."""


@dataclass(frozen=True)
class SealingKey:
    """One key pair, from its seed. `id` is the first 16 hex digits of its public key's SHA-256."""

    seed: bytes

    @cached_property
    def private(self) -> KEMKeyInterface:
        """What opens."""
        return SUITE.kem.derive_key_pair(self.seed).private_key

    @cached_property
    def public(self) -> bytes:
        """What seals: an uncompressed point of P-256, 65 bytes."""
        return bytes(SUITE.kem.derive_key_pair(self.seed).public_key.to_public_bytes())

    @cached_property
    def id(self) -> str:
        """The name it goes by."""
        return hashlib.sha256(self.public).hexdigest()[:16]


class SealingKeys:
    """The keys kept in a folder. Safe to share between threads; other processes may add to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[str, ...] = ()
        self._known: dict[str, SealingKey] = {}

    def newest(self) -> SealingKey:
        """The key to seal to; the first one is made when there is none yet."""
        if not self._read():
            with suppress(FileExistsError):  # another thread or process was first
                self._write(_numbered(1), secrets.token_bytes(SEED))
        return list(self._read().values())[-1]

    def find(self, id_: str) -> SealingKey | None:
        """The key called `id_`, however old."""
        return self._known.get(id_) or self._read().get(id_)

    def ids(self) -> list[str]:
        """All keys, the oldest first."""
        return list(self._read())

    def add(self) -> SealingKey:
        """Make a key, and seal to it from now on. Raises FileExistsError when two do so at once."""
        key = SealingKey(secrets.token_bytes(SEED))
        self._write(self._next(), key.seed)
        return key

    def export(self, passphrase: str) -> str:
        """All keys in one encrypted text, for a safe place outside this machine."""
        seeds = json.dumps([key.seed.hex() for key in self._read().values()]).encode()
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        locked = AESGCM(_derived(passphrase, salt)).encrypt(nonce, seeds, None)
        parts = {"salt": salt, "nonce": nonce, "keys": locked}
        told = {name: base64.b64encode(part).decode() for name, part in parts.items()}
        return json.dumps({"lydhoer_sealing_keys": 1} | told, indent=2) + "\n"

    def take_in(self, exported: str, passphrase: str) -> list[str]:
        """Add the keys of an export that are not here; returns their ids.

        Where there are keys, those taken in only open: the newest stays the newest. Raises
        `WrongPassphrase`.
        """
        here = self.ids()
        keys = [SealingKey(seed) for seed in _opened(exported, passphrase)]
        added = [key for key in keys if key.id not in here]
        for key in added:
            self._write(f"from-{key.id}.key" if here else self._next(), key.seed)
        return [key.id for key in added]

    def _next(self) -> str:
        numbers = [name for name in self._files() if name[0].isdigit()]
        return _numbered(int(numbers[-1][:4]) + 1 if numbers else 1)

    def _write(self, name: str, seed: bytes) -> None:
        """Put the whole key there at once, or nothing. Raises FileExistsError."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._folder / f".{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w") as file:
                file.write(seed.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, self._folder / name)
        finally:
            draft.unlink()

    def _read(self) -> Mapping[str, SealingKey]:
        files = self._files()
        if files != self._seen:
            seeds = [bytes.fromhex((self._folder / name).read_text()) for name in files]
            self._known = {key.id: key for key in map(SealingKey, seeds)}
            self._seen = files
        return self._known

    def _files(self) -> tuple[str, ...]:
        if not self._folder.exists():
            return ()
        names = [name for name in os.listdir(self._folder) if FILE.fullmatch(name)]
        return tuple(sorted(names, key=lambda name: (name[0].isdigit(), name)))


def _numbered(number: int) -> str:
    return f"{number:04d}.key"


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=SLOWNESS, r=8, p=1).derive(passphrase.encode())


def _opened(exported: str, passphrase: str) -> list[bytes]:
    try:
        given: dict[str, Any] = json.loads(exported)
        salt, nonce, locked = (base64.b64decode(given[n]) for n in ("salt", "nonce", "keys"))
        seeds = AESGCM(_derived(passphrase, salt)).decrypt(nonce, locked, None)
    except (InvalidTag, ValueError, KeyError, TypeError) as fault:
        raise WrongPassphrase from fault
    return [bytes.fromhex(seed) for seed in json.loads(seeds)]
