"""One group's answers, question by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from admin.report.base import Item, StatusLine, item_of, status_lines
from admin.report.findings import FINDERS, Finder, Findings, yes_or_no
from admin.report.reader import AnswerLine, Reader
from admin.report.scores import score_findings
from admin.report.sentences import Sentence, sentence
from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.scoring import Scale
from survey.round_counts import Said
from survey.tally import SCALE, SIMPLE
from survey.texts import N_

FEW_ANSWERED = N_("Fewer than %(k)s answered this. Nothing more is shown.")
NOBODY_ANSWERED = N_("Nobody answered this.")
GIVES_AWAY = N_("Not shown: it would give away answers to another question that are not shown.")
NOTHING = Item({}, {})
CHECK_HEADCOUNT = N_("More have answered this than there are people. Check the headcount.")


@dataclass(frozen=True)
class QuestionReport:
    """One question as one group answered it. `base` is how many did; None: not told."""

    key: str
    text: str
    base: int | None
    statuses: tuple[StatusLine, ...] = ()
    lines: tuple[AnswerLine, ...] = ()
    notes: tuple[Sentence, ...] = ()
    simple: bool = False
    is_open: bool = True
    """True when every answer's count is shown."""


def question_reports(
    questionnaire: Questionnaire, said: Iterable[Said], reader: Reader
) -> tuple[QuestionReport, ...]:
    """Every question and scale of one group, in the order they were asked."""
    items = _items(said)
    closed: set[str] = set()
    reports: list[QuestionReport] = []
    for question in questionnaire.asked():
        found = list(_question(question, items, closed, reader))
        closed.update(report.key for report in found if not report.is_open)
        reports.extend(found)
    reports.extend(_scales(questionnaire.scales, items, closed, reader))
    return tuple(reports)


def _items(said: Iterable[Said]) -> Mapping[str, Item]:
    rows: defaultdict[str, list[Said]] = defaultdict(list)
    for row in said:
        rows[row.question].append(row)
    return {name: item_of(of_one) for name, of_one in rows.items()}


def _question(
    question: QuestionBase,
    items: Mapping[str, Item],
    closed: Collection[str],
    reader: Reader,
) -> Iterator[QuestionReport]:
    """The question, and beside it the same one asked as a yes or no.

    `closed` are the questions before it whose counts are not all shown.
    """
    text = reader.words(question.text)
    if _gives_away(question, closed):
        note = (sentence(GIVES_AWAY),)
        yield QuestionReport(question.key, text, None, notes=note, is_open=False)
        return
    item = items.get(question.key, NOTHING)
    simple = items.get(question.key + SIMPLE, NOTHING)
    findings = _found(FINDERS[question.kind], question, item, reader)
    yield _report(question.key, text, item, findings, reader, simple.asked)
    if question.simple and simple.asked:
        words = reader.words(question.simple.text)
        findings = _found(yes_or_no, question, simple, reader)
        yield replace(_report(question.key, words, simple, findings, reader), simple=True)


def _gives_away(question: QuestionBase, closed: Collection[str]) -> bool:
    """True when how many were asked tells how many gave an answer that is not shown."""
    return any(condition.question in closed for condition in question.ask_if)


def _found(find: Finder, question: QuestionBase, item: Item, reader: Reader) -> Findings:
    refused = _refused(item, reader)
    if refused:
        return refused
    findings = find(question, item, reader.among(item))
    if item.too_much_unknown() and not question.free_words:
        return findings.without_conclusion()
    return findings


def _refused(item: Item, reader: Reader) -> Findings | None:
    """What is said instead of findings; None when there is something to find."""
    if item.answered == 0:
        return Findings(notes=(sentence(NOBODY_ANSWERED),))
    if reader.size is not None and item.answered > reader.size:
        return Findings(notes=(sentence(CHECK_HEADCOUNT),), is_open=False)
    if item.answered < reader.k:
        return Findings(notes=(sentence(FEW_ANSWERED, k=reader.k),), is_open=False)
    return None


def _report(
    key: str, text: str, item: Item, findings: Findings, reader: Reader, simple: int = 0
) -> QuestionReport:
    """`simple` is how many were asked the same as a yes or no instead."""
    return QuestionReport(
        key,
        text,
        None if 0 < item.answered < reader.k else item.answered,
        status_lines(item, simple, reader.k),
        findings.lines,
        findings.notes,
        is_open=findings.is_open,
    )


def _scales(
    scales: Iterable[Scale], items: Mapping[str, Item], closed: Collection[str], reader: Reader
) -> Iterator[QuestionReport]:
    for scale in scales:
        item = items.get(SCALE + scale.key, NOTHING)
        hidden = sum(key in closed for key in scale.items)
        findings = _refused(item, reader) or score_findings(scale, item, hidden, reader)
        if item.too_much_unknown() and item.answered >= reader.k:
            findings = findings.without_conclusion()
        yield _report(SCALE + scale.key, scale.name, item, findings, reader)
