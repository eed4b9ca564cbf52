"""The report's sentences: marked for the catalogue here, said in the reader's language later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.report.disclosure import BandKind
from admin.report.estimate import Strength
from admin.report.numbers import Form, Share
from survey.texts import N_

Value = int | float | str


@dataclass(frozen=True)
class Sentence:
    """An English sentence of ours and what goes into it; a value may be a name or a number."""

    msgid: str
    values: Mapping[str, Value] = field(default_factory=dict)


def sentence(msgid: str, **values: Value) -> Sentence:
    """A sentence with its values by name."""
    return Sentence(msgid, values)


NOT_SHOWN = N_("not shown")
FEWER_THAN_K = N_("fewer than %(k)s")
NOBODY = N_("nobody")

BANDS = {
    BandKind.FEWER_THAN: N_("fewer than %(number)s of %(n)s"),
    BandKind.MORE_THAN: N_("more than %(number)s of %(n)s"),
}
OF = N_("%(x)s of %(n)s")
PERCENT = N_("%(percent)s %%")
ABOUT_PERCENT = N_("about %(percent)s %%")
CANNOT_TELL = N_("we cannot say precisely")
EVERYONE = N_("everyone has answered")
BETWEEN = N_("between %(low)s and %(high)s %%")
AT_WORST = N_("%(low)s to %(high)s %% at worst")
UNWEIGHTED = N_("%(percent)s %% if every answer counts the same")
TOO_SENSITIVE = N_("not shown: too few for a sensitive question")


def how_many(share: Share, k: int) -> Sentence:
    """The count behind a share, or what is said in its place."""
    if share.form is Form.HIDDEN:
        return sentence(FEWER_THAN_K, k=k)
    if share.form is Form.SILENT:
        return sentence(NOBODY)
    if share.form is Form.WITHHELD:
        return sentence(TOO_SENSITIVE)
    if share.band and share.band.number is not None:
        return sentence(BANDS[share.band.kind], number=share.band.number, n=share.n or 0)
    return sentence(OF, x=share.x or 0, n=share.n or 0)


def how_large(share: Share) -> Sentence | None:
    """The share in words, as firmly as it may be said; None where no percentage belongs."""
    if share.percent is not None:
        firm = share.strength is Strength.FIRM
        return sentence(PERCENT if firm else ABOUT_PERCENT, percent=share.percent)
    return sentence(CANNOT_TELL) if share.strength is Strength.CANNOT_TELL else None


def how_sure(share: Share) -> list[Sentence]:
    """The interval in words, and the worst cases where many have not been heard."""
    said = []
    if share.all_answered:
        said.append(sentence(EVERYONE))
    elif share.between:
        said.append(sentence(BETWEEN, low=share.between.low, high=share.between.high))
    if share.at_worst:
        said.append(sentence(AT_WORST, low=share.at_worst.low, high=share.at_worst.high))
    return said


def unweighted(percent: int) -> Sentence:
    """The plain percentage, beside one that weighs the centres by their people."""
    return sentence(UNWEIGHTED, percent=percent)
