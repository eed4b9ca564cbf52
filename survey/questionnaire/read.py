"""Questionnaires from YAML, with a line number for whatever is wrong, and back."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from yaml.nodes import MappingNode, Node

from survey.questionnaire.faults import BadQuestionnaire, Fault
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.plain_words import plain_fault
from survey.questionnaire.write import write_yaml
from survey.questionnaire.yaml_nodes import (
    MOST_CHARACTERS,
    compose,
    construct,
    find_key,
    line_of,
    locate,
    problems,
)
from survey.texts import N_

__all__ = ["read_bytes", "read_file", "read_text", "write_yaml"]

SPOKEN_OF = re.compile(r"^(?:scale )?([a-z][a-z0-9_]*):|'([a-z][a-z0-9_]*)'")
"""The keys a fault of the whole names, such as `how: 'again' has no answer 'perhaps'`."""


def read_file(path: Path) -> Questionnaire:
    """The questionnaire in the YAML file at `path`.

    Raises BadQuestionnaire with every fault found, or OSError when there is no reading it.
    """
    with path.open("rb") as file:
        content = file.read(4 * MOST_CHARACTERS + 1)
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Questionnaire:
    """The questionnaire in a YAML file's `content`; `name` is what faults call it.

    Raises BadQuestionnaire with every fault found.
    """
    try:
        return read_text(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise _refused(name, line, "not_utf8", N_("save the file as UTF-8 text")) from fault


def read_text(text: str, name: str) -> Questionnaire:
    """The questionnaire in YAML `text`; `name` is what faults call it.

    Raises BadQuestionnaire with every fault found.
    """
    root = _compose(text, name)
    odd = [_node_fault(name, *problem) for problem in problems(root)]
    if odd:
        raise BadQuestionnaire(odd)
    try:
        return Questionnaire.model_validate(construct(root))
    except ValidationError as fault:
        raise BadQuestionnaire(_model_faults(fault, root, name)) from fault


def _refused(name: str, line: int, rule: str, pattern: str, **values: object) -> BadQuestionnaire:
    return BadQuestionnaire([Fault(name, line, "", rule, pattern, values)])


def _compose(text: str, name: str) -> MappingNode:
    if len(text) > MOST_CHARACTERS:
        raise _refused(
            name, 1, "too_large", N_("there is room for %(most)s characters"), most=MOST_CHARACTERS
        )
    try:
        root = compose(text)
    except yaml.YAMLError as fault:
        line = _yaml_line(fault, text)
        raise _refused(name, line, "yaml", NOT_YAML, problem=_yaml_problem(fault)) from fault
    if not isinstance(root, MappingNode):
        raise _refused(
            name, 1, "yaml", N_("a questionnaire starts with lines such as 'key: needs'")
        )
    return root


def _yaml_line(fault: yaml.YAMLError, text: str) -> int:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    if mark:
        return int(mark.line) + 1
    return text.count("\n", 0, getattr(fault, "position", 0)) + 1


NOT_YAML = N_(
    "this is not YAML: %(problem)s. A text that holds any of : ? , { } [ ] # needs quotes around it."
)


def _yaml_problem(fault: yaml.YAMLError) -> str:
    problem = getattr(fault, "problem", None) or getattr(fault, "reason", None)
    return str(problem or "it cannot be read")


def _node_fault(name: str, node: Node, rule: str, message: str) -> Fault:
    return Fault(name, line_of(node), "", rule, message)


def _model_faults(fault: ValidationError, root: Node, name: str) -> list[Fault]:
    details = fault.errors(include_url=False)
    told = [_model_fault(d, root, name) for d in details if not _follows_from_another(d, details)]
    return sorted(told, key=lambda found: found.line)


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """True when a list is short only because its entries are wrong, which is told already."""
    at = detail["loc"]
    inside = (other["loc"][: len(at)] == at and len(other["loc"]) > len(at) for other in details)
    return detail["type"] == "too_short" and any(inside)


def _model_fault(detail: ErrorDetails, root: Node, name: str) -> Fault:
    pattern, values = plain_fault(detail)
    message = pattern % values
    node, names = locate(root, detail["loc"])
    if not detail["loc"]:
        node = _spoken_of(message, root) or node
    return Fault(name, line_of(node), ".".join(names), detail["type"], pattern, values)


def _spoken_of(message: str, root: Node) -> Node | None:
    """What a fault of the whole speaks of: the first name in it that is a key in the file."""
    names = ("".join(groups) for groups in SPOKEN_OF.findall(message))
    found = (find_key(root, name) for name in names)
    return next((node for node in found if node), None)
