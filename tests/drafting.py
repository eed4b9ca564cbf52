"""Somebody at the editor: begins drafts, adds questions, saves what she writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.test import TestResponse

from survey.questionnaire.draft.content import Content
from survey.store.draft_queries import KeptDraft, find_draft
from tests.visiting import Pages

ROOM = "/admin/questionnaires"
MARK = re.compile(r'name="mark" value="(\w+)"')


@dataclass(frozen=True)
class Desk:
    """Works in one instance, as whoever is signed in there."""

    pages: Pages

    def csrf(self) -> dict[str, str]:
        """The token that every form carries."""
        return self.pages.csrf("/admin/")

    def begin(self, of: str) -> str:
        """Begin a draft of `of`; gives its address."""
        answer = self.pages.client.post(f"{ROOM}/begin", data={**self.csrf(), "of": of})
        assert answer.status_code == 303, answer.get_data(as_text=True)[:500]
        found = re.match(rf"{ROOM}/drafts/\d+", answer.location)
        assert found, answer.location
        return found[0]

    def add(self, draft: str, kind: str) -> str:
        """Add a question; gives its address."""
        form = {**self.csrf(), "kind": kind}
        answer = self.pages.client.post(f"{draft}/questions", data=form)
        assert answer.status_code == 303
        return str(answer.location).partition("?")[0].partition("#")[0]

    def press(self, address: str, **form: object) -> TestResponse:
        """Press a button that posts to an address."""
        return self.pages.client.post(address, data={**self.csrf(), **form})

    def mark(self, page: str) -> str:
        """What names the part as it stands now."""
        found = MARK.search(self.pages.client.get(page).get_data(as_text=True))
        assert found
        return found[1]

    def save(
        self, page: str, words: Mapping[str, object], *, asks_same: bool = True, json: bool = False
    ) -> TestResponse:
        """Save a page's form with everything in it, and `words` written over it."""
        fields = self.fields(page)
        if not asks_same:
            fields.pop("text.same", None)
        form = {**fields, **words}
        accept = {"Accept": "application/json"} if json else {}
        return self.pages.client.post(page, data=form, headers=accept)

    def fields(self, page: str) -> dict[str, object]:
        """Every field of a page's form, as a browser would send it."""
        html = self.pages.client.get(page).get_data(as_text=True)
        form = html.split("data-writes")[1].split("</form>")[0]
        return {**self.csrf(), "mark": self.mark(page), **_fields(form)}

    def seen(self, draft: str) -> dict[str, object]:
        """The token, and the revision that the draft has now."""
        return {**self.csrf(), "revision": str(self.kept(draft).revision)}

    def kept(self, draft: str) -> KeptDraft:
        """The draft at an address, as it is kept."""
        number = int(draft.rpartition("/")[2])
        with self.pages.world.store.read() as connection:
            found = find_draft(connection, number)
        assert found
        return found

    def content(self, draft: str) -> Content:
        """What the draft at an address says."""
        return self.kept(draft).content


AREA = re.compile(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
INPUT = re.compile(r'<input[^>]*name="([^"]+)"[^>]*>')
SELECT = re.compile(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
CHOSEN = re.compile(r'<option value="([^"]*)" selected')


def _fields(form: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in INPUT.finditer(form):
        value = re.search(r' value="([^"]*)"', one[0])
        if 'type="checkbox"' in one[0] and " checked" not in one[0]:
            continue
        found.setdefault(one[1], [])
        found[one[1]].append(value[1] if value else "")  # type: ignore[attr-defined] # a list
    for area in AREA.finditer(form):
        found[area[1]] = _plain(area[2])
    for choice in SELECT.finditer(form):
        chosen = CHOSEN.search(choice[2])
        found[choice[1]] = chosen[1] if chosen else ""
    found.pop("csrf_token", None)
    found.pop("mark", None)
    return found


def _plain(html: str) -> str:
    for entity, letter in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#34;", '"'),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ):
        html = html.replace(entity, letter)
    return html
