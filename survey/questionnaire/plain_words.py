"""The faults of a definition in plain words; pydantic names them for programmers."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic_core import ErrorDetails

from survey.questionnaire.broken import BrokenRule
from survey.texts import N_

NAMES_NEEDED = N_("names with values are needed here, such as {da: ..., en: ...}")
YES_OR_NO = N_("true or false is needed here")
WHOLE_NUMBER = N_("a whole number is needed here")
NUMBER = N_("a number is needed here")
NOT_KNOWN = N_("%(given)s is not known here; known: %(expected)s")

PLAIN: Mapping[str, str] = {
    "missing": N_("'%(field)s' is needed here"),
    "extra_forbidden": N_("'%(field)s' is not known here; is it misspelt?"),
    "string_type": N_("a text is needed here; put quotes round it if it is a number"),
    "dict_type": NAMES_NEEDED,
    "model_type": NAMES_NEEDED,
    "model_attributes_type": N_("names with values are needed here, such as 'key: needs'"),
    "tuple_type": N_("a list is needed here"),
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "int_type": WHOLE_NUMBER,
    "int_parsing": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "enum": NOT_KNOWN,
    "literal_error": NOT_KNOWN,
    "union_tag_not_found": N_("'kind' is needed: what kind of question is it?"),
    "union_tag_invalid": N_("there is no kind '%(tag)s'; known: %(expected_tags)s"),
    "string_pattern_mismatch": N_(
        "a name has small letters a-z, digits and _, begins with a letter, and has at most 60 of them"
    ),
    "string_too_short": N_("a text is needed here"),
    "string_too_long": N_("there is room for %(max_length)s characters"),
    "too_short": N_("at least %(min_length)s needed here, there are %(actual_length)s"),
    "too_long": N_("at most %(max_length)s fit here, there are %(actual_length)s"),
    "greater_than_equal": N_("it must be %(ge)s or more"),
    "less_than_equal": N_("it must be %(le)s or less"),
}
"""By pydantic's name for the fault; the others keep pydantic's own sentence."""

LONGEST_GIVEN = 60
"""Characters of what was written that a message repeats."""


def plain_fault(detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    """What is wrong and what belongs there instead: a sentence of the catalogue, and its values."""
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, BrokenRule):
        return error.pattern, error.values
    if detail["type"] == "value_error":
        return "%(fault)s", {"fault": str(error)}
    pattern = PLAIN.get(detail["type"])
    if pattern is None:
        return "%(fault)s", {"fault": detail["msg"]}
    field = detail["loc"][-1] if detail["loc"] else ""
    given = repr(detail["input"])[:LONGEST_GIVEN]
    return pattern, {**detail.get("ctx", {}), "field": field, "given": given}


def plain_message(detail: ErrorDetails) -> str:
    """The same as it stands."""
    pattern, values = plain_fault(detail)
    return pattern % values
