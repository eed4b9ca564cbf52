"""What has changed in a closed round since its numbers were released: told, and never silently."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.sentences import Sentence, sentence
from survey.round_counts import Corrections
from survey.texts import N_

CAME = N_("%(n)s answers came after the numbers were settled. They are not in the numbers.")
FEW_CAME = N_("A few answers came after the numbers were settled. They are not in the numbers.")
WENT = N_("%(n)s answers were erased after the numbers were settled. They are still counted.")
FEW_WENT = N_("A few answers were erased after the numbers were settled. They are still counted.")
RECOUNTED = N_("Somebody has typed a new headcount since. The numbers stand on the one before.")


def corrected(found: Corrections | None, k: int) -> Iterator[Sentence]:
    """A sentence for each kind of change; fewer than k are not told by number."""
    if found is None:
        return
    if found.came:
        yield sentence(CAME, n=found.came) if found.came >= k else sentence(FEW_CAME)
    if found.went:
        yield sentence(WENT, n=found.went) if found.went >= k else sentence(FEW_WENT)
    if found.recounted:
        yield sentence(RECOUNTED)
