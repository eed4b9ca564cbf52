"""The accessibility statement, after the Danish model: what holds, what does not, how it was tested.

It is said in the staff's languages; the law asks for Danish. `docs/accessibility.md` has the same
exceptions, and a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from survey.texts import N_

STATED_ON = date(2026, 11, 27)
"""The day this was last gone through; it changes with what is below."""
AUTHORITY = "https://digst.dk/digital-service/webtilgaengelighed/"
"""Where people complain, and read what the law asks for."""

HEADING = N_("Statement on accessibility")
"""In Danish one word that is wider than a small phone: its catalogue says where it may be parted."""
OURS = N_(
    "%(who)s wants everybody to be able to use this service, whatever they see, hear or hold."
)
NOBODYS = N_("Everybody shall be able to use this service, whatever they see, hear or hold.")

EXCEPTIONS = (
    N_(
        "German, Polish, Turkish, Arabic, Persian and Ukrainian have not been read through by "
        "somebody who grew up with them. Words may be clumsy there."
    ),
    N_(
        "People who use VoiceOver, TalkBack or a switch every day have not tried it yet. So there "
        "may be faults that our own tests do not find."
    ),
    N_("Questions are read aloud on the tablet, but not on the pages behind a link."),
)
"""What does not hold yet, or is not known to."""

WRITE = N_("Write to %(address)s, and say which page it was.")
ASK = N_("Ask the staff where you were asked to answer, and say which page it was.")


@dataclass(frozen=True)
class Section:
    """A part of the statement: sentences, and points that follow them."""

    heading: str
    sentences: Sequence[str]
    points: Sequence[str] = ()
    link: str = ""


def sections(can_be_written_to: bool) -> Sequence[Section]:
    """The parts, in the order of the model; `%(address)s` and `%(day)s` are still to be filled."""
    contact = Section(
        N_("If something does not work for you"),
        (
            N_("Tell us, and we will help you to answer in another way and mend it."),
            WRITE if can_be_written_to else ASK,
        ),
    )
    return (COVERS, CONFORMS, LACKS, TESTED, contact, COMPLAINING, WHEN)


def values(address: str, day: str) -> Mapping[str, str]:
    """What the sentences name."""
    return {"address": address, "day": day}


COVERS = Section(
    N_("What it covers"),
    (N_("This statement is about Lydhør, the service you are using now:"),),
    (
        N_("the pages behind a link or a QR code, where people answer on their own phone"),
        N_("the tablet, where residents answer"),
        N_("the staff's pages"),
    ),
)
CONFORMS = Section(
    N_("Does it meet the law?"),
    (
        N_(
            "It meets EN 301 549 and WCAG 2.1 at level AA in part: what is listed below is "
            "not in place, or not known to be."
        ),
    ),
)
LACKS = Section(N_("What is not accessible yet"), (N_("We know of this:"),), EXCEPTIONS)
TESTED = Section(
    N_("How it was tested"),
    (
        N_(
            "We have tested it ourselves. A browser goes through every screen in several sizes, "
            "in normal and in large text, and axe-core looks for faults."
        ),
        N_(
            "All of it is gone through by keyboard alone, by one switch and by two, and by the "
            "roles and names that screen readers use. Colours, sizes and distances are measured."
        ),
    ),
)
COMPLAINING = Section(
    N_("Complaints"),
    (
        N_(
            "If you are not content with the answer you get, you can complain to the Danish Agency "
            "for Digital Government, which sees to it that the law is kept."
        ),
    ),
    link=AUTHORITY,
)
WHEN = Section(N_("Date"), (N_("This statement was last gone through on %(day)s."),))
