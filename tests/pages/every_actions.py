"""Every page of the promises, for staff and in public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from survey.actions import ActionState, Origin, Outcome, Place, Promise, Signature
from survey.store.action_queries import add_action, ask_in_the_next_round, settle_action
from survey.store.round_edit_queries import archive_round, make_round
from tests.planning import plan_of
from tests.visiting import Pages

SIGNED = Signature("Cilla", "Leder af centret")
ONE = "/admin/actions/1"


def actions_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """What was promised: nothing yet, one promise, forms that need a second look or have met."""
    world = pages.world
    yield "actions_empty", pages.open("/admin/actions/")
    csrf = pages.csrf("/admin/actions/new")
    texts = {"said_da": "Vi savner sang.", "promised_da": "Et kor kommer.", "owner": "Anna"}
    promise = {"place": f"centre-{world.centre_id}", **texts, "due_on": "2026-01-01"}
    assert pages.client.post("/admin/actions/new", data={**promise, **csrf}).status_code == 303
    yield "actions", pages.open("/admin/actions/")
    yield "actions_narrowed", pages.open("/admin/actions/?state=done")
    for name in ("", "/change", "/outcome", "/ask"):
        yield f"action{name.replace('/', '_')}", pages.open(f"{ONE}{name}")
    finding = f"/admin/actions/new?round={world.round_id}&question=needs"
    yield "action_of_a_finding", pages.open(finding)
    wrong, gone = {"said_en": "x", "said_pl": "x", "due_on": "i morgen", **csrf}, {"state": "gone"}
    yield "action_again", pages.post("/admin/actions/new", wrong, 400)
    yield "action_outcome_again", pages.post(f"{ONE}/outcome", {**gone, **csrf}, 400)
    yield "action_met", pages.post(f"{ONE}/change", {**promise, "revision": "9", **csrf}, 409)
    done = {"state": "done", "became_da": "Koret kommer.", "revision": "9", **csrf}
    yield "action_outcome_met", pages.post(f"{ONE}/outcome", done, 409)
    yield from _asked(pages)


def _asked(pages: Pages) -> Iterator[tuple[str, str]]:
    """A promise that came of a finding and was kept, and the round that is to ask about it."""
    world, csrf = pages.world, pages.csrf("/admin/")
    plan = plan_of(world, days=plan_of(world).days.moved(timedelta(days=30)))
    planned = make_round(world.store, plan)
    texts = {"da": "Vi savner sang.", "en": "We miss singing."}
    promise = Promise(Place(world.centre_id), texts, texts, "Anna", None, True, "Bo", signed=SIGNED)
    id_ = add_action(world.store, promise, world.today, Origin(world.round_id, "needs"))
    settle_action(world.store, id_, 1, Outcome(ActionState.DONE, texts, world.today))
    path = f"/admin/actions/{id_}"
    yield "action_ask_a_round", pages.open(f"{path}/ask")
    yield "action_ask_again", pages.post(f"{path}/ask", csrf, 400)
    form = {"round": str(planned), **csrf}
    assert pages.client.post(f"{path}/ask", data=form).status_code == 303
    yield "action_asked", pages.open(path)
    archive_round(world.store, planned, world.today)
    yield from _waiting(pages, id_)


def _waiting(pages: Pages, id_: int) -> Iterator[tuple[str, str]]:
    """A promise that waits, in the form of a round; one of its languages is missing there."""
    world, new = pages.world, "/admin/rounds/new?use=every_kind"
    texts = {"da": "Vi savner kaffe."}
    danish = Promise(Place(world.centre_id), texts, texts, "Anna", None, False)
    other = add_action(world.store, danish, world.today)
    for one in (id_, other):
        ask_in_the_next_round(world.store, one, wanted=True)
    yield "action_waits", pages.open(f"/admin/actions/{id_}")
    yield "round_that_may_ask_again", pages.open(new)
    form = {"centres": str(world.centre_id), "asks_again": str(other), **pages.csrf(new)}
    yield "round_that_cannot_ask_again", pages.post(new, form, 400)
    for one in (id_, other):
        ask_in_the_next_round(world.store, one, wanted=False)


def told_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """What a centre answers in public: nothing, then one of each kind, signed and not."""
    world, path = pages.world, f"/svar/{pages.world.centre_id}"
    yield "told_empty", pages.open(path)
    for state in ActionState:
        said = {"da": "Vi savner sang.", "ar": "نفتقد الغناء."}
        answer = {"da": "Et kor kommer.", "ar": "ستأتي جوقة."}
        promise = Promise(Place(world.centre_id), said, answer, "", None, True, signed=SIGNED)
        id_ = add_action(world.store, promise, world.today)
        if state is not ActionState.PROMISED:
            settle_action(world.store, id_, 1, Outcome(state, answer, world.today))
    yield "told", pages.open(path)
    yield "told_ar", pages.open(f"{path}?lang=ar")
