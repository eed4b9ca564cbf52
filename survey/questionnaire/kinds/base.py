"""What every kind of question has in common."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from survey.questionnaire.broken import BrokenRule
from survey.questionnaire.wording import Key, LocalText, WordingText
from survey.texts import N_


class Measure(StrEnum):
    """What a question stands for in reports."""

    NEED = "need"
    NEED_STILL_RIGHT = "need_still_right"
    ENOUGH = "enough"
    SATISFACTION = "satisfaction"
    LONELINESS = "loneliness"
    BARRIER = "barrier"
    WELCOME = "welcome"
    EXPECTED = "expected"
    READY = "ready"
    COME_AGAIN = "come_again"
    INFORMED = "informed"
    TIME = "time"
    HELPED = "helped"
    ACQUAINTANCE = "acquaintance"
    UNHEARD = "unheard"
    IDEA = "idea"
    OFFER = "offer"
    TOOK_PART = "took_part"
    BACKGROUND = "background"
    WELL_BEING = "well_being"
    AGREEMENT = "agreement"
    COOPERATION = "cooperation"


class Status(StrEnum):
    """What became of a question; only `answered` carries a value."""

    ANSWERED = "answered"
    DONT_KNOW = "dont_know"
    NOT_RELEVANT = "not_relevant"
    SKIPPED = "skipped"
    NOT_REACHED = "not_reached"


class WrongValue(ValueError):
    """The value does not fit the question; the message names the reason."""


class Strict(BaseModel):
    """A definition: frozen, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


ImageHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""The hash of a picture that staff uploaded."""


def _is_unset(value: object) -> bool:
    """Fields that came later are left out unless used: what was published keeps its hash."""
    return value is None


class Option(Strict):
    """One answer to choose, in words; a picture is an extra, never alone.

    `picture` names a drawing that comes along, `image` one that was uploaded, which `image_text`
    tells to those who do not see it.
    """

    key: Key
    label: WordingText
    picture: Key | None = None
    image: ImageHash | None = Field(default=None, exclude_if=_is_unset)
    image_text: LocalText | None = Field(default=None, exclude_if=_is_unset)

    @model_validator(mode="after")
    def _image_is_told(self) -> Self:
        if self.image and not self.image_text:
            raise BrokenRule(N_("an image needs image_text: what it shows, in words"))
        return self


class Condition(Strict):
    """Ask only when an earlier question was answered with one of `answers`."""

    question: Key
    answers: tuple[Key, ...] = Field(min_length=1)


class SimpleVariant(Strict):
    """The same question as a yes or no, for whom graded answers are too much."""

    text: WordingText


class QuestionBase(Strict):
    """A question as the respondent meets it. Nothing is ever required of her."""

    template: ClassVar[str]
    """The page part that draws the answers."""
    asks: ClassVar[bool] = True
    """False for kinds that only tell something."""
    several: ClassVar[bool] = False
    """True where more than one option can be chosen."""
    ordered: ClassVar[bool] = False
    """True where the chosen options stand in an order, the first choice first."""
    free_words: ClassVar[bool] = False
    """True where the value is kept apart for a person to read first."""

    key: Key
    kind: str
    text: WordingText
    help: WordingText | None = None
    picture: Key | None = None
    picture_text: LocalText | None = None
    measure: Measure | None = None
    sensitive: bool = False
    offer_dont_know: bool = True
    offer_not_relevant: bool = False
    simple: SimpleVariant | None = None
    ask_if: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _picture_is_told(self) -> QuestionBase:
        if self.picture and not self.picture_text:
            raise BrokenRule(N_("a picture needs picture_text: what it shows, in words"))
        return self

    def choosable(self) -> tuple[Option, ...]:
        """The options on screen, in order; none for kinds that are written."""
        return ()

    def named_pictures(self) -> list[str]:
        """The pictures of the question and its answers, by name."""
        named = (self.picture, *(option.picture for option in self.choosable()))
        return [picture for picture in named if picture]

    def shows_any(self) -> bool:
        """True when there is a drawing or an uploaded picture beside the words."""
        return bool(self.named_pictures()) or any(option.image for option in self.choosable())

    def parse(self, value: object) -> object:
        """The value in its stored form, or `WrongValue`."""
        raise WrongValue(f"'{self.kind}' takes no answer")

    def read_form(self, typed: list[str]) -> object | None:
        """The value from a posted form's fields, or None when nothing was answered."""
        return typed[0] if typed and typed[0] else None

    def counted_as(self, value: object) -> str:
        """The answer's name in the tally: one short word list, never free text."""
        return str(value)


def one_of(value: object, options: tuple[Option, ...]) -> str:
    """`value` when it is the key of an option, else `WrongValue`."""
    keys = [option.key for option in options]
    if isinstance(value, str) and value in keys:
        return value
    raise WrongValue(f"not one of {', '.join(keys)}")
