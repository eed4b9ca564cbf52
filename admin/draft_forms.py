"""What is read from the editor's forms. Everything is taken, however wrong; what does not fit in is
cut, and it is told how much was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from admin.draft_words import KINDS, MEASURES
from admin.forms import StaffForm
from survey.languages import LANGUAGES
from survey.questionnaire.draft.content import LOCAL, WORDED, Content
from survey.questionnaire.pictures import PICTURES
from survey.questionnaire.wording import EVERY_WORDING
from survey.texts import N_
from survey.voices import Perspective, Voice

LONGEST = 2000
"""Characters of one text, as the model has it."""
LARGEST_FILE = 1024 * 1024
CHOOSE_A_FILE = N_("Choose a file.")
FILE_IS_LARGE = N_("The file is larger than 1 MB. A questionnaire takes a few pages at most.")

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
"""What cannot be seen, and what turns the order of letters round. What joins letters stays: Persian
words and pictures of families are written with it."""
ROWS = (EVERY_WORDING, *(one.value for one in Perspective))
VOICES = tuple(one.value for one in Voice)
NUMBERS = ("at_most", "least", "most", "top")
TICKS = ("sensitive", "dont_know", "not_relevant")


class DraftForm(StaffForm):
    """A form of the editor: `mark` names what stood in the part when the page was made."""

    mark = HiddenField(default="")

    def process(self, formdata: Any = None, *more: Any, **named: Any) -> None:
        """Keep what was sent: the fields depend on the draft, and are read by `Reading`."""
        self.sent: MultiDict[str, str] | None = self.meta.wrap_formdata(self, formdata)
        super().process(self.sent, *more, **named)


class AddForm(StaffForm):
    """Which kind of question to add."""

    kind = SelectField(choices=list(KINDS.items()))


class FileForm(StaffForm):
    """A file with a questionnaire."""

    file = FileField()

    def validate_file(self, field_: FileField) -> None:
        """There is one, and it is not too large; what is in it is read elsewhere."""
        if not field_.data:
            raise ValidationError(CHOOSE_A_FILE)
        self.name = field_.data.filename or ""
        self.content = field_.data.stream.read(LARGEST_FILE + 1)
        if len(self.content) > LARGEST_FILE:
            raise ValidationError(FILE_IS_LARGE)


class PublishForm(StaffForm):
    """Which reworded questions still ask the same."""

    same = SelectMultipleField(validate_choice=False)


class RoundsForm(StaffForm):
    """Which rounds go over to the new edition."""

    round = SelectMultipleField(validate_choice=False)


def plain(text: str) -> str:
    """One line of what can be seen."""
    return " ".join(UNSEEN.sub("", text.replace("\n", " ").replace("\r", " ")).split())


@dataclass
class Reading:
    """Reads what was sent; `cut` names the fields that were too long."""

    sent: MultiDict[str, str]
    cut: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """A text of one line."""
        text = plain(self.sent.get(name, ""))
        if len(text) > LONGEST:
            self.cut.append(name)
        return text[:LONGEST].strip()

    def local(self, name: str, old: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
        """A text per language; those of other languages stay."""
        read = {
            one: self.line(f"{name}.{one}") for one in languages if f"{name}.{one}" in self.sent
        }
        return {one: words for one, words in {**old, **read}.items() if words}

    def worded(self, name: str, old: Content, languages: Iterable[str]) -> Content:
        """A text per wording and language."""
        rows = {row: self.local(f"{name}.{row}", old.get(row, {}), languages) for row in ROWS}
        if f"{name}.asks_same" in self.sent:
            same = f"{name}.same" in self.sent
        else:
            same = bool(old.get("same", True))
        kept = {row: words for row, words in rows.items() if words or row == EVERY_WORDING}
        return {"same": same, **kept}

    def number(self, name: str) -> int | str:
        """A whole number, or what was written instead of one."""
        text = plain(self.sent.get(name, ""))[:20]
        digits = text.removeprefix("-")
        return int(text) if digits.isdecimal() and len(digits) < 10 else text

    def several(self, name: str, known: Sequence[str], before: Sequence[str]) -> list[str]:
        """Those of `known` that were ticked: first those of `before`, in the order they stood in."""
        ticked = set(self.sent.getlist(name))
        return [one for one in dict.fromkeys([*before, *known]) if one in ticked & set(known)]

    def one_of(self, name: str, known: Iterable[str]) -> str:
        """What was chosen, if it is one of `known`; else nothing."""
        chosen = self.sent.get(name, "")
        return chosen if chosen in set(known) else ""


def read_about(reading: Reading, content: Content) -> dict[str, Any]:
    """What the page about the whole says. Words of a language stay when it is switched off."""
    languages = reading.several("languages", list(LANGUAGES), content["languages"])
    return {
        "title": reading.local("title", content["title"], LANGUAGES),
        "purpose": reading.local("purpose", content["purpose"], LANGUAGES),
        "languages": languages,
        "voices": reading.several("voices", VOICES, content["voices"]),
        "wordings": reading.several("wordings", ROWS[1:], content["wordings"]),
        "five_steps": "five_steps" in reading.sent,
        "pictures": "pictures" in reading.sent,
        "scales": [_licensed(reading, scale) for scale in content["scales"]],
    }


def _licensed(reading: Reading, scale: Content) -> Content:
    name = f"licence.{scale['key']}"
    return {**scale, "licence_note": reading.line(name)} if name in reading.sent else scale


def read_question(reading: Reading, content: Content, question: Content) -> dict[str, Any]:
    """What the page of a question says."""
    languages = list(content["languages"])
    read: dict[str, Any] = {
        name: reading.worded(name, question[name], languages) for name in WORDED
    }
    read.update({name: reading.local(name, question[name], languages) for name in LOCAL})
    read.update({name: reading.number(name) for name in NUMBERS if name in reading.sent})
    read.update({name: name in reading.sent for name in TICKS})
    read["measure"] = reading.one_of("measure", MEASURES)
    read["picture"] = _picture(reading, "picture", question)
    read["answers"] = [_answer(reading, one, languages) for one in question["answers"]]
    ids = [one["id"] for one in question["answers"]]
    read["none_of_these"] = reading.one_of("none_of_these", ids)
    return read


def _answer(reading: Reading, answer: Content, languages: list[str]) -> Content:
    name = f"answer.{answer['id']}"
    return {
        **answer,
        "label": reading.worded(name, answer["label"], languages),
        "picture": _picture(reading, f"{name}.picture", answer),
    }


def _picture(reading: Reading, name: str, old: Content) -> str:
    """The picture that was chosen; one that a file names and we do not have stays."""
    if name not in reading.sent:
        return str(old["picture"])
    return reading.one_of(name, {*PICTURES, old["picture"]})
