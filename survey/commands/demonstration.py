"""`flask demo` fills an empty instance with made-up history, of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from survey.commands.instance import again, was_begun, welcome
from survey.services import Services, services
from survey.store import migrate
from survey.store.bulk_queries import holds_real_answers

if TYPE_CHECKING:
    from survey.demonstration.making import Made
    from survey.demonstration.plan import Plan

FAST_FROM = 50_000
"""From so many wanted answers on, those of closed rounds are counted and not kept."""


@click.command("demo")
@click.option("--seed", type=int, help="The same seed makes the same history.")
@click.option("--centres", type=click.IntRange(1, 2000), help="6 unless told otherwise.")
@click.option(
    "--waves", type=click.IntRange(1, 40), default=8, show_default=True, help="Closed quarters."
)
@click.option(
    "--responses", type=click.IntRange(1), help="About so many answers, in place of --centres."
)
@click.option("--fast", is_flag=True, help="Count the answers of closed rounds, keep none of them.")
@with_appcontext
def demo(
    seed: int | None, centres: int | None, waves: int, responses: int | None, *, fast: bool
) -> None:
    """Fill an empty instance with made-up history whose truth is known.

    Every page says that it is made up. An instance that is in use is left alone.
    """
    if centres and responses:
        raise click.UsageError("Name --centres or --responses, not both: each gives the other.")
    parts = services()
    migrate.upgrade(parts.store)
    if was_begun(parts):
        click.echo(_leave_alone(parts))
        return
    made = _make(parts, _plan(seed, centres, waves, responses), fast=_is_fast(responses, fast=fast))
    click.echo(welcome(parts, made.example))
    click.echo(_measured(parts, made))


def _leave_alone(parts: Services) -> str:
    """What is told of an instance that is in use. Raises where it is no demonstration."""
    with parts.store.read() as connection:
        is_real = holds_real_answers(connection)
    if is_real:
        raise click.ClickException(
            "This instance holds real answers, so nothing was made up and nothing was changed. "
            "Name an empty folder instead: LYDHOER_INSTANCE=instance-demo flask --app app demo"
        )
    if not parts.settings.simulated:
        raise click.ClickException(
            "This instance is in use, so nothing was made up and nothing was changed. "
            "Name an empty folder instead: LYDHOER_INSTANCE=instance-demo flask --app app demo"
        )
    return again(parts)


def _plan(seed: int | None, centres: int | None, waves: int, responses: int | None) -> Plan:
    from survey.demonstration.plan import Plan, centres_for  # noqa: PLC0415 # needs numpy

    usual = Plan()
    wanted = centres_for(responses, waves) if responses else centres
    return Plan(usual.seed if seed is None else seed, wanted or usual.centres, waves)


def _make(parts: Services, plan: Plan, *, fast: bool) -> Made:
    from survey.demonstration.making import demonstrate  # noqa: PLC0415 # needs numpy

    return demonstrate(parts, plan, fast=fast)


def _is_fast(responses: int | None, *, fast: bool) -> bool:
    return fast or (responses or 0) >= FAST_FROM


def _measured(parts: Services, made: Made) -> str:
    lines = [
        f"{pace.answers} answers {way} in {pace.seconds:.1f} s: {pace.per_second:.0f} a second."
        for way, pace in made.paces.items()
    ]
    return "\n".join([*lines, f"What is true: {parts.settings.instance / 'simulation-truth.csv'}"])


COMMANDS = (demo,)
