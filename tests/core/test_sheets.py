"""Posters, cards and letters: everybody can read them, and cameras find where they lead."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import typst

from admin.printing.sheets import Kind, Sheet, Words
from admin.printing.typeset import pdf, shown
from survey.channels import new_code, new_single_use_code
from tests.decoding import codes_on, language_of, pictures, says_it_is_accessible, words_on

BASE = "https://lydhoer.example.dk/s/"
SHEETS = {Kind.POSTER_A4: (210, 297), Kind.POSTER_A5: (148, 210), Kind.CARDS: (210, 297)}
HOSTILE = {
    "markup": '#panic("x") *b* _i_ $x$ <label> @ref `raw` \\ ] ) // /* #include "/etc/passwd"',
    "html": "<script>alert(1)</script>",
    "turned around": "\u202egnirts desrever\u2066 \u200f",
    "emoji": "🎉 Fest 👩‍👩‍👧 i gården ✨",
    "unknown letters": "漢字 ᚠᚢᚦ \ufffd \x00\x07",
    "long word": "w" * 200,
    "long": "et langt navn " * 14,
    "empty": "",
}


def words(code: str = "da", **changes: str) -> Words:
    """What is said on a sheet, in Danish unless `changes` say otherwise."""
    said = {
        "invitation": "Hvordan synes du, det går?",
        "title": "Alle slags",
        "purpose": "Vi vil gerne vide det. Tak.",
        "length": "Otte korte spørgsmål.",
        "promise": "Dine svar er anonyme.",
        "without_names": "Undlad navne.",
        "asker": "Solsikken spørger.",
        "greeting": "Kære pårørende",
    }
    return Words(code=code, **{**said, **changes})


def sheet(kind: Kind, addresses: tuple[str, ...] = (), **changes: Any) -> Sheet:
    parts: dict[str, Any] = {
        "title": "Plakat: Alle slags",
        "place": "Solsikken, Eg",
        "label": "Elevatoren",
        "words": (words(),),
    }
    return Sheet(kind, addresses=addresses or (BASE + new_code(),), **{**parts, **changes})


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_accessible_and_says_its_language(kind: Kind) -> None:
    made = pdf(sheet(kind))
    assert says_it_is_accessible(made)
    assert language_of(made) == "da"
    assert len(pictures(made)) == 1


@pytest.mark.parametrize("kind", SHEETS)
def test_a_camera_reads_the_address_from_the_printed_page(kind: Kind) -> None:
    asked = sheet(kind)
    (picture,) = pictures(pdf(asked))
    copies = 4 if kind is Kind.CARDS else 1
    assert codes_on(picture, copies) == [asked.addresses[0]] * copies
    height, width = picture.shape
    assert (round(width / 150 * 25.4), round(height / 150 * 25.4)) == SHEETS[kind]


def test_each_letter_has_a_code_of_its_own() -> None:
    addresses = tuple(BASE + new_single_use_code() for _ in range(12))
    read = [codes_on(one) for one in pictures(pdf(sheet(Kind.LETTERS, addresses)))]
    assert read == [[address] for address in addresses]


def test_a_third_of_a_code_may_be_worn_off() -> None:
    asked = sheet(Kind.POSTER_A4)
    (picture,) = pictures(pdf(asked))
    (height, width), worn = picture.shape, picture.copy()
    worn[height * 50 // 100 : height * 53 // 100, width // 6 : width // 3] = 255
    assert codes_on(worn) == [asked.addresses[0]]


@pytest.mark.parametrize("kind", [Kind.POSTER_A5, Kind.CARDS, Kind.LETTERS])
@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_breaks_a_sheet(kind: Kind, what: str) -> None:
    text = HOSTILE[what]
    said = words(purpose=text, title=text, asker=text)
    asked = sheet(kind, title=text or "x", place=text, label=text, words=(said,))
    made = pdf(asked)
    (picture,) = pictures(made)
    assert set(codes_on(picture)) == {asked.addresses[0]}
    assert says_it_is_accessible(made)
    assert (picture[:, -20:] > 200).all(), "nothing runs out of the page"


@pytest.mark.parametrize("kind", Kind)
def test_markup_is_printed_as_it_stands(kind: Kind) -> None:
    said = words_on(pdf(sheet(kind, label='#panic("x") *b* <label>')))
    assert '#panic("x") *b* <label>' in said


def test_what_cannot_be_printed_is_left_out() -> None:
    assert shown("🎉 Fest i gården\u202e ✨ abc") == " Fest i gården  abc"
    assert shown("e\u0301t") == "ét"
    assert shown("Ørsted, Łódź, Їжак, مرحبا") == "Ørsted, Łódź, Їжак, مرحبا"


@pytest.mark.parametrize("kind", Kind)
def test_eight_languages_fit_on_one_sheet(kind: Kind) -> None:
    texts = {
        "en": "Your word counts",
        "de": "Ihr Wort zählt",
        "pl": "Twoje słowo się liczy",
        "tr": "Sözünüz önemli",
        "ar": "كلمتك مهمة",
        "fa": "سخن شما مهم است",
        "uk": "Ваше слово важливе",
    }
    others = [words(code, title=text, promise=text * 5) for code, text in texts.items()]
    asked = sheet(kind, words=(words(), *others))
    (picture,) = pictures(pdf(asked))
    assert set(codes_on(picture)) == {asked.addresses[0]}


def test_many_letters_take_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    compile_ = typst.compile

    def counted(*given: Any, **how: Any) -> Any:
        runs.append(1)
        return compile_(*given, **how)

    monkeypatch.setattr(typst, "compile", counted)
    addresses = tuple(BASE + new_single_use_code() for _ in range(60))
    assert len(pictures(pdf(sheet(Kind.LETTERS, addresses)))) == 60
    assert runs == [1]


def test_nothing_for_printing_is_read_before_it_is_needed() -> None:
    asked = "import sys, app, admin.printing.typeset; print({'typst', 'fontTools', 'cv2'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


@pytest.mark.parametrize("kind", Kind)
def test_a_demonstrations_sheet_says_that_it_is_one(kind: Kind) -> None:
    mark = "A demonstration: all answers here are made up."
    made = pdf(sheet(kind, made_up=mark))
    assert mark in " ".join(words_on(made).split())
    assert mark not in " ".join(words_on(pdf(sheet(kind))).split())
