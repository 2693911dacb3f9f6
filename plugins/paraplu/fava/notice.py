"""Says on every page, of Fava and of ours, that the books shown are older ones.

Fava loads a page once and then changes only what is in it, so that what a page said
when it was opened would stay. A small script asks every few seconds whether there is
something to say, as Fava itself asks whether the books changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response, abort, jsonify, make_response, request

from paraplu.base.language import say
from paraplu.fava.request import fava_language

if TYPE_CHECKING:
    from flask import Flask

    from paraplu.fava.gate import Gate

_SCRIPT = Path(__file__).with_name("notice.js")
# These read and write a file as a whole, and so need nothing of what is shown of it.
_WHOLE = frozenset({"json_api.put_source", "json_api.put_format_source"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})

# What every page has of it, before what Fava fills in.
MARKUP = """\
<p id="paraplu-notice" role="status" data-from="{{ paraplu_notice_from() }}"
  {% if not paraplu_notice() %}hidden{% endif %}
  style="position: fixed; z-index: 100; right: 0; bottom: 0; left: 0; margin: 0;
    padding: 0.75em 1em; overflow-wrap: anywhere; font-weight: bold; color: #000;
    background: #ffd75e; border-top: 3px solid #a33">{{ paraplu_notice() }}</p>
<script type="module" src="{{ paraplu_notice_from() }}.js"></script>
"""


def notify(app: Flask, gate: Gate) -> None:
    """Have an application say what is in the way of showing the newest books.

    While they are not shown, entries have no place in their files that is known, and
    only a file as a whole can be changed.
    """

    def notice() -> str:
        return fava_language().render(gate.trouble) if gate.trouble else ""

    def address() -> str:
        slug = app.config["LEDGERS"].first_slug()
        return f"{request.script_root}/{slug}/paraplu-notice"

    app.add_template_global(notice, "paraplu_notice")
    app.add_template_global(address, "paraplu_notice_from")

    @app.route("/<bfile>/paraplu-notice")
    def paraplu_notice() -> Response:
        return Response(notice(), mimetype="text/plain")

    @app.route("/<bfile>/paraplu-notice.js")
    def paraplu_notice_script() -> Response:
        return Response(_SCRIPT.read_text("utf-8"), mimetype="text/javascript")

    @app.before_request
    def keep() -> None:
        if (
            gate.trouble
            and request.method not in _READING
            and request.endpoint not in _WHOLE
        ):
            said = say(
                "The newest books cannot be shown, so nothing can be added or changed "
                "here but in the editor. First correct what the errors name."
            )
            error = {"error": fava_language().render(said)}
            abort(make_response(jsonify(error), 409))
