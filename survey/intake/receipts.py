"""Receipt codes: how somebody who answered names her answer, so that it can be erased.

A code is the submission's own id, 128 random bits, in letters that are hard to take for each other
(Crockford's base32), with two more that tell a slip of the pen. Nothing is kept of it: whoever has it
can have that answer erased, and nobody else can tell which answer it is. `receipt_code.js` writes it
the same way.
"""

from __future__ import annotations

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
"""Letters that are none of a code's, for what they are easily taken for."""
ID_LETTERS, CHECK_LETTERS, IN_A_GROUP = 26, 2, 4
PRIME = 1021
"""The largest below 32 x 32: one wrong letter, or two swapped, never leaves the same rest."""
LARGEST = 2**128
LONGEST = 100
"""Nothing longer is looked at."""


def code_of(submission_id: str) -> str:
    """The receipt code of a submission, in groups of four."""
    number = int(submission_id, 16)
    code = _letters(number, ID_LETTERS) + _letters(number % PRIME, CHECK_LETTERS)
    return "-".join(code[i : i + IN_A_GROUP] for i in range(0, len(code), IN_A_GROUP))


def id_of(typed: str) -> str | None:
    """The submission's id a code was made of, however it was written. None: it is no such code."""
    code = "".join(c for c in typed[:LONGEST].upper() if c.isalnum()).translate(MEANT)
    if len(code) != ID_LETTERS + CHECK_LETTERS or not set(code) <= set(LETTERS):
        return None
    number, rest = _number(code[:ID_LETTERS]), _number(code[ID_LETTERS:])
    return f"{number:032x}" if number < LARGEST and rest == number % PRIME else None


def _letters(number: int, count: int) -> str:
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(count)))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number << 5 | LETTERS.index(letter)
    return number
