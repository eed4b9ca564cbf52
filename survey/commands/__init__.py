"""The command line, one file a topic."""

from __future__ import annotations

from flask import Flask

from survey.commands import (
    channels,
    instance,
    keys,
    quarantine,
    questionnaires,
    tallies,
    users,
    work,
)


def register(app: Flask) -> None:
    """Add the commands to `flask --app app`."""
    for commands in (
        instance,
        keys,
        users,
        questionnaires,
        channels,
        quarantine,
        tallies,
        work,
    ):
        for command in commands.COMMANDS:
            app.cli.add_command(command)
