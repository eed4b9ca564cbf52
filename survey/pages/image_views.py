"""`/images/...`: pictures that staff uploaded for everyone to see, for good under their hash."""

from __future__ import annotations

from flask import Blueprint, Response

from survey.errors import UnknownLink
from survey.images import kept_image, type_of
from survey.pages.documents import FOR_GOOD
from survey.services import services

blueprint = Blueprint("images", __name__)


@blueprint.get("/images/<picture>")
def image(picture: str) -> Response:
    """The picture of this hash. It never changes; nobody comes upon it without knowing the hash."""
    path = kept_image(services().settings.instance, picture)
    if path is None:
        raise UnknownLink
    content = path.read_bytes()
    return Response(content, mimetype=type_of(content), headers={"Cache-Control": FOR_GOOD})
