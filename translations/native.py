"""Which catalogues still wait for a native reader: their first lines say so.

They are used meanwhile: a page in plain words that somebody who speaks the language would put
better is worth more than none. Whoever has read one aloud and mended it takes the line out.
"""

from __future__ import annotations

from babel.messages.catalog import Catalog

HEAD = "# The texts of Lydhør in another language than English."
UNREAD = "# NEEDS A NATIVE READER: nobody who grew up with the language has read it yet."


def is_unread(catalogue: Catalog) -> bool:
    """True while the catalogue waits for its reader."""
    return UNREAD in catalogue.header_comment


def head(*, unread: bool) -> str:
    """The first lines of a catalogue."""
    return f"{HEAD}\n{UNREAD}" if unread else HEAD
