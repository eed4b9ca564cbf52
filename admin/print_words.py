"""What posters, cards and letters say, in each language that a round is asked in.

What respondents meet elsewhere is said here in the same words, in every language. The rest is said
in the staff's languages, and left out in others: a sentence in English helps nobody there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from flask_babel import force_locale, ngettext

from admin.printing.sheets import Kind, Sheet, Words
from survey.ideas import LIBRARY_KEY
from survey.languages import LANGUAGES
from survey.pages.locale import gettext
from survey.questionnaire.model import Questionnaire
from survey.store.link_queries import LinkSeen
from survey.texts import N_
from survey.voices import Voice

QUESTIONS_A_MINUTE = 2
IDEA_BOX = N_("Do you have an idea?")

INVITATIONS: Mapping[Voice, str] = MappingProxyType(
    {
        Voice.RESIDENT: N_("What matters most to you?"),
        Voice.RESIDENT_ASSISTED: N_("What matters most to you?"),
        Voice.RELATIVE: N_("How do you think things are going?"),
        Voice.STAFF: N_("How do things look from where you stand?"),
        Voice.TRAINED_OTHER: N_("How do you think things are going?"),
        Voice.VOLUNTEER: N_("How did your visit go?"),
        Voice.PARTNER: N_("How is our work together going?"),
    }
)
"""Read from afar, so a question, and a short one."""
GREETINGS: Mapping[Voice, str] = MappingProxyType(
    {
        Voice.RESIDENT: N_("Dear resident"),
        Voice.RESIDENT_ASSISTED: N_("Dear resident"),
        Voice.RELATIVE: N_("Dear relative"),
        Voice.STAFF: N_("Dear colleague"),
        Voice.TRAINED_OTHER: N_("Dear interviewer"),
        Voice.VOLUNTEER: N_("Dear volunteer"),
        Voice.PARTNER: N_("Dear partner"),
    }
)
TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.POSTER_A4: N_("Poster: %(title)s"),
        Kind.POSTER_A5: N_("Poster: %(title)s"),
        Kind.CARDS: N_("Door cards: %(title)s"),
        Kind.LETTERS: N_("Letters: %(title)s"),
    }
)
"""What the documents are called."""


def sheet_of(
    kind: Kind,
    link: LinkSeen,
    asked: Questionnaire,
    languages: Iterable[str],
    addresses: Iterable[str],
) -> Sheet:
    """What is printed for a link in these languages, the first of them largest."""
    words = tuple(words_in(code, link, asked) for code in languages)
    first = words[0]
    with force_locale(first.code):
        title = gettext(TITLES[kind], title=first.title) if _is_staffs(first.code) else first.title
    return Sheet(kind, title, link.place, link.label, words, tuple(addresses))


def words_in(code: str, link: LinkSeen, asked: Questionnaire) -> Words:
    """All that can be said of a link in one language."""
    with force_locale(code):
        more = _for_staffs_languages(link, asked) if _is_staffs(code) else {}
        return Words(
            code=code,
            **{"invitation": gettext("Your word counts"), **more},
            title=asked.title.say(code),
            purpose=asked.purpose.say(code),
            length=f"{_length(asked)} {gettext('You may skip any of them and stop when you like.')}",
            promise=_promise(link),
            without_names=gettext(
                "What you write in your own words is read by a person, so please leave names out."
            ),
        )


def _is_staffs(code: str) -> bool:
    return LANGUAGES[code].staff


def _length(asked: Questionnaire) -> str:
    questions = sum(1 for _ in asked.asked())
    return str(ngettext("%(num)s short question.", "%(num)s short questions.", questions))


def _invitation(link: LinkSeen, asked: Questionnaire) -> str:
    return IDEA_BOX if asked.key == LIBRARY_KEY else INVITATIONS[link.voice]


def _promise(link: LinkSeen) -> str:
    """The same as on the first page behind the link."""
    if link.is_personal:
        return gettext(
            "Your answers are confidential. This link is for you and works once. It can be seen that"
            " it has been used, but not which answers were given with it."
        )
    return gettext(
        "Your answers are anonymous. We do not know who you are, and we keep the day you answer,"
        " not the time."
    )


def _for_staffs_languages(link: LinkSeen, asked: Questionnaire) -> dict[str, str]:
    minutes = -(-sum(1 for _ in asked.asked()) // QUESTIONS_A_MINUTE)
    return {
        "invitation": gettext(_invitation(link, asked)),
        "greeting": gettext(GREETINGS[link.voice]),
        "asker": _asker(link),
        "minutes": str(
            ngettext("It takes about a minute.", "It takes about %(num)s minutes.", minutes)
        ),
        "scan": gettext("Scan the code with the camera of your phone, or write the address:"),
        "answered": gettext(
            "%(centre)s tells what came of the answers: on its tablets, and on the page behind the code.",
            centre=link.centre,
        ),
    }


def _asker(link: LinkSeen) -> str:
    if link.initiative:
        return gettext(
            "%(centre)s is asking, as part of “%(initiative)s”.",
            centre=link.centre,
            initiative=link.initiative,
        )
    return gettext("%(centre)s is asking.", centre=link.centre)
