"""Scripts, styles and fonts: built with hashed names at set-up, served to be kept for good."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.http import parse_accept_header

from survey.errors import StartRefused

FOLDER = Path(__file__).resolve().parents[2] / "static"
NAME = "lydhoer.assets"
"""Where an app keeps them among its extensions."""
FOR_GOOD = "public, max-age=31536000, immutable"


class MissingAssets(StartRefused):
    """Scripts and styles have not been built; `make setup` builds them."""


@dataclass(frozen=True)
class Asset:
    """One file, plain and packed; `packed` is None where packing does not help."""

    kind: str
    plain: bytes
    packed: bytes | None


@dataclass(frozen=True)
class Assets:
    """All that was built: `names` has the hashed name of each plain one, `files` what is served."""

    names: dict[str, str]
    files: dict[str, Asset]


def read_names(folder: Path = FOLDER) -> dict[str, str]:
    """Each asset's plain name and the hashed one. Raises `MissingAssets`."""
    try:
        names: dict[str, str] = json.loads((folder / "manifest.json").read_text())
    except FileNotFoundError as fault:
        raise MissingAssets("Scripts and styles are not built. Run `make setup` once.") from fault
    return names


def read_assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """Every built file, by the name it is served under."""
    files = (f for f in folder.iterdir() if f.suffix not in (".gz", ".json"))
    return {file.name: _read(file) for file in files}


def serve_assets(app: Flask, folder: Path = FOLDER) -> None:
    """Serve the built files, and give templates `asset(name)`."""
    built = Assets(read_names(folder), read_assets(folder))
    app.extensions[NAME] = built
    app.jinja_env.globals["asset"] = _address_of(built.names)
    blueprint = Blueprint("assets", __name__)

    @blueprint.get("/static/<name>")
    def asset(name: str) -> Response:
        found = built.files.get(name)
        return _response(found) if found else abort(404)

    app.register_blueprint(blueprint)


def _address_of(names: dict[str, str]) -> Callable[[str], str]:
    return lambda name: f"/static/{names[name]}"


def assets_of(app: Flask) -> Assets:
    """What `app` serves."""
    return cast(Assets, app.extensions[NAME])


def takes_packed() -> bool:
    """True when whoever asks takes gzip."""
    return _names_gzip(request.headers.get("Accept-Encoding", ""))


@lru_cache(64)
def _names_gzip(accepted: str) -> bool:
    """Browsers have a handful of such headers between them: each is read once."""
    return bool(parse_accept_header(accepted)["gzip"])


def _response(asset: Asset) -> Response:
    packed = asset.packed if takes_packed() else None
    response = Response(packed or asset.plain, mimetype=asset.kind)
    response.headers["Cache-Control"] = FOR_GOOD
    if asset.packed:
        response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _read(file: Path) -> Asset:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    packed = file.with_name(file.name + ".gz")
    return Asset(kind, file.read_bytes(), packed.read_bytes() if packed.exists() else None)
