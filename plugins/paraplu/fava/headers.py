"""What a browser is told about every answer, and markup in Fava's own pages.

Fava puts payees, narrations, notes and names of the books into its journal as they
are, so that markup in them would be markup of the page. Here the journal writes them as
text; and should another page do the same, the browser runs no script that is not a file
of Fava or of ours, shows no page within another, and fetches nothing from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fava.core.filters import FilterError
from fava.helpers import FavaAPIError
from fava.json_api import log
from flask import Response, jsonify, make_response, request
from jinja2 import BaseLoader
from werkzeug.exceptions import HTTPException

from paraplu.fava.notice import MARKUP
from paraplu.fava.refusals import QUIET, refusal_of
from paraplu.fava.request import fava_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from jinja2 import Environment

API = "json_api"
# What our own script sends with everything; no page elsewhere can, unasked.
OURS = "X-Paraplu"
# What the pages of Fava 1.30 need: a grammar in WebAssembly for the editor, styles in
# the markup, pictures within the style, and documents in a frame of their own.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Fava's address /jump has to know the page that it comes from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Where all that can be wrong is what somebody asks for; Fava takes it on itself.
_TYPED = frozenset({"json_api.get_query", "download_query", "statement"})
_REFUSED, _FAULT = 400, 500
_JOURNAL = "_journal_table.html"
_LAYOUT, _PAGE = "_layout.html", "    <article>\n"
_RAW, _END = "{% autoescape false %}", "{% endautoescape %}"


def harden(app: Flask) -> None:
    """Have an application send these headers, and write the journal as text."""
    known: Any = app.jinja_loader
    loader: Any = Escaping(known)
    app.jinja_loader = loader

    def told(fault: Exception) -> Response | HTTPException:
        if isinstance(fault, HTTPException) and not _is_bare(fault):
            return fault
        refusal = refusal_of(fault, request.endpoint or "")
        if not isinstance(fault, QUIET):
            log.error("Fava could not answer a request.", exc_info=fault)
        return _said(refusal.words(fava_language()), refusal.status)

    # Fava's own answers, of which the most fitting would come first.
    app.error_handler_spec[API][None].clear()
    for kind in (Exception, FilterError, FavaAPIError):
        app.register_error_handler(kind, told)

    @app.after_request
    def add(response: Response) -> Response:
        if response.status_code == _FAULT and request.endpoint in _TYPED:
            response.status_code = 400
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _is_bare(fault: HTTPException) -> bool:
    """Tell whether a refusal has a page of its own, where a program wants words."""
    in_words = fault.response is None and (fault.code or 0) >= _REFUSED
    return in_words and _wants_words()


def _wants_words() -> bool:
    """Tell whether a script asks, of Fava or of ours, and not a reader."""
    return request.blueprint == API or OURS in request.headers


def _said(said: str, status: int) -> Response:
    if _wants_words():
        return make_response(jsonify({"error": said}), status)
    return Response(said, status, mimetype="text/plain")


class Escaping(BaseLoader):
    """Loads Fava's templates; its journal escapes what comes of the books.

    Every page also has a place for what there is to say about the books as a whole.
    """

    def __init__(self, known: BaseLoader) -> None:
        self._known = known

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template, its file, and what tells whether it is new."""
        text, file, fresh = self._known.get_source(environment, template)
        if template == _JOURNAL:
            text = text.replace(_RAW, "").replace(_END, "")
        if template == _LAYOUT:
            text = text.replace(_PAGE, MARKUP + _PAGE)
        return text, file, fresh

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return self._known.list_templates()
