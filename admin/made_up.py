"""What files that leave a demonstration say of themselves, as its pages do."""

from __future__ import annotations

from survey.pages.locale import gettext as _
from survey.services import services


def said_of_made_up() -> str:
    """That all answers here are made up; empty where they are not."""
    if not services().settings.simulated:
        return ""
    return _("A demonstration: all answers here are made up.")
