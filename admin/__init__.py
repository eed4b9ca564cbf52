"""The staff side: sign-in, rounds, reports and exports."""

from __future__ import annotations

from flask import Flask

from admin import access, commands, navigation
from admin.views import (
    actions,
    board,
    exports,
    home,
    quarantine,
    report,
    round_steps,
    sign_in,
    tablets,
)


def register(app: Flask) -> None:
    """Add the staff side to `app`, closed."""
    access.close_the_room(app)
    app.jinja_env.globals["ways"] = navigation.ways
    for view in (sign_in, home, round_steps, board, actions, exports, report, quarantine, tablets):
        app.register_blueprint(view.blueprint)
    for command in commands.COMMANDS:
        app.cli.add_command(command)
