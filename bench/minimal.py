"""What we compare ourselves with: the least a Flask service can do that keeps an answer.

It runs on the same server with the same database settings as ours.
"""

from __future__ import annotations

import os
from typing import Any

from flask import Flask, jsonify, request
from sqlalchemy import text

from survey.store.engine import open_store

PAGE = "<!doctype html><title>Hello</title><h1>Hello</h1>"

BUTTON = """<!doctype html><title>Button</title><button value="begin">Press here</button><script>
const button = document.querySelector("button");
addEventListener("pointerdown", () => button.classList.add("pressed"), true);
addEventListener("pointerup", () => button.classList.remove("pressed"), true);
</script><style>button { min-height: 9rem } .pressed { background: gold }</style>"""


def create_app() -> Flask:
    """Says hello, shows a button, and keeps what it is sent in one durable insert."""
    app = Flask("minimal")
    store = open_store(os.environ["LYDHOER_DATABASE"])
    insert = text("INSERT INTO minimal (id, body) VALUES (:id, :body)")

    @app.get("/healthz")
    @app.get("/hello")
    def hello() -> str:
        return PAGE

    @app.get("/button")
    def button() -> tuple[str, dict[str, str]]:
        return BUTTON, {"Cache-Control": "public, max-age=3600"}

    @app.put("/responses/<id_>")
    def keep(id_: str) -> tuple[Any, int]:
        request.get_json()
        with store.write() as connection:
            connection.execute(insert, {"id": id_, "body": request.get_data(as_text=True)})
        return jsonify(id=id_), 201

    return app
