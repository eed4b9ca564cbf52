"""Letters by mail: each is put into the out-box folder first, and sent from there by due work.

Whoever asks for a letter does not wait for a mail server, and cannot tell from how long it took
whether there was a letter to send. Where no server is set, the letters stay in the folder.
"""

from __future__ import annotations

import secrets
import smtplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from config import Settings

TIMEOUT = 20
"""Seconds that a mail server may take for each of its answers."""
ENDING = ".eml"


@dataclass(frozen=True)
class Enclosed:
    """A PDF that goes with a letter."""

    name: str
    content: bytes


class OutBox:
    """The folder where letters wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = settings.instance / "outbox"

    def put(self, to: str, subject: str, text: str, files: Iterable[Enclosed] = ()) -> Path:
        """Write a letter; returns its file. It is there whole or not at all."""
        letter = EmailMessage(policy=policy.SMTP)
        letter["From"], letter["To"], letter["Subject"] = self._settings.mail_from, to, subject
        letter["Date"], letter["Message-ID"] = (
            formatdate(localtime=True),
            make_msgid(domain="lydhoer"),
        )
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text)
        for one in files:
            letter.add_attachment(
                one.content, maintype="application", subtype="pdf", filename=one.name
            )
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / f"{secrets.token_hex(16)}{ENDING}"
        draft = file.with_suffix(".part")
        draft.touch(mode=0o600)
        draft.write_bytes(letter.as_bytes())
        return draft.rename(file)

    def waiting(self) -> list[Path]:
        """The letters that have not been sent, the oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(self.folder.glob(f"*{ENDING}"), key=lambda file: file.stat().st_mtime)

    def send(self) -> int:
        """Send what waits, if there is a server; returns how many went.

        A letter is forgotten once the server has taken it. One that it refuses for good is set
        aside, so that it does not hold up the others. Raises `OSError` when the server is away.
        """
        waiting = self.waiting()
        if not (self._settings.smtp_url and waiting):
            return 0
        with _server(self._settings.smtp_url) as server:
            return sum(_sent(server, file) for file in waiting)


def _sent(server: smtplib.SMTP, file: Path) -> bool:
    letter = message_from_bytes(file.read_bytes(), policy=policy.SMTP)
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused:
        file.rename(file.with_suffix(".refused"))
        return False
    file.unlink()
    return True


@contextmanager
def _server(url: str) -> Iterator[smtplib.SMTP]:
    """The mail server at `smtp://` (upgraded to TLS where it offers that) or `smtps://`."""
    parts = urlsplit(url)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
    with server:
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
