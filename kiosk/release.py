"""A release of the tablet's page: every file it needs to start, with what each must hold.

The tablet's worker takes a release in whole or not at all: the browser holds each file against
its digest as it comes. See docs/decisions/0017.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from flask import Flask

from kiosk.shells import Shells
from survey.pages.assets import Assets, assets_of
from survey.pages.documents import Document
from survey.services import NAME as SERVICES

NAME = "lydhoer.release"
"""Where an app keeps it among its extensions, once it has been asked for."""
BROUGHT_ALONG = re.compile(rb"/static/[\w.-]+")
"""How pages and styles name the files they need."""
WORKER = "worker.js"
"""The worker's script among the assets."""


@dataclass(frozen=True)
class Release:
    """The tablet's pages by language and its files by address, each with its digest (SHA-256, as
    browsers write it); `script` is the worker that takes them in."""

    language: str
    pages: Mapping[str, str]
    files: Mapping[str, str]
    script: bytes

    @cached_property
    def id(self) -> str:
        """Names this release: another page, file or worker makes another one."""
        told = json.dumps([self.language, self.pages, self.files], sort_keys=True).encode()
        return hashlib.sha256(told + self.script).hexdigest()[:16]

    @cached_property
    def worker(self) -> bytes:
        """The worker's script, with this release written before it."""
        told = {
            "id": self.id,
            "language": self.language,
            "pages": self.pages,
            "files": self.files,
        }
        return b"self.release = " + json.dumps(told).encode() + b";\n" + self.script


def release_of(app: Flask, shells: Shells) -> Release:
    """The release that `app` serves. Worked out once; twice does no harm."""
    if NAME not in app.extensions:
        built = assets_of(app)
        app.extensions[NAME] = make_release(
            app.extensions[SERVICES].settings.language, shells.every(), built
        )
    return cast(Release, app.extensions[NAME])


def make_release(language: str, shells: Mapping[str, Document], built: Assets) -> Release:
    """The release that these pages and assets are. `language` is spoken where nobody asks.

    Raises `KeyError` when a page names a file that has not been built.
    """
    needed = _needed([page.plain for page in shells.values()], built)
    files = {address: digest_of(_content(built, address)) for address in sorted(needed)}
    pages = {code: digest_of(page.plain) for code, page in shells.items()}
    return Release(language, pages, files, built.files[built.names[WORKER]].plain)


def digest_of(content: bytes) -> str:
    """SHA-256 as browsers take it for a file's integrity."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def _needed(pages: Iterable[bytes], built: Assets) -> set[str]:
    """What pages name, and what the styles among it name in turn."""
    direct = _named(pages)
    styles = (name for name in direct if name.endswith(".css"))
    return direct | _named(_content(built, name) for name in styles)


def _content(built: Assets, address: str) -> bytes:
    return built.files[address.rpartition("/")[2]].plain


def _named(contents: Iterable[bytes]) -> set[str]:
    return {found.decode() for content in contents for found in BROUGHT_ALONG.findall(content)}
