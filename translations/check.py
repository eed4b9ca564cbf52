"""`python -m translations.check`: fails when a language lacks a text, or says it with other values."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog, Message

from survey.languages import LANGUAGES
from translations.native import is_unread
from translations.texts import catalogue_files, collected, read

VALUE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def faults(code: str, texts: Catalog, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with a language's catalogue, one sentence each."""
    for message in texts:
        if not message.id:
            continue
        said = catalogue.get(message.id)
        if said is None or not all(_strings(said)):
            yield f"{code}: not translated: {_id(message)!r} in {message.locations[0][0]}"
        elif said.fuzzy:
            yield f"{code}: marked as unsure: {_id(message)!r}"
        elif len(_strings(said)) != _ways(message, catalogue):
            yield f"{code}: not said in each of its {catalogue.num_plurals} ways: {_id(message)!r}"
        elif any(_values(one) - _values_of_id(message) for one in _strings(said)):
            yield f"{code}: names a value the original has not: {_id(message)!r}"
        elif any(_values(one) < _values_in_all(message) for one in _strings(said)):
            yield f"{code}: leaves out a value of the original: {_id(message)!r}"
    yield from (
        f"{code}: no longer used: {_id(message)!r}"
        for message in catalogue
        if message.id and message.id not in texts
    )


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _values(text: str) -> set[str]:
    return {a or b for a, b in VALUE.findall(text)}


def _values_of_id(message: Message) -> set[str]:
    ids: Iterable[str] = [message.id] if isinstance(message.id, str) else message.id
    return set().union(*map(_values, ids))


def _values_in_all(message: Message) -> set[str]:
    """Values that each of its wordings names; none where a number may be said in a word."""
    return _values(message.id) if isinstance(message.id, str) else set()


def _ways(message: Message, catalogue: Catalog) -> int:
    """How many wordings the language needs: as many as it counts in, for what is counted."""
    return 1 if isinstance(message.id, str) else catalogue.num_plurals


def main() -> int:
    """Print every fault, and who is still to be asked; 1 when there is a fault."""
    catalogues = {code: read(code, file) for code, file in catalogue_files().items()}
    found = [f for code, one in catalogues.items() for f in faults(code, collected(code), one)]
    print("\n".join(found) or "Every text is translated.")
    unread = [LANGUAGES[code].own_name for code, one in catalogues.items() if is_unread(one)]
    if unread:
        print(f"Still need a native reader: {', '.join(unread)}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
