"""What makes the tablet's page an app: its name, its icons and its colours."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify

from survey.languages import LANGUAGES
from survey.pages.locale import gettext as _
from survey.pages.locale import page_language

TOKENS = Path(__file__).resolve().parents[1] / "survey" / "pages" / "styles" / "tokens.css"
ICONS = {"icon.svg": "any", "icon-192.png": "192x192", "icon-512.png": "512x512"}
KINDS = {".svg": "image/svg+xml", ".png": "image/png"}


def make_blueprint() -> Blueprint:
    """The manifest's route."""
    blueprint = Blueprint("manifest", __name__)
    colours = read_colours(TOKENS)

    @blueprint.get("/k/manifest.webmanifest")
    def manifest() -> Response:
        """The web manifest, in the page's language."""
        language = LANGUAGES[page_language()]
        response = jsonify(
            id="/k/",
            name=_("Lydhør, the tablet"),
            short_name="Lydhør",
            lang=language.code,
            dir=language.direction,
            start_url="/k/",
            scope="/k/",
            display="fullscreen",
            display_override=["fullscreen", "standalone"],
            orientation="any",
            background_color=colours["paper"],
            theme_color=colours["petrol"],
            icons=[_icon(name, sizes) for name, sizes in ICONS.items()],
        )
        response.mimetype = "application/manifest+json"
        return response

    return blueprint


def read_colours(path: Path) -> dict[str, str]:
    """The colours of a file of tokens, by name; the first of each, which is everybody's."""
    found = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", path.read_text())
    return dict(reversed(found))


def _icon(name: str, sizes: str) -> dict[str, str]:
    address = current_app.jinja_env.globals["asset"](name)  # type: ignore[operator] # set by assets
    return {
        "src": address,
        "sizes": sizes,
        "type": KINDS[Path(name).suffix],
        "purpose": "any maskable",
    }
