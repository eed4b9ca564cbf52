"""The words of an initiative's cards."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from survey.role_cards import CardRole, CardWords, KeptCard
from survey.store.engine import Store
from survey.store.tables import InitiativeCard, Round


def card_of(connection: Connection, initiative_id: int, role: CardRole) -> KeptCard:
    """A role's own words; none yet at revision 0."""
    c = InitiativeCard
    row = connection.execute(
        select(c.revision, c.texts).where(c.initiative_id == initiative_id, c.role == role.value)
    ).first()
    if row is None:
        return KeptCard(role)
    return KeptCard(role, row.revision, {code: CardWords(**one) for code, one in row.texts.items()})


def keep_card(
    store: Store, initiative_id: int, role: CardRole, seen: int, words: Mapping[str, CardWords]
) -> bool:
    """Keep a role's own words. False: somebody changed them meanwhile."""
    c = InitiativeCard
    texts = {code: vars(one) for code, one in words.items()}
    try:
        with store.write() as connection:
            if seen == 0:
                values = {"initiative_id": initiative_id, "role": role.value, "texts": texts}
                connection.execute(insert(c).values(values))
                return True
            changed = connection.execute(
                update(c)
                .where(c.initiative_id == initiative_id, c.role == role.value, c.revision == seen)
                .values(texts=texts, revision=c.revision + 1)
            )
            return changed.rowcount == 1
    except IntegrityError:
        return False


def answers_back(connection: Connection, initiative_id: int) -> str:
    """Who answers back in the newest round that says so; empty: none does."""
    named = (Round.initiative_id == initiative_id) & (Round.answered_by != "")
    newest = select(Round.answered_by).where(named, Round.archived_on.is_(None))
    return connection.scalar(newest.order_by(Round.opens_on.desc(), Round.id.desc()).limit(1)) or ""
