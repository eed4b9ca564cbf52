"""`python -m translations.update`: collect new texts into the catalogues, drop those gone."""

from __future__ import annotations

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from translations.native import head, is_unread
from translations.texts import catalogue_files, collected, read


def main() -> None:
    """Bring every catalogue up to date with the code."""
    for code, file in catalogue_files().items():
        catalogue = read(code, file)
        unread = is_unread(catalogue) or not file.exists()
        made = catalogue.creation_date
        catalogue.update(collected(code), no_fuzzy_matching=True)
        catalogue.creation_date = made
        catalogue.obsolete.clear()
        _head(catalogue, unread=unread)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            write_po(
                out,
                catalogue,
                width=100,
                omit_header=False,
                include_lineno=False,
                sort_by_file=True,
            )


def _head(catalogue: Catalog, *, unread: bool) -> None:
    catalogue.header_comment = head(unread=unread)
    catalogue.version = ""
    catalogue.msgid_bugs_address = ""
    catalogue.last_translator = "Lydhør contributors"
    catalogue.language_team = ""


if __name__ == "__main__":
    main()
