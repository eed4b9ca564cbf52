"""`flask questionnaire`: check, publish and hand out questionnaires."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from survey.commands.work import speech_of
from survey.languages import DEFAULT_LANGUAGE
from survey.questionnaire.faults import BadQuestionnaire
from survey.questionnaire.library import library, library_file
from survey.questionnaire.lint import Finding, findings_refusing, lint
from survey.questionnaire.model import Questionnaire, json_schema
from survey.questionnaire.read import read_file, write_yaml
from survey.questionnaire.versions import freeze
from survey.services import services
from survey.store.versions import store_version
from survey.texts import as_it_stands

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group("questionnaire")
def questionnaire() -> None:
    """Check, publish and hand out questionnaires."""


@questionnaire.command("lint")
@FILE
def lint_command(file: Path) -> None:
    """Check FILE and say what to mend."""
    findings = lint(_read(file))
    _tell(findings)
    if findings_refusing(findings):
        raise SystemExit(1)
    click.echo("It can be published.")


@questionnaire.command("import")
@FILE
@click.option("--same-meaning", multiple=True, metavar="KEY", help="Reworded, but asks the same.")
@with_appcontext
def import_command(file: Path, same_meaning: tuple[str, ...]) -> None:
    """Publish FILE as the next version of its questionnaire."""
    read = _read(file)
    findings = lint(read)
    _tell(findings)
    if findings_refusing(findings):
        raise click.ClickException("Not published. Mend what is refused above and try again.")
    parts = services()
    version, changed = store_version(parts.store, freeze(read), parts.clock.today(), same_meaning)
    for change in changed:
        trend = "the trend goes on" if change.keeps_trend else "the trend breaks here"
        click.echo(f"{change.key}: {change.what}; {trend}")
    click.echo(f"{read.key}, version {version.number}, {version.hash}")
    speech_of(parts).make_all(version)


@questionnaire.command("export")
@click.argument("name")
@with_appcontext
def export_command(name: str) -> None:
    """Print a published version (by its hash) or one of the library (by its name) as YAML."""
    file = library_file(name)
    click.echo(file.read_text("utf-8") if file else _published(name), nl=False)


@questionnaire.command("library")
def library_command() -> None:
    """List the questionnaires that come along."""
    for name, one in library().items():
        click.echo(f"{name}: {one.title.say(DEFAULT_LANGUAGE)}")


@questionnaire.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a questionnaire."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def _published(version_hash: str) -> str:
    version = services().versions.find(version_hash)
    if version is None:
        raise click.ClickException(f"There is neither a version nor a library file {version_hash}.")
    return write_yaml(version.questionnaire)


def _read(file: Path) -> Questionnaire:
    try:
        return read_file(file)
    except BadQuestionnaire as fault:
        raise click.ClickException(f"The file cannot be used.\n{fault}") from fault


def _tell(findings: list[Finding]) -> None:
    for finding in findings:
        said = finding.say(as_it_stands)
        click.echo(f"{finding.severity}: {finding.place}: {finding.rule}: {said}")


COMMANDS = (questionnaire,)
