"""What five hundred letters cost: each as much as one of twenty."""

from __future__ import annotations

import time

from admin.printing.sheets import Kind, Sheet, Words
from admin.printing.typeset import pdf
from bench.compare import TURNS, Row
from survey.channels import new_single_use_code

FEW, MANY = 20, 500
SECONDS = 10.0
"""How long whoever waits for the many may wait, at most."""
WORDS = Words(
    code="da",
    invitation="Hvordan synes du, det går?",
    title="Livet på plejecentret",
    purpose="Vi vil gerne vide, hvordan dagene går for dem, der bor her. Svarene lægges sammen.",
    length="12 korte spørgsmål. Du kan springe over og stoppe, når du vil.",
    promise="Dine svar er fortrolige. Linket er til dig og virker én gang.",
    without_names="Undlad navne.",
    greeting="Kære pårørende",
)


def cost_of_letters() -> Row:
    """The time of a letter among many, against that of one among few."""
    few, many = (min(_seconds(n) for _ in range(TURNS)) for n in (FEW, MANY))
    told = f"{MANY} letters in {many:.1f} s, {SECONDS:.0f} s promised"
    return Row(
        f"cost of a letter, {MANY} printed against {FEW}",
        (many / MANY) / (few / FEW),
        told,
        at_most=1.5 if many <= SECONDS else 0,
    )


def _seconds(count: int) -> float:
    base = "https://lydhoer.example.dk/s/"
    addresses = tuple(base + new_single_use_code() for _ in range(count))
    started = time.perf_counter()
    pdf(Sheet(Kind.LETTERS, "Breve", "Solsikken", "", (WORDS,), addresses))
    return time.perf_counter() - started
