"""How gunicorn serves an instance.

One process with eight threads: on SQLite that has the shortest worst waits, since the writers
queue in one place. PostgreSQL may use more processes (WEB_CONCURRENCY).
"""

from __future__ import annotations

import logging
import os

from survey.logs import hush, log_to_stderr

workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = 8
worker_class = "gthread"
keepalive = 30
timeout = 60
graceful_timeout = 5
"""Seconds. A browser opens connections ahead and may never speak on them; they would hold up a stop
for half a minute. A request answers within this, and a submission that is cut off is sent again."""
accesslog = None
loglevel = "warning"
control_socket_disable = True


def post_fork(_server: object, _worker: object) -> None:
    """Per process: our own log."""
    log_to_stderr(logging.INFO)


def post_worker_init(_worker: object) -> None:
    """From the first request on; why a worker does not start is still told in full."""
    hush("gunicorn.error")
