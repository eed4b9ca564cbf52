"""A small robot that answers an interview on screen, by touch, as a person would."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

DONT_KNOW = "-dont_know"
SKIP = "skip"
UNHURRIED = 700
"""Milliseconds: longer than presses are left out after a new screen."""
Answer = str | list[str]
"""Options' keys, words or digits to write, `DONT_KNOW`, or `SKIP` to pass the question."""


@dataclass(frozen=True)
class Robot:
    """Answers on one page. `seen` gathers the questions it met."""

    page: Page

    @property
    def question(self) -> Locator:
        """The question on screen."""
        return self.page.locator("form.interview fieldset:visible")

    def key(self) -> str:
        """Which question is on screen; empty for how it was answered."""
        expect(self.question).to_have_count(1)
        return self.question.get_attribute("data-question") or ""

    def tap(self, what: Locator) -> None:
        """Tap as unhurried people do: not in the moment a new screen has come."""
        expect(what).to_be_visible()
        self.page.clock.run_for(UNHURRIED)
        what.tap()

    def press(self, value: str) -> None:
        """Press the first visible button of this value."""
        self.tap(self.page.locator(f'button[value="{value}"]:visible').first)

    def on(self) -> None:
        """Go on to what comes next."""
        self.tap(self.page.locator('form.interview button[type="submit"]:visible'))

    def pass_by(self) -> None:
        """Leave the question on screen without an answer."""
        if self.question.get_attribute("data-kind") == "info":
            self.on()
        else:
            self.press("skip")

    def pair(self, code: str) -> None:
        """Write the pairing code on the tablet's own keys."""
        for digit in code:
            self.tap(self.page.get_by_role("button", name=digit, exact=True))
        self.tap(self.page.locator("form.code button.go"))

    def answer(self, answer: Answer) -> None:
        """Give an answer to the question on screen, and stay."""
        written = self.question.locator('textarea, input[type="text"]')
        for part in [answer] if isinstance(answer, str) else answer:
            if written.count() and part != DONT_KNOW:
                self.write(written, part)
            else:
                self.tap(self.tile(part))

    def write(self, field: Locator, words: str) -> None:
        """Write into the field of the question on screen."""
        field.fill(words)

    def tile(self, value: str) -> Locator:
        """The tile of one option."""
        return self.question.locator("label.tile").filter(
            has=self.page.locator(f'input[value="{value}"]')
        )

    def answer_all(
        self, answers: dict[str, Answer], how: tuple[str, str] | None = None
    ) -> list[str]:
        """Answer every question there is, leaving out what `answers` does not name.

        Returns the keys of the questions met, in order. `how` are mode and helper, where asked.
        """
        met: list[str] = []
        expect(self.question).to_have_count(1)
        while self.page.locator("form.interview fieldset:visible").count():
            key = self.key()
            if not key:
                self._tell_how(how)
            elif answers.get(key, SKIP) == SKIP:
                self.pass_by()
            else:
                self.answer(answers[key])
                self.on()
            met.append(key)
        return met

    def _tell_how(self, how: tuple[str, str] | None) -> None:
        what = self.question.get_attribute("data-how")
        if how:
            self.tap(self.tile(how[0] if what == "mode" else how[1]))
            self.on()
        else:
            self.press("skip")
