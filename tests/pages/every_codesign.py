"""The pages on which residents are let choose: empty, filled, faulty, met, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator

from survey.codesign import Decision
from survey.images import keep_image, ready_image
from survey.questionnaire.versions import freeze
from survey.store.codesign_queries import decide
from survey.store.setup_queries import Asking, add_link, add_round
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.codesign import OPTIONS, options
from tests.core.test_images import drawn, saved
from tests.pages.test_images import services_of
from tests.pages.test_staff_choices import DECIDED, WRITTEN, answered, made_round
from tests.pages.test_staff_partners import made, posted
from tests.visiting import Pages


def codesign_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page; somebody who may run everything is signed in."""
    every = f"/admin/initiatives/{made(pages.world, 'Vi vælger')}/choices"
    new = f"{every}/new"
    yield "choices_empty", pages.open(every)
    yield "choice_new", pages.open(new)
    kept = _picture(pages)
    wrong = {"kept_1": kept, "label_da_2": "", "question_da": "Vil du ikke ud eller synge?"}
    yield "choice_new_again", pages.look(posted(pages, new, {**WRITTEN, **wrong}), 400)
    shown = {"kept_1": kept, "shows_da_1": "To farver"}
    path = f"{every}/{made_round(pages, {**WRITTEN, **shown}, new)}"
    yield "choice_silent", pages.open(path)
    round_id = int(path.rpartition("/")[2])
    answered(pages, round_id, {"option_2+option_1": 14, "option_1": 2})
    answered(pages, round_id, {"option_1": 6, "option_3": 5}, "relative")
    yield "choice", pages.open(path)
    yield "decision", pages.open(f"{path}/decide")
    yield "decision_again", pages.look(posted(pages, f"{path}/decide", {"decided": ""}), 400)
    day = pages.world.today
    theirs = Decision("option_1", "Lederen", day, "Haven er lukket.", {"da": "Vi synger."})
    decide(pages.world.store, round_id, 1, theirs)
    yield "decision_late", pages.look(posted(pages, f"{path}/decide", DECIDED), 409)
    yield "choice_decided", pages.open(path)
    yield "choices", pages.open(every)
    yield "rank_report", pages.open(f"/admin/rounds/{round_id}/report")


def _picture(pages: Pages) -> str:
    """A picture that somebody uploaded."""
    return keep_image(services_of(pages).settings.instance, ready_image(saved(drawn())))


def ordering_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """The document that asks respondents for an order, and the form without scripts handed back."""
    world = pages.world
    images = dict.fromkeys(OPTIONS, _picture(pages))
    version, _ = store_version(
        world.store, freeze(options(images=images, voices=["volunteer"])), world.today
    )
    with world.store.session() as session:
        asking = Asking(version.id, {Voice.VOLUNTEER: [Perspective.SELF]}, world.today, world.today)
        round_ = add_round(session, asking, [world.centre_id])
        code = add_link(session, round_.id, world.centre_id, Voice.VOLUNTEER)
    yield "rank", pages.open(f"/i/{version.hash}/da/self")
    wrong = {"q.choice": ["song.1", "garden.1"]}
    yield "rank_again", pages.post(f"/s/{code}/da/self?id={'e' * 32}", wrong, 400)
