"""The staff side: accounts, and a room for each topic."""

from __future__ import annotations

from flask import Flask

from admin import access, audit, commands, navigation
from admin.accounts import open_accounts
from admin.address import stay_at
from admin.day_words import days_said, last_day
from admin.forms import said
from admin.freezing import freeze_due
from admin.involvement_keeping import make_due
from admin.meeting_packs import keep_due, make_packs
from admin.views import (
    account,
    actions,
    board,
    centres,
    exports,
    help,
    home,
    ideas,
    initiatives,
    interview,
    involvement,
    links,
    pairing,
    people,
    printing,
    prompts,
    quarantine,
    questionnaires,
    records,
    report,
    reports,
    round_steps,
    setup,
    sign_in,
    tablets,
    themes,
    words,
)
from survey.due_work import also_do
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
    ideas,
    initiatives,
    interview,
    involvement,
    links,
    pairing,
    people,
    printing,
    prompts,
    quarantine,
    questionnaires,
    records,
    report,
    reports,
    round_steps,
    setup,
    sign_in,
    tablets,
    themes,
    words,
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
    app.jinja_env.filters["last_day"] = last_day
    app.jinja_env.globals["days_said"] = days_said
    for view in VIEWS:
        app.register_blueprint(view.blueprint)
    also_do(app, "frozen_reports", freeze_due)
    also_do(app, "kept_involvement", keep_due)
    also_do(app, "meeting_packs", make_packs)
    also_do(app, "kept_reports", make_due)
    for command in commands.COMMANDS:
        app.cli.add_command(command)
