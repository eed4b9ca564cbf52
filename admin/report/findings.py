"""What may be told of the answers to one question: a small function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from admin.report.base import Item
from admin.report.middle import mean_and_median, middle_step
from admin.report.numbers import PERCENT_FROM
from admin.report.ranks import first_of, mean_places
from admin.report.reader import AnswerLine, Lines, Reader
from admin.report.sentences import Sentence, sentence
from survey.questionnaire.kinds.base import Option, QuestionBase
from survey.questionnaire.kinds.choices import JOIN
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.questionnaire.wording import LocalText
from survey.texts import N_

SPLIT_NOT_SHOWN = N_("How the answers fall is not shown: some of them were given by too few.")
TOO_MUCH_UNKNOWN = N_("Too many did not know or skipped this. No conclusion can be drawn.")
TOO_FEW_FOR_A_MIDDLE = N_("Too few have answered to tell where the middle is.")
WROTE = N_("%(n)s wrote something. Their words wait for a person to read them.")
FIRST_COUNTED = N_("The shares are of those who put it first.")
MEAN_PLACE = N_("%(what)s: put at place %(place)s on the average, where 1 is first.")
FEW_WROTE = N_("Fewer than %(k)s wrote something. Their words wait for a person to read them.")


@dataclass(frozen=True)
class Findings:
    """What is told: lines of a table, and sentences. Open: every answer's count is shown."""

    lines: tuple[AnswerLine, ...] = ()
    notes: tuple[Sentence, ...] = ()
    is_open: bool = True

    def without_conclusion(self) -> Findings:
        """Bare counts, where too many did not know or skipped."""
        lines = tuple(line.without_conclusion() for line in self.lines)
        return Findings(lines, (sentence(TOO_MUCH_UNKNOWN),), self.is_open)


def split(lines: Lines, item: Item, sensitive: bool, reader: Reader) -> Findings:
    """Answers that exclude each other: all of them, or with few on a sensitive one, none.

    Hiding only the small ones would let the others be subtracted from n. Two answers are each
    other's complement, and their bands say the same thing twice.
    """
    shown = reader.lines(lines, item, sensitive)
    is_open = all(line.is_open for line in shown)
    if is_open or len(shown) == 2:
        return Findings(shown, is_open=is_open)
    return Findings(notes=(sentence(SPLIT_NOT_SHOWN),), is_open=False)


def chosen(question: QuestionBase, item: Item, reader: Reader) -> Findings:
    """One of several answers."""
    return split(_each(question.choosable(), reader), item, question.sensitive, reader)


def yes_or_no(question: QuestionBase, item: Item, reader: Reader) -> Findings:
    """Any question that was asked as a yes or no."""
    return split(_each(YES_NO, reader), item, question.sensitive, reader)


def steps(question: QuestionBase, item: Item, reader: Reader) -> Findings:
    """Graded answers: the split, the top answers together, and the answer in the middle."""
    whole = chosen(question, item, reader)
    top = question.choosable()[: getattr(question, "top", 1)]
    label = " / ".join(reader.words(step.label) for step in top)
    together = reader.lines([(label, [step.key for step in top])], item, question.sensitive)
    if not whole.lines:
        return replace(whole, lines=together)
    if len(top) > 1 and len(whole.lines) > 2:
        whole = replace(whole, lines=together + whole.lines)
    if not whole.is_open or item.answered < PERCENT_FROM:
        return whole
    labels = {step.key: reader.words(step.label) for step in question.choosable()}
    return replace(whole, notes=(*whole.notes, middle_step(labels, item.answers)))


def several(question: QuestionBase, item: Item, reader: Reader) -> Findings:
    """Any of several answers; each is told by itself, of all who answered."""
    if getattr(question, "at_most", 2) == 1:
        return chosen(question, item, reader)
    lines = [
        (reader.words(option.label), [a for a in item.answers if option.key in a.split(JOIN)])
        for option in question.choosable()
    ]
    shown = reader.lines(lines, item, question.sensitive)
    return Findings(shown, is_open=all(line.is_open for line in shown))


def in_order(question: QuestionBase, item: Item, reader: Reader) -> Findings:
    """Answers that were put in order: who was first, and where each stood on the average."""
    lines = [
        (reader.words(option.label), [a for a in item.answers if first_of(a) == option.key])
        for option in question.choosable()
    ]
    whole = split(lines, item, question.sensitive, reader)
    if not whole.is_open or item.answered < PERCENT_FROM:
        return replace(whole, notes=(sentence(FIRST_COUNTED), *whole.notes))
    labels = {option.key: reader.words(option.label) for option in question.choosable()}
    places = mean_places(item.answers, list(labels))
    order = sorted(places, key=lambda key: places[key])
    said = tuple(sentence(MEAN_PLACE, what=labels[key], place=places[key]) for key in order)
    return replace(whole, notes=(sentence(FIRST_COUNTED), *whole.notes, *said))


def number(question: QuestionBase, item: Item, reader: Reader) -> Findings:
    """The middle and the mean, never the least or the most: those are single people's."""
    if item.answered < PERCENT_FROM:
        return Findings(notes=(sentence(TOO_FEW_FOR_A_MIDDLE),), is_open=False)
    named: LocalText | None = getattr(question, "unit", None)
    unit = reader.label(named) if named else ""
    return Findings(notes=mean_and_median(item.answers, unit), is_open=False)


def words(_question: QuestionBase, item: Item, reader: Reader) -> Findings:
    """How many wrote; never what."""
    if item.answered < reader.k:
        return Findings(notes=(sentence(FEW_WROTE, k=reader.k),), is_open=False)
    return Findings(notes=(sentence(WROTE, n=item.answered),))


Finder = Callable[[QuestionBase, Item, Reader], Findings]
FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "choice": chosen,
        "yes_no": chosen,
        "scale": steps,
        "choices": several,
        "pick": several,
        "rank": in_order,
        "number": number,
        "text": words,
    }
)
"""How each kind that takes an answer is told."""


def _each(options: Iterable[Option], reader: Reader) -> Lines:
    return [(reader.words(option.label), [option.key]) for option in options]
