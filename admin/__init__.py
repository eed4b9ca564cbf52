"""The staff side: sign-in, rounds, reports and exports."""

from __future__ import annotations

from flask import Flask

from admin import access, audit, commands, navigation
from admin.views import (
    actions,
    exports,
    home,
    quarantine,
    records,
    report,
    sign_in,
    tablets,
)


def register(app: Flask) -> None:
    """Add the staff side to `app`, closed."""
    access.close_the_room(app)
    audit.watch(app)
    app.jinja_env.globals["ways"] = navigation.ways
    for view in (sign_in, home, actions, exports, report, quarantine, tablets, records):
        app.register_blueprint(view.blueprint)
    for command in commands.COMMANDS:
        app.cli.add_command(command)
