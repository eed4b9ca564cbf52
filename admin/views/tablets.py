"""The tablets: which were heard from, what waits on them, and what never arrived."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template

from admin.access import needs, reach
from survey.ledger import Storage, Tablet
from survey.services import services
from survey.staff import Right
from survey.store.ledger_queries import all_tablets

blueprint = Blueprint(
    "admin_tablets", __name__, template_folder="../templates", url_prefix="/admin"
)


@blueprint.get("/tablets")
@needs(Right.RUN)
def listed() -> str:
    """Every tablet in words; where something is missing first."""
    parts = services()
    with parts.store.read() as connection:
        tablets = all_tablets(connection, reach())
    return render_template(
        "admin/tablets.html",
        tablets=worst_first(tablets),
        may_be_lost=Storage.MAY_BE_LOST,
        today=parts.clock.today(),
    )


def worst_first(tablets: Iterable[Tablet]) -> list[Tablet]:
    """Where answers are missing, then what else wants a look, then the others as they come."""
    return sorted(tablets, key=lambda one: (not one.gap.missing, not one.wants_a_look))
