"""YAML with its lines kept, read more strictly than YAML asks for.

Only `true` and `false` are true and false: `yes`, `no` and `on` are words, as are dates. Tags are
refused, and so are files that are large, deep, or grow large through their aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MOST_CHARACTERS = 500_000
MOST_VALUES = 50_000
"""Keys and values, each alias counted as often as it stands for something."""
DEEPEST = 30


class StrictLoader(yaml.SafeLoader):
    """Composes a document, refusing tags and great depth."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 PyYAML's own field, filled once below
    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # its stub has no types
        if getattr(event, "tag", None) is not None:
            raise yaml.MarkedYAMLError(
                problem="tags have no use here", problem_mark=event.start_mark
            )
        if self.depth >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


RESOLVED = (
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:int", r"[-+]?(?:0|[1-9][0-9]{0,17})", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"[-+]?[0-9]{1,18}\.[0-9]{1,18}", "-+0123456789"),
)
"""What is no text when it stands without quotes: tag, pattern, first characters."""

for _tag, _pattern, _first in RESOLVED:
    StrictLoader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), list(_first))


def compose(text: str) -> Node | None:
    """The nodes of the one document in `text`, or None when it is empty.

    Raises yaml.YAMLError, whose mark says where.
    """
    loader = StrictLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def construct(node: Node) -> object:
    """The dictionaries, lists and values of a node that `problems` finds nothing wrong with."""
    return StrictLoader("").construct_document(node)


def problems(root: Node) -> Iterator[tuple[Node, str, str]]:
    """What YAML would let pass and we do not: `(node, rule, message)`."""
    size, depth = _extent(root, {}, frozenset())
    if size > MOST_VALUES or depth > DEEPEST:
        yield root, "too_large", f"{MOST_VALUES} values {DEEPEST} deep fit, aliases filled in"
        return
    for node in _each(root, set()):
        if isinstance(node, MappingNode):
            yield from _key_problems(node)


def _key_problems(node: MappingNode) -> Iterator[tuple[Node, str, str]]:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            yield key, "odd_key", "the name before a colon must be a word"
        elif key.value in seen:
            yield key, "duplicate_key", f"'{key.value}' stands here twice; keep one of them"
        else:
            seen.add(key.value)


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _each(node: Node, seen: set[int]) -> Iterator[Node]:
    if id(node) in seen:
        return
    seen.add(id(node))
    yield node
    for child in _children(node):
        yield from _each(child, seen)


def _extent(
    node: Node, known: dict[int, tuple[int, int]], around: frozenset[int]
) -> tuple[int, int]:
    """How many values `node` stands for and how deep they go; one inside itself is too deep.

    An alias points back to what is known already, so this never goes deeper than the file does.
    """
    if id(node) in around:
        return 1, DEEPEST + 1
    if id(node) not in known:
        inside = around | {id(node)}
        parts = [_extent(child, known, inside) for child in _children(node)]
        size = 1 + sum(part[0] for part in parts)
        known[id(node)] = (
            min(size, MOST_VALUES + 1),
            1 + max((part[1] for part in parts), default=0),
        )
    return known[id(node)]


def locate(root: Node, path: tuple[int | str, ...]) -> tuple[Node, list[str]]:
    """The node `path` leads to, as far as it goes, and the names on the way.

    Parts that are not in the file, such as the name of a question kind, are passed over. An entry
    of a list is named by its `key` where it has one, else by its number from 1.
    """
    node, at, names = root, root, list[str]()
    for part in path:
        step = _step(node, part)
        if step:
            at, node, name = step
            names.append(name)
    return at, names


def _step(node: Node, part: int | str) -> tuple[Node, Node, str] | None:
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        entry = node.value[part]
        return entry, entry, _key_of(entry) or str(part + 1)
    if isinstance(node, MappingNode):
        return next(
            ((key, value, key.value) for key, value in node.value if key.value == part), None
        )
    return None


def _key_of(node: Node) -> str:
    step = _step(node, "key")
    return step[1].value if step and isinstance(step[1], ScalarNode) else ""


def find_key(root: Node, named: str) -> Node | None:
    """The last node that calls itself `named` with `key:`."""
    found = [node for node in _each(root, set()) if _key_of(node) == named]
    return max(found, key=lambda node: node.start_mark.index, default=None)


def line_of(node: Node) -> int:
    """The line a node starts on, from 1."""
    return int(node.start_mark.line) + 1
