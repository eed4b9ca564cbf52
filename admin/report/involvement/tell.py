"""What every figure says beside its numbers: whose they are, of how many, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from admin.report.grid import CellKind, HeardColumn
from admin.report.groups import Speaker
from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import Dot, Figure, Section, SectionKey, Table
from admin.report.numbers import Share
from admin.report.reader import AnswerLine
from admin.report.sentences import Value, how_large, how_many, how_sure, sentence
from admin.report.words import PERSPECTIVES, VOICES, heard_words, takes_perspective
from survey.texts import N_

JUST_N = N_("%(n)s answered")
OF_PEOPLE = N_("%(n)s of %(size)s")
ANSWERS_BY_LINK = N_("%(n)s answers through an open link")
ASKED = N_("Asked %(first)s to %(last)s")
FROM_TO = N_("Asked in %(rounds)s rounds, %(first)s to %(last)s")
VOICE_AND_VIEW = N_("%(voice)s, %(view)s")
ANSWER, HOW_MANY, SHARE, HOW_SURE = N_("Answer"), N_("How many"), N_("Share"), N_("How sure")
ONE_DOT = N_("%(label)s: %(said)s")
DOTS_SAY = N_("A dot for each: %(dots)s.")

TITLES: dict[SectionKey, str] = {
    SectionKey.SHORT: N_("In short"),
    SectionKey.HEARD: N_("Who has been heard"),
    SectionKey.NEED: N_("Is the need still there?"),
    SectionKey.CHANGE: N_("What has changed"),
    SectionKey.SATISFACTION: N_("How satisfied people are"),
    SectionKey.WELL_BEING: N_("Loneliness and well-being"),
    SectionKey.BARRIERS: N_("What gets in the way"),
    SectionKey.OWN_WORDS: N_("Ideas and quotes"),
    SectionKey.HELPERS: N_("Volunteers and staff"),
    SectionKey.VIEWS: N_("Residents and relatives see it differently"),
    SectionKey.DONE: N_("What we did, and what happened then"),
    SectionKey.DECISION: N_("Money and decision"),
    SectionKey.AGENDA: N_("Proposed agenda"),
}


@dataclass(frozen=True)
class Teller:
    """Says things of a report's material in its language."""

    material: Material

    def __call__(self, msgid: str, **values: Value) -> str:
        """A sentence of ours with its values."""
        return self.material.say(sentence(msgid, **values))

    def day(self, when: date) -> str:
        """A day, written out."""
        return str(format_date(when, "long", locale=self.material.language))

    def voice(self, speaker: Speaker) -> str:
        """Who speaks, and whose view it is where that is not her own."""
        voice = self(VOICES[speaker.voice])
        if not takes_perspective(speaker):
            return voice
        return self(VOICE_AND_VIEW, voice=voice, view=self(PERSPECTIVES[speaker.perspective]))

    def base(self, n: int | None, column: HeardColumn) -> str:
        """How many answered, of how many people where that is known."""
        if n is None or column.whole.kind is not CellKind.COUNT:
            return self.material.say(heard_words(column.whole, self.material.k))
        if column.open_link:
            return self(ANSWERS_BY_LINK, n=n)
        if column.whole.size is None:
            return self(JUST_N, n=n)
        return self(OF_PEOPLE, n=n, size=column.whole.size)

    def waves(self, waves: Sequence[Wave]) -> str:
        """When it was asked."""
        first, last = waves[0].report.opens_on, waves[-1].report.closes_on
        if len(waves) == 1:
            return self(ASKED, first=self.day(first), last=self.day(last))
        return self(FROM_TO, rounds=len(waves), first=self.day(first), last=self.day(last))

    def share(self, share: Share) -> tuple[str, str, str]:
        """A share in words for a table: how many, how large, how sure."""
        say, large = self.material.say, how_large(share)
        sure = "; ".join(say(one) for one in how_sure(share))
        return say(how_many(share, self.material.k)), say(large) if large else "–", sure or "–"

    def dot(self, line: AnswerLine) -> Dot:
        """A share as a dot with its interval; without one where it may not be shown as a number."""
        return self.dot_of(line.label, line.share)

    def dot_of(self, label: str, share: Share) -> Dot:
        """The same of a share by itself."""
        between = share.between
        said = self.material.say(how_many(share, self.material.k))
        if between is None:
            return Dot(
                label=label, percent=share.percent, low=share.percent, high=share.percent, said=said
            )
        low, high = between.low, between.high
        return Dot(label=label, percent=share.percent, low=low, high=high, said=said)

    def dots(self, dots: Sequence[Dot]) -> str:
        """A picture of dots in words."""
        said = "; ".join(self(ONE_DOT, label=one.label, said=one.said) for one in dots)
        return self(DOTS_SAY, dots=said)

    def lines_table(self, caption: str, lines: Sequence[AnswerLine]) -> Table:
        """Lines of answers as a table."""
        return Table(
            caption=caption,
            columns=tuple(self(one) for one in (ANSWER, HOW_MANY, SHARE, HOW_SURE)),
            rows=tuple((line.label, *self.share(line.share)) for line in lines),
        )


def section(
    tell: Teller,
    key: SectionKey,
    said: Iterable[str] = (),
    figures: Iterable[Figure] = (),
    cannot_say: bool = False,
) -> Section:
    """A section under its title and with its number."""
    return Section(
        key=key,
        number=list(SectionKey).index(key) + 1,
        title=tell(TITLES[key]),
        said=tuple(said),
        figures=tuple(figures),
        cannot_say=cannot_say,
    )
