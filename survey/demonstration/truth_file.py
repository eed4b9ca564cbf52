"""The truth behind a demonstration, beside its answers: one line per unit and wave."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from survey.demonstration.asking import Cell
from survey.demonstration.plan import NEEDS

NAME = "simulation-truth.csv"
HEADER = ("centre", "unit_id", "wave", "opens_on", "people", "heard", "enough", *NEEDS)


def write_truth(folder: Path, cells: Iterable[Cell]) -> Path:
    """Write what residents would say if all were asked and said what they think; shares 0-1."""
    path = folder / NAME
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for one in cells:
            shares = [f"{share:.4f}" for share in (one.enough, *one.needs.values())]
            day = one.opens_on.isoformat()
            writer.writerow([one.house, one.unit, one.wave, day, one.people, one.heard, *shares])
    return path
