"""What to talk about: three to five questions, each with its reason, one of them on who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from admin.report.involvement.flags import Flag, FlagKind
from admin.report.involvement.material import Material
from admin.report.involvement.model import Section, SectionKey
from admin.report.involvement.tell import Teller, section
from survey.texts import N_

MOST, LEAST = 5, 3

QUESTIONS: Mapping[FlagKind, str] = MappingProxyType(
    {
        FlagKind.RESIDENTS_NOT_HEARD: N_(
            "How do we get to hear the residents themselves? Because we have not heard them."
        ),
        FlagKind.SILENT: N_(
            "Who can ask where nobody has been heard? Because these are silent: %(places)s."
        ),
        FlagKind.NEED_GONE: N_(
            "Shall we do something else? Because residents no longer ask for what this helps with."
        ),
        FlagKind.NEED_UNSURE: N_(
            "What must we ask to know whether the need is still there? Because we cannot tell."
        ),
        FlagKind.MONEY_ENDS: N_(
            "Do we go on, adjust or stop? Because the money runs out on %(day)s."
        ),
        FlagKind.WELCOME_FELL: N_(
            "Who receives the volunteers from %(partner)s at %(centre)s? Because fewer felt welcome, or fewer answered, after the second visit."
        ),
        FlagKind.FELL: N_(
            "What has happened at “%(question)s”? Because the answers have confirmedly gone down."
        ),
        FlagKind.DRIFTED: N_(
            "Do we still do the right thing? Because what residents ask for has moved."
        ),
        FlagKind.STALE: N_("When do we ask again? Because we last heard from people on %(day)s."),
        FlagKind.LATE: N_("What do we say of “%(promise)s”? Because it was promised by %(day)s."),
        FlagKind.VIEWS_APART: N_(
            "What can relatives and residents tell each other about “%(question)s”? Because they see it differently."
        ),
        FlagKind.BARRIER: N_(
            "What can we do about “%(barrier)s”? Because those who wanted to come but did not named it most often."
        ),
        FlagKind.UNREAD: N_(
            "Who reads through what people wrote? Because some of it waits to be read."
        ),
    }
)
ANYBODY_SILENT = N_(
    "Whom have we not heard? Because those who find it hardest to answer are easily forgotten."
)
NOT_DONE = N_(
    "What have residents asked for that we have not answered yet? Because they are waiting for it."
)
ASK_AGAIN = N_("What do we ask next time, and whom? Because a need can move.")
ALWAYS = (NOT_DONE, ASK_AGAIN)
ABOUT_SILENCE = frozenset({FlagKind.RESIDENTS_NOT_HEARD, FlagKind.SILENT})


def agenda(material: Material, flags: Iterable[Flag]) -> Section:
    """The section, from what all others have raised."""
    tell = Teller(material)
    return section(tell, SectionKey.AGENDA, _questions(tell, list(flags)))


def _questions(tell: Teller, flags: list[Flag]) -> Iterator[str]:
    order = list(FlagKind)
    urgent = sorted(flags, key=lambda flag: order.index(flag.kind))
    on_silence = [flag for flag in urgent if flag.kind in ABOUT_SILENCE][:1]
    others = [flag for flag in urgent if flag.kind not in ABOUT_SILENCE]
    said = [_said(tell, flag) for flag in on_silence] or [tell(ANYBODY_SILENT)]
    said.extend(dict.fromkeys(_said(tell, flag) for flag in others))
    said.extend(tell(one) for one in ALWAYS[: max(0, LEAST - len(said))])
    yield from said[:MOST]


def _said(tell: Teller, flag: Flag) -> str:
    return tell(QUESTIONS[flag.kind], **flag.values)
