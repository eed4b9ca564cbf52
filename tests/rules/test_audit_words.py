"""Each page of the staff side has a sentence in the list of who did what."""

from __future__ import annotations

from admin.audit_sentences import SENTENCES
from admin.audit_words import ABOUT
from survey.store.place_queries import FINDERS
from tests.visiting import Pages


def test_every_page_has_a_sentence_for_each_way_it_is_asked_for(pages: Pages) -> None:
    rules = [
        one
        for one in pages.client.application.url_map.iter_rules()
        if one.rule.startswith("/admin/")
    ]
    actions = {
        f"{method} {rule.endpoint}"
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert sorted(actions - SENTENCES.keys()) == []
    elsewhere = {one for one in SENTENCES if one.split()[1].startswith("security.oauth")}
    assert sorted(SENTENCES.keys() - actions - elsewhere) == ["GET nowhere"]


def test_every_number_in_an_address_has_a_word() -> None:
    assert sorted(FINDERS.keys() - ABOUT.keys()) == []
