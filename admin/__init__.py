"""The staff side: sign-in, rounds, reports and exports."""

from __future__ import annotations

from flask import Flask

from admin import access, commands, navigation
from admin.views import (
    actions,
    exports,
    home,
    links,
    pairing,
    printing,
    quarantine,
    report,
    sign_in,
    tablets,
)

VIEWS = (sign_in, home, actions, exports, report, quarantine, tablets, pairing, links, printing)


def register(app: Flask) -> None:
    """Add the staff side to `app`, closed."""
    access.close_the_room(app)
    app.jinja_env.globals["ways"] = navigation.ways
    for view in VIEWS:
        app.register_blueprint(view.blueprint)
    for command in commands.COMMANDS:
        app.cli.add_command(command)
