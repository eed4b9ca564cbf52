"""What a role's card says, in one language, out of what is known of the initiative."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import force_locale, format_date

from admin.printing.role_card import RoleCard
from survey.initiative_parts import Initiative
from survey.pages.locale import gettext
from survey.role_cards import READY_MADE, CardRole, CardWords, KeptCard
from survey.texts import N_

ROLES: Mapping[CardRole, str] = {
    CardRole.RESIDENT: N_("For you who live here"),
    CardRole.RELATIVE: N_("For you who are a relative"),
    CardRole.STAFF: N_("For you who work here"),
    CardRole.VOLUNTEER: N_("For you who are a volunteer"),
    CardRole.PARTNER: N_("For you who are a partner"),
}
STOPPING: Mapping[CardRole, str] = {
    role: N_(
        "Say it to any of us, whenever you like. You need not say why, and nothing changes for you."
    )
    for role in CardRole
}


def card_in(
    code: str,
    initiative: Initiative,
    kept: KeptCard,
    answers: str,
    meeting: date | None,
    paper: str,
) -> RoleCard:
    """The card in this language; `answers` is who answers back, `meeting` when the partners meet."""
    with force_locale(code):
        said = said_words(code, kept)
        owners = ", ".join(initiative.owners.names)
        parts = (
            (gettext("What it is for"), initiative.about.need),
            (gettext("What is expected of you"), said.expected),
            (gettext("What is not expected of you"), said.not_expected),
            (gettext("Who answers you, and when"), _answering(answers or owners, meeting)),
            (gettext("It is voluntary"), _voluntary()),
            (gettext("If you want to stop"), gettext(STOPPING[kept.role])),
        )
        filled = tuple((head, text) for head, text in parts if text)
        return RoleCard(code, initiative.about.name, gettext(ROLES[kept.role]), filled, paper)


def said_words(code: str, kept: KeptCard) -> CardWords:
    """The role's own words in this language; the ready-made ones where there are none."""
    own, ready = kept.words.get(code, CardWords()), READY_MADE[kept.role]
    with force_locale(code):
        return CardWords(
            own.expected or gettext(ready.expected),
            own.not_expected or gettext(ready.not_expected),
        )


def _answering(who: str, meeting: date | None) -> str:
    if not who:
        return ""
    if meeting is None:
        return gettext("%(who)s tells what came of the answers.", who=who)
    day = format_date(meeting, "long")
    return gettext(
        "%(who)s tells what came of the answers. The partners meet next on %(day)s.",
        who=who,
        day=day,
    )


def _voluntary() -> str:
    return gettext(
        "You decide whether you take part and what you answer. The centre sees what groups have"
        " answered, not who answered what."
    )
