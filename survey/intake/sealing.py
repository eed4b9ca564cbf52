"""Sealed submissions: opened with the instance's keys; see docs/protocol.md.

HPKE (RFC 9180) in base mode with P-256, HKDF-SHA-256 and AES-256-GCM. What stands outside the seal
is bound to it: an envelope opens only under the id, round and version it was sealed for.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints
from pyhpke import PyHPKEError

from survey.intake.submission import Malformed, Part, Unfit, read_object, read_part
from survey.sealing_keys import SUITE, SealingKey, SealingKeys

SEALED_VERSION = 1
MEDIA_TYPE = "application/vnd.lydhoer.sealed+json"
INFO = b"lydhoer sealed submission 1"
"""HPKE's info: seals made for something else do not open here."""

Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]
"""Without padding, in the alphabet for addresses (RFC 4648, section 5)."""


class Sealed(Part):
    """What stands outside the seal. `enc` is HPKE's encapsulated key."""

    sealed_version: Literal[1]
    key: str
    round: int | None = None
    version: str
    enc: Base64
    ciphertext: Base64

    def bound(self, submission_id: str) -> bytes:
        """The associated data: one line each, so that nothing can be read as something else."""
        round_ = "" if self.round is None else str(self.round)
        lines = [str(self.sealed_version), submission_id, self.key, round_, self.version]
        return "\n".join(lines).encode()


def is_sealed(given: Mapping[str, Any]) -> bool:
    """True when this is an envelope and not the submission itself."""
    return "sealed_version" in given


def open_sealed(keys: SealingKeys, submission_id: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The submission inside. Raises `Unfit`, with a reason that says what does not open."""
    sealed = _read(given)
    key = keys.find(sealed.key)
    if key is None:
        raise Unfit("unknown_key", sealed.key[:60])
    inside = _open(key, sealed, submission_id)
    if (inside.get("round"), inside.get("version")) != (sealed.round, sealed.version):
        raise Unfit("sealed_for_another", str(inside.get("version"))[:64])
    return inside


def seal(key: SealingKey, submission_id: str, submission: bytes, **outside: Any) -> dict[str, Any]:
    """`submission` as an envelope that only the holder of `key` opens; `outside` are its round
    and version. Tablets do this themselves; this is for programs in Python, and for tests."""
    enc, context = SUITE.create_sender_context(
        SUITE.kem.deserialize_public_key(key.public), info=INFO
    )
    bare = {"sealed_version": SEALED_VERSION, "key": key.id, "enc": _text(enc), **outside}
    bound = Sealed(**bare, ciphertext="-").bound(submission_id)
    return bare | {"ciphertext": _text(context.seal(submission, aad=bound))}


def _read(given: Mapping[str, Any]) -> Sealed:
    if given.get("sealed_version") != SEALED_VERSION:
        raise Unfit("sealed_version", str(given.get("sealed_version"))[:20])
    return read_part(Sealed, given)


def _open(key: SealingKey, sealed: Sealed, submission_id: str) -> dict[str, Any]:
    try:
        context = SUITE.create_recipient_context(_bytes(sealed.enc), key.private, info=INFO)
        opened = context.open(_bytes(sealed.ciphertext), aad=sealed.bound(submission_id))
    except (PyHPKEError, ValueError) as fault:
        raise Unfit("cannot_open", sealed.key[:60]) from fault
    try:
        return read_object(opened)
    except Malformed as fault:
        raise Unfit("sealed_content", "") from fault


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as fault:
        raise ValueError("no base64") from fault
