"""Interview documents at hand: rendered once, then the same bytes for everyone."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

from flask import Response, request

from survey.pages.document import render_document
from survey.store.versions import Versions
from survey.voices import Perspective

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "private, max-age=3600"


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

    def _render(self, version: str, language: str, perspective: str) -> Document | None:
        known = self._versions.find(version)
        if known is None:
            return None
        questionnaire = known.questionnaire
        if language not in questionnaire.languages or perspective not in questionnaire.wordings:
            return None
        html = render_document(questionnaire, version, language, Perspective(perspective))
        plain = html.encode()
        tag = hashlib.sha256(plain).hexdigest()[:32]
        return Document(plain, gzip.compress(plain, 9, mtime=0), tag)


def as_response(document: Document, keep: str) -> Response:
    """`document` for this request: not modified, packed or plain."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f"{document.tag}-gzip" if packed else document.tag
    if tag in request.if_none_match:
        response = Response(status=304)
    else:
        response = Response(document.packed if packed else document.plain, mimetype="text/html")
    response.set_etag(tag)
    response.headers["Cache-Control"] = keep
    response.headers["Vary"] = "Accept-Encoding"
    if packed and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    return response
