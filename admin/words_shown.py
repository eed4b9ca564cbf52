"""People's own words as a page shows them: what was found in them is told in words as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey.texts import N_
from survey.words.found import Kind, Span, found_in
from survey.words.given import Reason
from survey.words.masking import mask_of, readable
from survey.words.moderated import Moderated
from survey.words.names import suggested_in

KINDS: Mapping[Kind, str] = {
    Kind.CPR: N_("CPR number"),
    Kind.PHONE: N_("telephone number"),
    Kind.EMAIL: N_("e-mail address"),
    Kind.NAME: N_("perhaps a name"),
    Kind.ROOM: N_("perhaps a room"),
    Kind.DATE: N_("perhaps a date"),
}
REASONS: Mapping[Reason, str] = {
    Reason.RECOGNISABLE: N_("One could tell who wrote it"),
    Reason.ABOUT_SOMEBODY: N_("It is about somebody who can be recognised"),
    Reason.HEALTH: N_("It tells of somebody's illness"),
    Reason.NOT_SERIOUS: N_("It is abuse, or not meant seriously"),
    Reason.EMPTY: N_("There is nothing in it"),
    Reason.OTHER: N_("Another reason"),
}
MOST_SUGGESTED = 30


@dataclass(frozen=True)
class Passage:
    """A piece of a text; `kind` says what was found there, None for the rest."""

    text: str
    kind: Kind | None = None


@dataclass(frozen=True)
class Original:
    """Words as they were written, without what is not seen. `cut`: there is more of them."""

    text: str
    cut: bool
    passages: tuple[Passage, ...]
    suggested: tuple[Passage, ...]
    """What a moderator may want masked, each wording once."""


def original(one: Moderated) -> Original:
    """The original of what somebody wrote."""
    text, cut = readable(one.words or "")
    found = found_in(text)
    suggested = suggested_in(text, one.language, found)
    spans = sorted([*found, *suggested], key=lambda span: span.start)
    offered = dict.fromkeys(Passage(span.of(text), span.kind) for span in suggested)
    return Original(text, cut, tuple(_passages(text, spans)), tuple(offered)[:MOST_SUGGESTED])


def _passages(text: str, spans: list[Span]) -> Iterator[Passage]:
    at = 0
    for span in spans:
        if span.start > at:
            yield Passage(text[at : span.start])
        yield Passage(span.of(text), span.kind)
        at = span.end
    if at < len(text):
        yield Passage(text[at:])


def masked_further(text: str, passage: Passage, language: str) -> str:
    """`text` with a passage masked wherever it stands."""
    return text.replace(passage.text, mask_of(passage.kind, language)) if passage.kind else text
