"""`flask device` and `flask link`: where answers come in."""

from __future__ import annotations

import csv
from dataclasses import asdict
from datetime import date, datetime
from typing import TextIO

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from survey.channels import PAIRING_TIME, ChannelKind
from survey.ledger import Tablet
from survey.pins import keep_pin, new_pin
from survey.qr import terminal_qr
from survey.services import services
from survey.store.channel_queries import revoke
from survey.store.device_queries import set_pin
from survey.store.ledger_queries import all_tablets
from survey.store.setup_queries import (
    add_codes,
    add_device,
    add_link,
    centres,
    count_codes,
    devices,
    find_device,
    find_link,
    find_round_at,
    links,
    offer_pairing,
)
from survey.store.tables import Link
from survey.voices import Voice


@click.group("device")
def device() -> None:
    """Tablets: make, pair, give a PIN, list, revoke."""


@device.command("add")
@click.argument("centre")
@click.argument("name")
@with_appcontext
def add_device_command(centre: str, name: str) -> None:
    """Make a tablet called NAME at CENTRE and print its pairing code."""
    parts = services()
    with parts.store.session() as session:
        made = add_device(session, _centre_id(session, centre), name)
        code = offer_pairing(session, made.id, parts.clock.now() + PAIRING_TIME)
        number = made.id
    _tell_pairing(number, code)


@device.command("pair")
@click.argument("number", type=int)
@with_appcontext
def pair_command(number: int) -> None:
    """Print a new pairing code for tablet NUMBER; a tablet paired before is unpaired by its use."""
    parts = services()
    with parts.store.session() as session:
        if find_device(session, number) is None:
            raise click.ClickException(f"There is no tablet {number}.")
        code = offer_pairing(session, number, parts.clock.now() + PAIRING_TIME)
    _tell_pairing(number, code)


@device.command("pin")
@click.argument("number", type=int)
@with_appcontext
def pin_command(number: int) -> None:
    """Give tablet NUMBER a new PIN for its staff corner, and print it: it is not kept."""
    pin = new_pin()
    if not set_pin(services().store, number, keep_pin(pin)):
        raise click.ClickException(f"There is no tablet {number}.")
    click.echo(f"The PIN of tablet {number} is {pin}. Write it down: it cannot be shown again.")
    click.echo("On the tablet's invitation, tap the top left corner five times, and write it.")


@device.command("list")
@with_appcontext
def list_devices() -> None:
    """All tablets."""
    with services().store.session() as session:
        for one in devices(session):
            click.echo(f"{one.id}  {one.name}  {_state(one.revoked_on, one.paired_on)}")


@device.command("gaps")
@with_appcontext
def gaps() -> None:
    """What was answered on each tablet and what arrived; fails when something is missing."""
    with services().store.read() as connection:
        tablets = all_tablets(connection)
    for one in tablets:
        click.echo(_gap(one))
    if any(one.gap.missing for one in tablets):
        raise SystemExit(1)


@device.command("revoke")
@click.argument("number", type=int)
@with_appcontext
def revoke_device(number: int) -> None:
    """Let tablet NUMBER send no more."""
    _revoke(ChannelKind.DEVICE, number)


@click.group("link")
def link() -> None:
    """Links: make, list, revoke."""


@link.command("add")
@click.argument("round_id", type=int)
@click.argument("centre")
@click.argument("voice", type=click.Choice([v.value for v in Voice]))
@click.option("--label", default="", help="What you call it yourself.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="Last day it works.")
@click.option(
    "--personal", is_flag=True, help="Opened by codes that work once, and by nothing else."
)
@with_appcontext
def add_link_command(
    round_id: int, centre: str, voice: str, label: str, expires: datetime | None, personal: bool
) -> None:
    """Make a link for VOICE in round ROUND_ID at CENTRE and print it with its QR code."""
    parts = services()
    last = expires.date() if expires else None
    with parts.store.session() as session:
        centre_id = _centre_id(session, centre)
        _check_round(session, round_id, centre_id, voice)
        code = add_link(
            session,
            round_id,
            centre_id,
            Voice(voice),
            label=label,
            expires_on=last,
            is_personal=personal,
        )
        number = links(session)[-1].id
    if personal:
        click.echo(f"Link {number} is personal. Its codes: flask --app app link codes {number}")
        return
    address = f"{parts.settings.base_url}/s/{code}"
    click.echo(f"{address}\n{terminal_qr(address)}")


@link.command("codes")
@click.argument("number", type=int)
@click.option("--count", type=click.IntRange(1, 5000), default=20, show_default=True)
@click.option(
    "--to", "file", type=click.File("w"), default="-", help="A CSV file; else the screen."
)
@with_appcontext
def add_codes_command(number: int, count: int, file: TextIO) -> None:
    """Make COUNT addresses of personal link NUMBER, each good once, and write them down as CSV.

    They cannot be shown again. Nothing tells afterwards which of them was used for which answer.
    """
    parts = services()
    with parts.store.session() as session:
        found = find_link(session, number)
        if found is None:
            raise click.ClickException(f"There is no link {number}.")
        if not found.is_personal:
            raise click.ClickException(
                f"Link {number} is open to anybody. Make one with: link add --personal"
            )
        codes = add_codes(session, number, count)
    lines = csv.writer(file)
    lines.writerow(["address"])
    lines.writerows([f"{parts.settings.base_url}/s/{code}"] for code in codes)


@link.command("list")
@with_appcontext
def list_links() -> None:
    """All links, without their codes."""
    with services().store.session() as session:
        codes = count_codes(session)
        for one in links(session):
            said = "revoked" if one.revoked_on else _received(one, codes.get(one.id, (0, 0)))
            click.echo(f"{one.id}  round {one.round_id}  {one.voice}  {one.label}  {said}")


@link.command("revoke")
@click.argument("number", type=int)
@with_appcontext
def revoke_link(number: int) -> None:
    """Let link NUMBER work no more."""
    _revoke(ChannelKind.LINK, number)


def _centre_id(session: Session, name: str) -> int:
    known = {one.name: one.id for one in centres(session) if one.archived_on is None}
    if name not in known:
        raise click.ClickException(f"There is no centre '{name}'. Known: {', '.join(known)}.")
    return known[name]


def _check_round(session: Session, round_id: int, centre_id: int, voice: str) -> None:
    round_ = find_round_at(session, round_id, centre_id)
    if round_ is None:
        raise click.ClickException(f"There is no round {round_id} at that centre.")
    if voice not in round_.voices:
        asked = ", ".join(round_.voices)
        raise click.ClickException(f"Round {round_id} does not ask {voice}. It asks {asked}.")


def _received(one: Link, codes: tuple[int, int]) -> str:
    """What came through a link, and what of it wants a look."""
    if one.is_personal:
        return f"personal, {codes[1]} of {codes[0]} codes used"
    flagged = f", {one.flagged} of them in a crowd: have a look" if one.flagged else ""
    return f"{one.received} received{flagged}"


def _state(revoked_on: date | None, paired_on: date | None) -> str:
    if revoked_on:
        return f"revoked {revoked_on}"
    return f"paired {paired_on}" if paired_on else "not paired"


def _gap(tablet: Tablet) -> str:
    gap, newest = tablet.gap, tablet.newest
    counts = "  ".join(f"{name} {count}" for name, count in asdict(gap).items())
    told = f"told {newest.told_on}" if newest else "never told"
    return f"{tablet.id}  {tablet.name}, {tablet.centre}  {counts}  {told}"


def _tell_pairing(number: int, code: str) -> None:
    click.echo(f"Tablet {number}: open {services().settings.base_url}/k/ and type {code}")
    click.echo("The code works once, for ten minutes.")


def _revoke(kind: ChannelKind, number: int) -> None:
    parts = services()
    if not revoke(parts.store, kind, number, parts.clock.today()):
        raise click.ClickException(f"There is no {kind} {number}.")
    click.echo(f"{kind} {number} is revoked.")


COMMANDS = (device, link)
