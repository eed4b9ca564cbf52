"""The command line, one file a topic."""

from __future__ import annotations

from flask import Flask

from survey.commands import (
    audit,
    channels,
    demonstration,
    instance,
    keys,
    quarantine,
    questionnaires,
    records,
    tallies,
    users,
    work,
)


def register(app: Flask) -> None:
    """Add the commands to `flask --app app`."""
    for commands in (
        instance,
        demonstration,
        keys,
        users,
        questionnaires,
        channels,
        quarantine,
        tallies,
        audit,
        records,
        work,
    ):
        for command in commands.COMMANDS:
            app.cli.add_command(command)
