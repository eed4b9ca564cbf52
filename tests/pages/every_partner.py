"""What a partner who reads the reports of an initiative meets: its page, its meetings, no notes."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import update

from survey.initiative_parts import About, Partner
from survey.initiatives import State, Step
from survey.meetings import Plan
from survey.staff import Grant, Role
from survey.store.initiative_changes import add_initiative
from survey.store.meeting_queries import plan_meeting
from survey.store.partner_queries import add_partner
from survey.store.tables import Round
from tests.visiting import Pages


def partner_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each; whoever was signed in is signed in again at the end."""
    world = pages.world
    first = Step(State.IDEA, world.today, "Anna")
    about = About("Sang hos naboen", "Selskab")
    number = add_initiative(world.store, about, [world.centre_id], first)
    add_partner(world.store, number, Partner("Naboklubben", "Kaffe", "Bo"))
    with world.store.write() as connection:
        connection.execute(
            update(Round).where(Round.id == world.round_id).values(initiative_id=number)
        )
    one = f"/admin/initiatives/{number}"
    meeting = f"{one}/meetings/{plan_meeting(world.store, number, Plan(world.today))}"
    csrf = pages.csrf("/admin/")
    for page, form in (
        ("notes", {"revision": "1", "notes": "Kun for personalet"}),
        ("decisions/new", {"what": "Vi synger.", "who": "Anna"}),
        ("freeze", {}),
    ):
        answer = pages.client.post(f"{meeting}/{page}", data={**form, **csrf})
        assert answer.status_code == 303, page
    pages.sign_in("Cilla", Grant(Role.PARTNER, initiative_id=number))
    for name, path in (
        ("home", "/admin/"),
        ("reports", "/admin/reports/"),
        ("initiatives", "/admin/initiatives/"),
        ("initiative", one),
        ("choices", f"{one}/choices"),
        ("meetings", f"{one}/meetings"),
        ("meeting", meeting),
        ("meeting_en", f"{meeting}?lang=en"),
        ("frozen_report", f"{meeting}/report/{world.round_id}"),
        ("report", f"/admin/rounds/{world.round_id}/report"),
        ("account", "/admin/account/"),
    ):
        html = pages.open(path)
        assert "Kun for personalet" not in html, path
        yield f"partner_{name}", html
    yield "partner_kept_out", pages.open(f"{meeting}/notes", 403)
    pages.sign_in()
