"""What weekdays and parts of the day are called."""

from __future__ import annotations

from survey.texts import N_
from survey.visits import DayPart

WEEKDAYS = {
    "1": N_("Mondays"),
    "2": N_("Tuesdays"),
    "3": N_("Wednesdays"),
    "4": N_("Thursdays"),
    "5": N_("Fridays"),
    "6": N_("Saturdays"),
    "7": N_("Sundays"),
}
PARTS: dict[str, str] = {
    DayPart.MORNING.value: N_("Before 11 o'clock"),
    DayPart.MIDDAY.value: N_("From 11 to 14 o'clock"),
    DayPart.AFTERNOON.value: N_("From 14 to 17 o'clock"),
    DayPart.EVENING.value: N_("After 17 o'clock"),
}
