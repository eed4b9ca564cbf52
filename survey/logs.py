"""Structured logs in UTC: one JSON object a line, with named fields only.

A respondent's address, token, path or answer has no field here and so cannot be logged.
"""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from flask import Flask, Response, g, request

QUIET = ("/s/", "/k/", "/i/", "/v/", "/responses/", "/static/")
"""Where people answer, nobody writes down when they did: only what fails there gets a line."""
FIELDS = (
    *("route", "method", "status", "ms", "result", "reason", "job", "count"),
    *("device", "missing", "waiting", "aside"),
)


class JsonLines(logging.Formatter):
    """Writes a record as one JSON line; only `FIELDS` of the extras are let through."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["fault"] = _where(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _where(exc_info: Any) -> str:
    """The kind of fault and the line it came from; its message may hold what somebody typed."""
    kind, _, trace = exc_info
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
    return f"{kind.__name__} at {place}"


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send the service's own log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("lydhoer")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(level)


def hush(server: str) -> None:
    """Let the web server's own logger, by name, tell only that something happened, and what kind.

    Its words may hold an address, a path or a piece of a request that it could not read.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(_without_words)
    logging.getLogger(server).handlers = [handler]


def _without_words(record: logging.LogRecord) -> bool:
    record.msg, record.args = "server", ()
    return True


def log_requests(app: Flask) -> None:
    """One line a request: the route's template, never the path, and no address.

    Respondents' requests get one only when they fail.
    """
    logger = logging.getLogger("lydhoer")

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule else "none"
        if response.status_code < 400 and rule.startswith(QUIET):
            return response
        logger.info(
            "request",
            extra={
                "route": rule,
                "method": request.method,
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.get("started", 0)) * 1000, 1),
            },
        )
        return response
