"""Receipt codes: read back however they are written, slips of the pen told, the same in browsers."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from survey.intake.receipts import LETTERS, code_of, id_of

ROOT = Path(__file__).resolve().parents[2]
DICE = random.Random(11)
IDS = ["0" * 32, "f" * 32, "0123456789abcdef" * 2, *(DICE.randbytes(16).hex() for _ in range(40))]


def test_a_code_leads_back_to_its_id() -> None:
    for id_ in IDS:
        code = code_of(id_)
        assert [len(group) for group in code.split("-")] == [4] * 7
        assert id_of(code) == id_


def test_a_code_may_be_written_as_people_write() -> None:
    id_ = next(one for one in IDS if {"0", "1"} <= set(code_of(one)))
    code = code_of(id_)
    for typed in (
        code.lower(),
        code.replace("-", ""),
        f"  {code.replace('-', ' ')} ",
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
        code.replace("-", "–"),
    ):
        assert id_of(typed) == id_, typed


def test_one_wrong_letter_is_told() -> None:
    for id_ in IDS:
        code = code_of(id_).replace("-", "")
        for place in range(len(code)):
            other = DICE.choice([letter for letter in LETTERS if letter != code[place]])
            assert id_of(code[:place] + other + code[place + 1 :]) is None


def test_two_swapped_letters_are_told() -> None:
    for id_ in IDS:
        code = code_of(id_).replace("-", "")
        for i in range(26):
            for j in range(i + 1, 26):
                letters = list(code)
                letters[i], letters[j] = letters[j], letters[i]
                swapped = "".join(letters)
                assert swapped == code or id_of(swapped) is None


@pytest.mark.parametrize(
    "typed", ["", "-", "A" * 27, "A" * 29, "Z" * 28, "U" * 28, "٣" * 28, "é" * 999]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert id_of(typed) is None


def test_a_browser_writes_the_same_code() -> None:
    script = f"""
      import {{ receiptCode }} from "{ROOT}/survey/pages/scripts/receipt_code.js";
      console.log(JSON.stringify({json.dumps(IDS)}.map(receiptCode)));
    """
    told = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    assert json.loads(told.stdout) == [code_of(one) for one in IDS]
