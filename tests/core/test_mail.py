"""Letters: the out-box, and a real mail server on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from config import Settings
from survey.mail import OutBox


class Letters:
    """What a mail server was given; it refuses whoever is called "refused"."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802 the server's name for it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("refused"):
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def server(letters: Letters) -> Iterator[str]:
    """The address of a mail server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}"
    controller.stop()


def box(settings: Settings, smtp_url: str = "") -> OutBox:
    return OutBox(settings.model_copy(update={"smtp_url": smtp_url}))


def test_without_a_server_a_letter_stays_in_the_folder_for_its_owner_only(
    settings: Settings,
) -> None:
    out = box(settings)
    file = out.put("anna@example.org", "Hej æøå", "Et brev\n")
    assert out.send() == 0
    assert out.waiting() == [file]
    assert file.stat().st_mode & 0o077 == 0
    letter = message_from_bytes(file.read_bytes(), policy=default)
    assert (letter["To"], letter["Subject"]) == ("anna@example.org", "Hej æøå")


def test_letters_are_sent_once_and_forgotten(
    settings: Settings, server: str, letters: Letters
) -> None:
    out = box(settings, server)
    for number in range(3):
        out.put(f"anna{number}@example.org", "Hej", "Søde ord\n")
    assert (out.send(), out.send()) == (3, 0)
    assert out.waiting() == []
    assert sorted(str(one["To"]) for one in letters.taken) == [
        f"anna{n}@example.org" for n in range(3)
    ]
    body = letters.taken[0].get_body()
    assert body
    assert body.get_content().strip() == "Søde ord"


def test_a_letter_nobody_takes_does_not_hold_up_the_others(
    settings: Settings, server: str, letters: Letters
) -> None:
    out = box(settings, server)
    out.put("refused@example.org", "Hej", "…")
    out.put("anna@example.org", "Hej", "…")
    assert out.send() == 1
    assert out.waiting() == []
    assert len(list(out.folder.glob("*.refused"))) == 1


def test_while_the_server_is_away_letters_wait(settings: Settings, server: str) -> None:
    out = box(settings, "smtp://127.0.0.1:9")
    out.put("anna@example.org", "Hej", "…")
    with pytest.raises(OSError, match="refused"):
        out.send()
    assert len(out.waiting()) == 1
    assert box(settings, server).send() == 1


@pytest.mark.parametrize("evil", ["a@example.org\nBcc: b@example.org", "Hej\r\nBcc: b@example.org"])
def test_no_line_can_be_added_to_its_head(settings: Settings, evil: str) -> None:
    with pytest.raises(ValueError, match="Header"):
        box(settings).put(evil, evil, "…")
