"""Interview documents at hand: rendered once, then the same bytes for everyone."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

from flask import Response, request

from survey.pages.assets import takes_packed
from survey.pages.document import render_document
from survey.store.versions import Versions
from survey.voices import Perspective

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "private, max-age=3600"
NOT_AT_ALL = "no-store"
"""How long a browser may keep a document; behind a code that works once it must ask each time."""


@dataclass(frozen=True)
class Document:
    """One rendered document, plain and packed, and the tag that names its content."""

    plain: bytes
    packed: bytes
    tag: str


class Documents:
    """Documents by version hash, language and perspective. Rendering twice does no harm."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._kept: dict[tuple[str, str, str], Document] = {}

    def find(self, version: str, language: str, perspective: str) -> Document | None:
        """The document, or None when no such version, language or wording was published."""
        key = (version, language, perspective)
        document = self._kept.get(key) or self._render(*key)
        if document:
            self._kept[key] = document
        return document

    def get(self, version: str, language: str, perspective: str) -> Document:
        """The document, which is known to be there. Raises KeyError."""
        document = self.find(version, language, perspective)
        if document is None:
            raise KeyError(version, language, perspective)
        return document

    def _render(self, version: str, language: str, perspective: str) -> Document | None:
        known = self._versions.find(version)
        if known is None:
            return None
        questionnaire = known.questionnaire
        if language not in questionnaire.languages or perspective not in questionnaire.wordings:
            return None
        html = render_document(questionnaire, version, language, Perspective(perspective))
        return make_document(html)


def make_document(html: str) -> Document:
    """The page `html`, packed and named by its content."""
    plain = html.encode()
    tag = hashlib.sha256(plain).hexdigest()[:32]
    return Document(plain, gzip.compress(plain, 9, mtime=0), tag)


def as_response(document: Document, keep: str) -> Response:
    """`document` for this request: not modified, packed or plain."""
    packed = takes_packed()
    tag = f"{document.tag}-gzip" if packed else document.tag
    headers = [("ETag", f'"{tag}"'), ("Cache-Control", keep), ("Vary", "Accept-Encoding")]
    if "If-None-Match" in request.headers and tag in request.if_none_match:
        return Response(status=304, headers=headers)
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    body = document.packed if packed else document.plain
    return Response(body, headers=headers, content_type="text/html; charset=utf-8")
