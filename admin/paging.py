"""Long lists: a page at a time, and looking for a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request, url_for

from admin.forms import tidy

PER_PAGE = 25
LAST_PAGE = 1_000_000
LONGEST_SEARCH = 80

Item = TypeVar("Item")


@dataclass(frozen=True)
class Asked:
    """Which page of a list is asked for, and for what word."""

    number: int
    word: str

    @property
    def skipped(self) -> int:
        """How many items come before this page."""
        return (self.number - 1) * PER_PAGE


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A page of a list of `total` items."""

    items: Sequence[Item]
    total: int
    asked: Asked

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PER_PAGE))

    def address(self, number: int) -> str:
        """The address of another page of the same list."""
        here = {**(request.view_args or {}), **request.args.to_dict(), "page": number}
        return url_for(str(request.endpoint), **here)


def asked() -> Asked:
    """What the request's address asks for: `?page=` and `?find=`; nonsense is the first page."""
    number = request.args.get("page", 1, int)
    number = number if 1 <= number <= LAST_PAGE else 1
    return Asked(number, tidy(request.args.get("find", ""))[:LONGEST_SEARCH])
