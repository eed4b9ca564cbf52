"""What all pages of the editor share: their blueprint, and how drafts are found and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from admin.signed_in import member
from admin.undo import say_done
from survey.pages.locale import gettext, page_language
from survey.questionnaire.draft.content import Content, Gone
from survey.questionnaire.draft.operations import Licensed, NoRoom
from survey.services import services
from survey.store.draft_queries import By, Closed, KeptDraft, change_draft, find_draft
from survey.texts import N_

blueprint = Blueprint(
    "admin_questionnaires",
    __name__,
    template_folder="templates",
    url_prefix="/admin/questionnaires",
)

LATELY = timedelta(minutes=15)
"""What somebody else wrote within this time is told of."""

GONE = N_("It is not there any more: somebody else has removed it.")
CLOSED = N_("Nothing was changed: the draft has been published or thrown away.")
REFUSED: dict[type[Exception], str] = {
    Gone: GONE,
    Closed: CLOSED,
    NoRoom: N_("There are as many as there is room for. Remove one first."),
    Licensed: N_(
        "Nothing was changed: the question belongs to a scale, and its answers are taken as they are."
    ),
}
"""Why something was not done, by what stood in its way."""


@dataclass(frozen=True)
class Lately:
    """Somebody else who wrote in the draft just now."""

    name: str
    minutes: int


def draft_now(draft_id: int) -> KeptDraft:
    """The draft as it is at this moment, or the page that says there is none."""
    with services().store.read() as connection:
        return find_draft(connection, draft_id) or abort(404)


def by_now(*, by_itself: bool = False) -> By:
    """Who changes something, and when."""
    return By(member().name, services().clock.now(), by_itself)


def lately(draft: KeptDraft) -> Lately | None:
    """Somebody else, if she changed it just now."""
    since = services().clock.now() - draft.changed_at
    if draft.changed_by == member().name or since > LATELY:
        return None
    return Lately(draft.changed_by, max(0, int(since.total_seconds() // 60)))


def title_of(content: Content) -> str:
    """What a draft is called, in the reader's language where it has one."""
    title = content["title"]
    own = title.get(page_language()) or title.get("da") or next(iter(title.values()), "")
    return own or gettext("A questionnaire without a title")


def done_to(draft_id: int, about: str, change: Callable[[Content], Content]) -> bool:
    """Change the draft, or say on the next page why not."""
    try:
        change_draft(services().store, draft_id, by_now(), about, change)
    except tuple(REFUSED) as fault:
        say_done(gettext(REFUSED[type(fault)]))
        return False
    return True


def to_draft(draft_id: int, anchor: str | None = None, **more: Any) -> Response:
    """On to the draft's page. `at` takes the focus; browsers give it only where there is no anchor."""
    return redirect(
        url_for("admin_questionnaires.draft", draft_id=draft_id, _anchor=anchor, **more), 303
    )


def to_question(draft_id: int, question: str, anchor: str | None = None, **more: Any) -> Response:
    """On to the page of a question."""
    address = url_for(
        "admin_questionnaires.question",
        draft_id=draft_id,
        question=question,
        _anchor=anchor,
        **more,
    )
    return redirect(address, 303)
