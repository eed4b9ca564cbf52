"""The staff side: accounts, and a room for each topic."""

from __future__ import annotations

from flask import Flask

from admin import access, audit, commands, navigation
from admin.accounts import open_accounts
from admin.address import stay_at
from admin.forms import said
from admin.views import (
    account,
    actions,
    board,
    centres,
    exports,
    help,
    home,
    initiatives,
    interview,
    links,
    pairing,
    people,
    printing,
    quarantine,
    questionnaires,
    records,
    report,
    reports,
    round_steps,
    setup,
    sign_in,
    tablets,
)
from survey.pages.faults import frame_messages
from survey.pages.locale import STAFF_ROOM
from survey.services import NAME, Services

VIEWS = (
    account,
    actions,
    board,
    centres,
    exports,
    help,
    home,
    initiatives,
    interview,
    links,
    pairing,
    people,
    printing,
    quarantine,
    questionnaires,
    records,
    report,
    reports,
    round_steps,
    setup,
    sign_in,
    tablets,
)


def register(app: Flask) -> None:
    """Add the staff side to `app`, closed."""
    parts: Services = app.extensions[NAME]
    access.close_the_room(app)
    audit.watch(app)
    open_accounts(app, parts)
    stay_at(app, parts.settings.base_url)
    frame_messages(app, STAFF_ROOM, "admin/message.html")
    app.jinja_env.globals["ways"] = navigation.ways
    app.jinja_env.filters["said"] = said
    for view in VIEWS:
        app.register_blueprint(view.blueprint)
    for command in commands.COMMANDS:
        app.cli.add_command(command)
