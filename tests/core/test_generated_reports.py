"""Reports of thousands of made materials say nothing they must not, and what they say is easy to read.

Seeded: a failure names its seed, and the same seed makes the same report.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Material, Need, Wave
from admin.report.involvement.model import Curve, Figure, InvolvementReport, Mark
from admin.report.involvement.resident import resident_edition
from admin.report.plain import plain_resident
from admin.report.round_report import round_report
from admin.report.sentences import Sentence
from survey.actions import Action, ActionState, Outcome, Place, Promise, Signature
from survey.needs import needs
from survey.questionnaire.library import library
from tests.lix import lix
from tests.reporting import ASSISTED, OAK, RELATIVE, RESIDENT, SUN, TODAY, Group, material, wave

CATALOGUE = Path(__file__).parents[2] / "translations/da/LC_MESSAGES/messages.po"
SEEDS = 400
BLOCKS = 10
HARDEST = {"pack": 40, "resident": 25}
"""The most LIX a page may have; 25 is as easy as a book for children, 40 as a newspaper."""

FORBIDDEN = {
    "da": r"\b(steget|faldet|bedre|værre|signifikant\w*)\b",
    "en": r"\b(risen|fallen|better|worse|significant\w*)\b",
}
CAUSE = {"da": r"\bskyldes\b", "en": r"\bdue to\b"}
PERCENT = re.compile(r"\d[\s\N{NO-BREAK SPACE}]*%")


@cache
def catalogue(code: str) -> dict[str, str]:
    if code == "en":
        return {}
    with CATALOGUE.open("rb") as file:
        texts = read_po(file, locale=code)
    return {one.id: str(one.string) for one in texts if isinstance(one.id, str) and one.id}


def sayer(code: str) -> Callable[[Sentence | str], str]:
    """What says our sentences out of the real catalogue."""

    def say(sentence: Sentence | str) -> str:
        msgid = sentence if isinstance(sentence, str) else sentence.msgid
        said = catalogue(code).get(msgid, msgid)
        return said if isinstance(sentence, str) else said % sentence.values

    return say


def made(seed: int, code: str, *, small: bool = False) -> Material:
    """One material: rounds, voices, sizes and answers by dice."""
    dice = random.Random(seed)
    key = dice.choice(["needs_before", "satisfaction", "relatives", "staff"])
    waves = [_wave(dice, key, number, code, small) for number in range(1, dice.randint(2, 5))]
    latest = [one for one in waves if one.report.closes_on <= TODAY]
    return material(
        sorted(latest, key=lambda one: one.report.closes_on),
        language=code,
        say=sayer(code),
        need=Need(("music",), needs(code), dice.choice([None, 20, 30, 50]), TODAY),
        actions=[_action(dice, number) for number in range(dice.randint(0, 4))],
        funding_ends_on=dice.choice([None, TODAY + timedelta(days=dice.randint(10, 400))]),
    )


def _wave(dice: random.Random, key: str, number: int, code: str, small: bool) -> Wave:
    who = dice.sample([RESIDENT, ASSISTED, RELATIVE], dice.randint(1, 3))
    asked = library()[key]
    most = 4 if small else 45
    groups = [
        Group(n, dict(_answers(dice, key, n)), who=one, centre=centre)
        for one in who
        for centre in (1, 2)
        if (n := dice.randint(0, most))
    ]
    people = {voice: dice.randint(40, 60) for voice, _ in who}
    closes_on = TODAY - timedelta(days=10 + 91 * (5 - number))
    made = wave(
        groups, asked, number=number, closes_on=closes_on, people=people, centres=(SUN, OAK)
    )
    report = round_report(made.counts, made.editions, 5, code, TODAY)
    return replace(made, report=report)


def _answers(dice: random.Random, key: str, n: int) -> Iterator[tuple[str, dict[str, int]]]:
    for question in library()[key].asked():
        choosable = getattr(question, "steps", ()) or getattr(question, "options", ())
        options = [one.key for one in choosable]
        if options:
            picked: dict[str, int] = {}
            for _ in range(n):
                answer = dice.choice([*options[:4], "dont_know"])
                picked[answer] = picked.get(answer, 0) + 1
            yield question.key, picked


def _action(dice: random.Random, number: int) -> Action:
    state = dice.choice(list(ActionState))
    words = {"da": "Kaffen er kold.", "en": "The coffee is cold."}
    promised = {"da": "Vi køber nye kander.", "en": "We buy new pots."}
    became = None if state is ActionState.PROMISED else promised
    signed = Signature("Cilla", "leder")
    promise = Promise(
        Place(centre_id=1), words, promised, "Anna Ejer", None, dice.random() < 0.7, signed=signed
    )
    return Action(number, promise, Outcome(state, became), TODAY, "Solsikken")


def said_in(report: InvolvementReport) -> Iterator[str]:
    """Every sentence of a report; not its labels and tables."""
    yield from report.nothing
    for section in report.sections:
        yield from section.said
        for figure in section.figures:
            yield from figure.said
            yield figure.alternative


def figures(report: InvolvementReport) -> Iterator[Figure]:
    for section in report.sections:
        yield from section.figures


def marks_of(report: InvolvementReport) -> Iterator[Mark]:
    """What is marked on every curve."""
    for figure in figures(report):
        if isinstance(figure.chart, Curve):
            yield from (one.mark for one in figure.chart.readings)


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("code", ["da", "en"])
def test_nothing_forbidden_is_said(code: str, block: int) -> None:
    for seed in range(block, SEEDS // 2, BLOCKS):
        report = involvement_report(made(seed, code))
        confirmed = Mark.CONFIRMED in marks_of(report)
        for line in said_in(report):
            assert not re.search(CAUSE[code], line, re.IGNORECASE), (seed, line)
            if not confirmed:
                assert not re.search(FORBIDDEN[code], line, re.IGNORECASE), (seed, line)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_figure_has_all_that_must_stand_beside_it(block: int) -> None:
    for seed in range(block, SEEDS // 2, BLOCKS):
        report = involvement_report(made(seed, "da"))
        for figure in figures(report):
            # The log of what was promised has its days in its rows, and speaks for nobody.
            assert figure.waves or not figure.voice, (seed, figure.key)
            if figure.chart:
                assert figure.alternative, (seed, figure.key)
                assert figure.table, (seed, figure.key)
            if PERCENT.search(figure.model_dump_json()) and figure.table:
                told = " ".join((figure.base, *sum(figure.table.rows, ())))
                assert re.search(r"\d+ af \d+|\d+ svar", told), (seed, figure.key, told)


@pytest.mark.parametrize("block", range(2))
def test_no_number_of_a_group_that_is_too_small(block: int) -> None:
    for seed in range(block, SEEDS // 5, 2):
        source = made(seed, "da", small=True)
        for one in source.waves:
            for group in one.counts.replies:
                assert group.n < 5
        report = involvement_report(source)
        for figure in figures(report):
            if all(not wave.report.groups for wave in source.closed):
                assert not PERCENT.search(figure.model_dump_json()), (seed, figure.key)


def test_residents_are_told_only_what_all_may_see() -> None:
    for seed in range(SEEDS // 5):
        source = made(seed, "da")
        told = plain_resident(resident_edition(source))
        shown = sum(one.promise.shown for one in source.actions)
        assert "Anna Ejer" not in told
        assert told.count("Kaffen er kold.") == min(shown, 4), seed


def test_both_are_easy_to_read() -> None:
    packs, pages = [], []
    for seed in range(200):
        source = made(seed, "da")
        packs += [line for line in said_in(involvement_report(source)) if line]
        edition = resident_edition(source)
        pages += [edition.title, *edition.heard, *edition.closing]
        for one in edition.answered:
            pages += [one.said, one.answer]
    assert lix(pages) <= HARDEST["resident"], lix(pages)
    assert lix(packs) <= HARDEST["pack"], lix(packs)


def test_lix_counts_words_sentences_and_long_words() -> None:
    assert lix(["Katten sov. Hunden gik hjem igen."]) == 3.0
    assert lix(["Beboerne svarede."]) == 2 + 100
