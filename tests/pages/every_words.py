"""The pages of those who read people's own words through, for whoever looks at every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select, update

from survey.store.tables import FreeText, Round
from tests.hostile import HOSTILE
from tests.visiting import Pages
from tests.world import EVERY_ANSWER

WORDS = "Vi savner Anna fra værelse 12. Ring 20 12 34 56, cpr 010150-1234."
BEGINS = 900
"""The first of the ids that these answers are sent under."""


def words_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Nothing to read, words with everything to be found, faults, two at once, and themes."""
    csrf, queue = pages.csrf("/admin/"), "/admin/words/"
    if pages.client.get(queue).status_code == 200:
        yield "words_none", pages.open(queue)
    yield "themes_empty", pages.open(f"{queue}themes/")
    first, *others = [_wrote(pages, text, at) for at, text in enumerate(_texts())]
    one = f"{queue}{first}"
    yield "words", pages.open(one)
    yield "words_en", pages.open(f"{one}?lang=en")
    for at, other in enumerate(others):
        yield f"words_other_{at}", pages.open(f"{queue}{other}")
    wrong = {"masked": WORDS, "quote": WORDS, "decide": "approved", **csrf}
    yield "words_again", pages.post(one, wrong, 400)
    right = {"masked": "Sang", "new_themes": "Sang, Kor", "decide": "approved", "revision": "0"}
    assert pages.client.post(one, data={**right, **csrf}).status_code == 303
    yield "words_met", pages.post(one, {**right, **csrf}, 409)
    yield "themes", pages.open(f"{queue}themes/")
    yield from _themes(pages, f"{queue}themes/", csrf)


def _themes(pages: Pages, themes: str, csrf: dict[str, str]) -> Iterator[tuple[str, str]]:
    number = pages.open(themes).split(f'href="{themes}')[1].split('"')[0]
    one = f"{themes}{number}"
    yield "theme", pages.open(one)
    yield "theme_again", pages.post(one, {"name": "", **csrf}, 400)
    yield "theme_met", pages.post(one, {"name": "Andet", "revision": "9", **csrf}, 409)
    yield "theme_merge_again", pages.post(f"{one}/merge", {"into": "x", **csrf}, 400)


def _texts() -> list[str]:
    return [WORDS, HOSTILE["a script"], HOSTILE["right to left"], HOSTILE["emoji"]]


def _wrote(pages: Pages, words: str, at: int) -> str:
    answer = {"status": "answered", "value": words, "may_quote": at != 1}
    answers = {**EVERY_ANSWER, "matters": answer}
    id_ = f"{BEGINS + at:032x}"
    world = pages.world
    with world.store.write() as connection:
        later = world.today + timedelta(days=9)
        connection.execute(update(Round).values(closes_on=later))
    world.deliver(world.submission(answers=answers), id_)
    with world.store.read() as connection:
        found = connection.scalar(select(FreeText.comment_id).where(FreeText.response_id == id_))
    return str(found)
