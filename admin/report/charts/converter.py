"""Run by its path, in a process of its own: Vega-Lite comes in by the line, SVG goes out by the line.

What draws holds a whole browser's engine. Here it holds nothing else of ours, takes its memory with
it when it ends, and can fall over alone.
"""

from __future__ import annotations

import json
import sys

import vl_convert


def main(fonts: str) -> None:
    """Draw until nothing more comes in. Nothing is fetched from anywhere."""
    vl_convert.register_font_directory(fonts)
    for line in sys.stdin:
        drawn = vl_convert.vegalite_to_svg(json.loads(line), allowed_base_urls=[])
        print(json.dumps(drawn), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
