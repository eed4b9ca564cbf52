"""How a draft looks to respondents: the interview of it, for the preview's tablet."""

from __future__ import annotations

from flask import Response, abort

from admin.doors import needs
from admin.draft_room import blueprint, draft_now
from admin.draft_voices import UNPUBLISHED
from survey.pages.document import render_document
from survey.questionnaire.draft.check import as_far_as_it_goes
from survey.staff import Right
from survey.voices import Perspective


@blueprint.get("/drafts/<int:draft_id>/preview/<language>/<perspective>")
@needs(Right.RUN)
def document(draft_id: int, language: str, perspective: str) -> Response:
    """The draft's interview in one language and wording. 404 where there is nothing to show."""
    questionnaire = as_far_as_it_goes(draft_now(draft_id).content)
    if questionnaire is None or language not in questionnaire.languages:
        abort(404)
    if perspective not in questionnaire.wordings:
        abort(404)
    html = render_document(questionnaire, UNPUBLISHED, language, Perspective(perspective))
    return Response(html, headers={"Cache-Control": "no-store"})
