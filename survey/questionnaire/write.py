"""Questionnaires as YAML for people: short forms, the model's order, nothing that goes without
saying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from survey.questionnaire.model import Questionnaire
from survey.questionnaire.wording import EVERY_WORDING

LINE = 100
ONE_LINE = 76
"""Characters up to which plain values are written on one line."""
NEXT_LINE = "\x85"


class PlainDumper(yaml.SafeDumper):
    """Writes short mappings and lists on one line, and every value out."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_str(self, data: str) -> ScalarNode:
        style = '"' if NEXT_LINE in data else None  # else it would be read back as a line feed
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    def represent_mapping(
        self, tag: str, mapping: Any, flow_style: bool | None = None
    ) -> MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = _is_short([part for pair in node.value for part in pair])
        return node

    def represent_sequence(
        self, tag: str, sequence: Any, flow_style: bool | None = None
    ) -> SequenceNode:
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = _is_short(node.value)
        return node

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


PlainDumper.add_representer(str, PlainDumper.represent_str)


def write_yaml(questionnaire: Questionnaire) -> str:
    """The questionnaire as YAML; reading it gives an equal questionnaire."""
    data = questionnaire.model_dump(mode="json", exclude_defaults=True)
    data["questions"] = _shortened(data["questions"])
    return yaml.dump(data, Dumper=PlainDumper, sort_keys=False, allow_unicode=True, width=LINE)


def _shortened(data: Any) -> Any:
    """A text that reads the same for everybody is written without saying so."""
    if isinstance(data, Mapping):
        if set(data) == {EVERY_WORDING} and data[EVERY_WORDING]:
            return data[EVERY_WORDING]
        return {key: _shortened(value) for key, value in data.items()}
    return [_shortened(part) for part in data] if isinstance(data, list) else data


def _is_short(parts: list[Node]) -> bool:
    """True for a few plain values that need no quotes for standing on one line."""
    words = [part.value for part in parts if isinstance(part, ScalarNode)]
    if len(words) < len(parts) or any("?" in word for word in words):
        return False
    return sum(len(word) + 2 for word in words) <= ONE_LINE
