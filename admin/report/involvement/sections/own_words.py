"""Ideas and quotes: themes that many raised, and a few quotes that a person has read and approved."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import Figure, Section, SectionKey, Table
from admin.report.involvement.tell import Teller, section, without
from admin.report.own_words import MOST_QUOTES, Quote, VoiceWords
from survey.texts import N_

NOBODY_WROTE = N_("Nobody has written anything that may be told of.")
THEMES, THEME, RAISED_BY = N_("Themes"), N_("Theme"), N_("Raised by")
QUOTED = N_("“%(words)s”")
QUOTED_AT = N_("“%(words)s” (%(centre)s)")
THEME_SAYS = N_("%(theme)s: %(n)s")


def own_words(material: Material) -> Section | None:
    """The section; None where a centre or an organisation has none."""
    tell = Teller(material)
    found = [(wave, one) for wave in newest_written(material) for one in _voices(wave)]
    if not found:
        return without(tell, SectionKey.OWN_WORDS, NOBODY_WROTE)
    figures = list(_figures(tell, found))
    unsure = not any(one.themes or one.quotes for _, one in found)
    return section(tell, SectionKey.OWN_WORDS, figures=figures, cannot_say=unsure)


def newest_written(material: Material) -> list[Wave]:
    """The newest waves of each questionnaire and initiative in which somebody wrote."""
    found = {
        (wave.edition.questionnaire.key, wave.counts.initiative): wave
        for wave in material.closed
        if wave.report.own_words
    }
    return sorted(found.values(), key=lambda wave: wave.report.closes_on, reverse=True)


def is_unread(material: Material) -> bool:
    """True while some of what people wrote waits to be read through."""
    return any(one.notes for wave in newest_written(material) for one in _voices(wave))


def _voices(wave: Wave) -> tuple[VoiceWords, ...]:
    return wave.report.own_words.voices if wave.report.own_words else ()


def _figures(tell: Teller, found: list[tuple[Wave, VoiceWords]]) -> Iterator[Figure]:
    """Each voice by itself; five quotes at the most in all of them."""
    left = MOST_QUOTES
    for wave, one in found:
        quotes = one.quotes[:left]
        left -= len(quotes)
        yield _figure(tell, wave, one, quotes)


def _figure(tell: Teller, wave: Wave, one: VoiceWords, quotes: tuple[Quote, ...]) -> Figure:
    column = wave.column(one.speaker)
    heading = [tell.material.say(one.heading)] if quotes else []
    notes = [tell.material.say(note) for note in one.notes]
    themes = "; ".join(tell(THEME_SAYS, theme=t.theme, n=t.n) for t in one.themes)
    return Figure(
        key=f"words-{wave.counts.id}-{one.speaker.voice}-{one.speaker.perspective}",
        title=wave.report.title,
        voice=tell.voice(one.speaker),
        base=tell.base(column.whole.n, column) if column else "",
        waves=tell.waves([wave]),
        said=(*heading, *(_quoted(tell, quote) for quote in quotes), *notes),
        alternative=themes,
        table=Table(
            caption=tell(THEMES),
            columns=(tell(THEME), tell(RAISED_BY)),
            rows=tuple((t.theme, str(t.n)) for t in one.themes),
        )
        if one.themes
        else None,
        cannot_say=not (one.themes or quotes),
        last_heard=wave.report.closes_on,
        stale=tell.material.is_stale(wave.report.closes_on),
    )


def _quoted(tell: Teller, quote: Quote) -> str:
    if quote.centre is None:
        return tell(QUOTED, words=quote.words)
    return tell(QUOTED_AT, words=quote.words, centre=quote.centre)
