"""`POST /k/ledger`: a tablet tells how many answers it made, and how it is doing."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kiosk.tablet import asking_tablet
from survey.errors import BadRequest
from survey.ledger import Storage, Told
from survey.services import services
from survey.store.ledger_queries import write_down

blueprint = Blueprint("ledger", __name__)

Count = Annotated[int, Field(ge=0, lt=2**31)]


class Telling(BaseModel):
    """The body; see docs/protocol.md. Strict, so that a wrong type is seen and not bent."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    ledger: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    made: Count
    carried: Count
    waiting: Count
    aside: Count
    storage: Storage
    installed: bool
    has_room: bool
    version: Annotated[str, StringConstraints(pattern=r"^[ -~]{0,40}$")]


@blueprint.post("/k/ledger")
def tell() -> tuple[str, int]:
    """Write down what the tablet tells; nothing of it is connected to an answer."""
    device, parts = asking_tablet(), services()
    write_down(parts.store, device.id, _told(), parts.clock.today())
    return "", 204


def _told() -> Told:
    try:
        telling = Telling.model_validate_json(request.get_data())
    except ValidationError as fault:
        raise BadRequest from fault
    return Told(**dict(telling))
