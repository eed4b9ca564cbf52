"""Why an answer was kept aside, in plain words: what happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from survey.texts import N_


@dataclass(frozen=True)
class Reason:
    """One reason for quarantine, for a person who knows neither keys nor envelopes."""

    happened: str
    advice: str


NEWER = N_("Update the server, then try again.")
DAMAGED = N_("Try again after an update. If it stays, ask the one who runs the service here.")
IMPORT = N_("Publish that questionnaire here, then try again.")

REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        "envelope_version": Reason(N_("It comes from a newer release than this server."), NEWER),
        "envelope": Reason(
            N_("A part of it is missing, or is written in a way this release does not know."), NEWER
        ),
        "unknown_version": Reason(
            N_("It answers a version of a questionnaire that is not here."), IMPORT
        ),
        "round_not_here": Reason(
            N_("It belongs to a round that this centre does not take part in."),
            N_("Add the centre to the round if it should be there, then try again."),
        ),
        "version_not_in_round": Reason(
            N_("It answers another questionnaire than its round asks."), DAMAGED
        ),
        "unknown_language": Reason(
            N_("It was answered in a language the questionnaire does not have."), DAMAGED
        ),
        "unknown_question": Reason(
            N_("It answers a question the questionnaire does not have."), DAMAGED
        ),
        "wrong_value": Reason(N_("An answer in it cannot be one to its question."), DAMAGED),
        "value_without_answer": Reason(
            N_("A question in it is marked as not answered, and has an answer."), DAMAGED
        ),
        "voice": Reason(
            N_("It comes from somebody the round does not ask."),
            N_("Let the round ask them too if it should, then try again."),
        ),
        "after_closing": Reason(
            N_("It was begun after its round had closed."),
            N_("Prolong the round if it should have been open that day, then try again."),
        ),
        "code_used": Reason(
            N_("Another answer came before with the same personal code, which works once."),
            N_("The first one counts. Ask whoever had the code if that is not as it should be."),
        ),
        "conflict": Reason(
            N_("Another answer is kept under the same number, and the two are not alike."),
            N_(
                "Trying again changes nothing. Ask the one who runs the service here to look at both."
            ),
        ),
        "sealed_version": Reason(
            N_("It is sealed in the way of a newer release than this server."), NEWER
        ),
        "unknown_key": Reason(
            N_("It is sealed to a key that is not here."),
            N_("Bring the exported keys back to this server, then try again."),
        ),
        "cannot_open": Reason(
            N_("Its seal does not open: it was damaged, or changed on the way."), DAMAGED
        ),
        "sealed_content": Reason(N_("It opens, and what is inside cannot be read."), DAMAGED),
        "sealed_for_another": Reason(
            N_("What is inside belongs to another round or questionnaire than is written outside."),
            DAMAGED,
        ),
    }
)
OTHER = Reason(N_("It did not fit, for a reason this release does not know."), NEWER)
