"""Masking what was found: a word in brackets, in the language of the text, in place of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from survey.words.clean import clean
from survey.words.found import Kind, Span, found_in

LONGEST = 20_000
"""Characters that are looked at and shown. What is longer is cut, and that is said."""

MASKS: Mapping[str, Mapping[Kind, str]] = {
    language: {kind: f"[{word}]" for kind, word in zip(Kind, words, strict=True)}
    for language, words in {
        "da": ("cpr-nummer", "telefonnummer", "e-mail", "navn", "værelse", "dato"),
        "en": ("CPR number", "telephone number", "e-mail", "name", "room", "date"),
        "de": ("CPR-Nummer", "Telefonnummer", "E-Mail", "Name", "Zimmer", "Datum"),
        "pl": ("numer CPR", "numer telefonu", "e-mail", "imię", "pokój", "data"),
        "tr": ("CPR numarası", "telefon numarası", "e-posta", "isim", "oda", "tarih"),
        "ar": ("رقم CPR", "رقم هاتف", "بريد إلكتروني", "اسم", "غرفة", "تاريخ"),
        "fa": ("شماره CPR", "شماره تلفن", "ایمیل", "نام", "اتاق", "تاریخ"),
        "uk": ("номер CPR", "номер телефону", "ел. адреса", "ім'я", "кімната", "дата"),
    }.items()
}
"""By language, what stands in place of each kind."""
OTHERWISE = "en"


def mask_of(kind: Kind, language: str) -> str:
    """What stands in place of a kind."""
    return MASKS.get(language, MASKS[OTHERWISE])[kind]


def mask(text: str, spans: Iterable[Span], language: str) -> str:
    """`text` with each of `spans` masked; they are in order and do not overlap."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], mask_of(span.kind, language)]
        at = span.end
    return "".join([*parts, text[at:]])


def readable(words: str) -> tuple[str, bool]:
    """The words as they may be shown, and whether they were cut."""
    cleaned = clean(words)
    return cleaned[:LONGEST], len(cleaned) > LONGEST


def first_masked(words: str, language: str) -> str:
    """What a moderator begins with: cleaned, cut, and without numbers and addresses."""
    text, _cut = readable(words)
    return mask(text, found_in(text), language)
