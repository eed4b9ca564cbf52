"""Ideas and quotes: themes that k or more raised, and a few approved quotes, away from every score."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import Figure, Section, SectionKey, Table
from admin.report.involvement.sections.heard import newest
from admin.report.involvement.tell import HOW_MANY, Teller, section
from admin.report.own_words import MOST_QUOTES, NOT_LOOKED_AT, SOME_WAIT, WAIT, Quote, VoiceWords
from survey.texts import N_

NO_WORDS = N_("No words of people's own can be shown yet.")
FROM_CENTRE, FROM_A_CENTRE = N_("“%(words)s” (%(centre)s)"), N_("“%(words)s” (a centre)")
THEME, THEMES = N_("Theme"), N_("Themes they raised")
UNREAD = frozenset({NOT_LOOKED_AT, WAIT, SOME_WAIT})


def own_words(material: Material) -> Section:
    """Each voice by itself in the newest wave of each questionnaire."""
    tell = Teller(material)
    figures, left = [], MOST_QUOTES
    for wave, one in written(material):
        quotes = one.quotes[:left]
        left -= len(quotes)
        figures.append(_figure(tell, wave, one, quotes))
    empty = all(one.cannot_say for one in figures)
    said = [] if figures else [tell(NO_WORDS)]
    return section(tell, SectionKey.OWN_WORDS, said, figures, cannot_say=empty)


def written(material: Material) -> Iterator[tuple[Wave, VoiceWords]]:
    """What each voice wrote, the newest round of each questionnaire first."""
    for wave in newest(material):
        if wave.report.own_words:
            yield from ((wave, one) for one in wave.report.own_words.voices)


def waits_to_be_read(material: Material) -> bool:
    """True where somebody's words have not been read through."""
    return any(note.msgid in UNREAD for _, one in written(material) for note in one.notes)


def _figure(tell: Teller, wave: Wave, one: VoiceWords, quotes: tuple[Quote, ...]) -> Figure:
    closes_on, voice = wave.report.closes_on, tell.voice(one.speaker)
    rows = tuple((theme.theme, str(theme.n)) for theme in one.themes)
    columns = tell(THEME), tell(HOW_MANY)
    table = Table(caption=tell(THEMES), columns=columns, rows=rows)
    return Figure(
        key=f"words-{wave.counts.id}-{one.speaker.voice}-{one.speaker.perspective}",
        title=tell(one.heading) if quotes else voice,
        voice=voice,
        waves=tell.waves([wave]),
        said=(*(_quote(tell, quote) for quote in quotes), *map(tell.material.say, one.notes)),
        table=table if rows else None,
        cannot_say=not rows and not quotes,
        last_heard=closes_on,
        stale=tell.material.is_stale(closes_on),
    )


def _quote(tell: Teller, quote: Quote) -> str:
    if quote.centre:
        return tell(FROM_CENTRE, words=quote.words, centre=quote.centre)
    return tell(FROM_A_CENTRE, words=quote.words)
