"""The faults of a definition in plain words; pydantic names them for programmers."""

from __future__ import annotations

from pydantic_core import ErrorDetails

PLAIN = {
    "missing": "'{field}' is needed here",
    "extra_forbidden": "'{field}' is not known here; is it misspelt?",
    "string_type": "a text is needed here; put quotes round it if it is a number",
    "dict_type": "names with values are needed here, such as {{da: ..., en: ...}}",
    "model_type": "names with values are needed here, such as {{da: ..., en: ...}}",
    "model_attributes_type": "names with values are needed here, such as 'key: needs'",
    "tuple_type": "a list is needed here",
    "bool_type": "true or false is needed here",
    "bool_parsing": "true or false is needed here",
    "int_type": "a whole number is needed here",
    "int_parsing": "a whole number is needed here",
    "float_type": "a number is needed here",
    "float_parsing": "a number is needed here",
    "enum": "{given} is not known here; known: {expected}",
    "literal_error": "{given} is not known here; known: {expected}",
    "union_tag_not_found": "'kind' is needed: what kind of question is it?",
    "union_tag_invalid": "there is no kind '{tag}'; known: {expected_tags}",
    "string_pattern_mismatch": "a name has small letters a-z, digits and _, begins with a letter, "
    "and has at most 60 of them",
    "string_too_long": "there is room for {max_length} characters",
    "too_short": "at least {min_length} needed here, there are {actual_length}",
    "too_long": "at most {max_length} fit here, there are {actual_length}",
    "greater_than_equal": "it must be {ge} or more",
    "less_than_equal": "it must be {le} or less",
}
"""By pydantic's name for the fault; the others keep pydantic's own sentence."""

LONGEST_GIVEN = 60
"""Characters of what was written that a message repeats."""


def plain_message(detail: ErrorDetails) -> str:
    """What is wrong, and what belongs there instead."""
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    pattern = PLAIN.get(detail["type"])
    if pattern is None:
        return detail["msg"]
    field = detail["loc"][-1] if detail["loc"] else ""
    given = repr(detail["input"])[:LONGEST_GIVEN]
    return pattern.format(**{**detail.get("ctx", {}), "field": field, "given": given})
