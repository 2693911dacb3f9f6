"""Which files Fava may read and write: one list for all that it can be asked for.

Fava has a dozen addresses that take a path, name one of an entry, or write to one of an
option. Each trusts something else that the books say: a `document` line, a key of an
entry, a folder. Here every path is asked about before Fava sees the request, and what
leads out of the folder of the books, also by a link, into the private register or into
what git keeps is refused. A request that would write, at an address that is not known
here, is refused too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fava.beans.funcs import get_position
from fava.context import g
from fava.core import EntryNotFoundForHashError
from fava.core.documents import filepath_in_document_folder, is_document_or_import_file
from fava.helpers import FavaAPIError
from flask import abort, jsonify, make_response, request

from paraplu.fava.closed import closed_for, edited_for
from paraplu.fava.papers import sent
from paraplu.fava.refusals import NO_FILE
from paraplu.fava.request import fava_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fava.core import FavaLedger
    from flask import Flask, Response

    from paraplu.fava.refusals import FavaRefusal

_API = "json_api."
# What a private register is called, and a copy of one, also where it cannot be read.
_PRIVATE = ".private."
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Reach:
    """The folder of the books, and the files in it that stay with the board."""

    root: str
    private: frozenset[str] = frozenset()

    def holds(self, path: str) -> bool:
        """Tell whether a path, links followed, is one that Fava may read or write."""
        if not path or "\0" in path:
            return False
        real = Path(os.path.realpath(path))
        return (
            real.is_relative_to(os.path.realpath(self.root))
            and str(real) not in self.private
            and _PRIVATE not in real.name.lower()
            and ".git" not in real.parts
        )


def reach_of(root: Path, private: str | None) -> Reach:
    """Return what Fava may read and write of books in this folder."""
    files = {os.path.realpath(private)} if private else set()
    return Reach(str(root), frozenset(files))


def unlist(options: Any, private: frozenset[str]) -> None:  # noqa: ANN401 - Beancount's options
    """Take private files off the list of files that Fava shows and edits.

    They are on it to be watched, which Fava has set up by the time this is called.
    """
    options["include"] = [
        file for file in options["include"] if os.path.realpath(file) not in private
    ]


def guard(app: Flask, reach: Callable[[], Reach]) -> None:
    """Have every request that names a file, or writes one, asked about first.

    `reach` tells what may be read and written now; it changes with the books.
    """

    @app.before_request
    def ask() -> Response | None:
        ledger: FavaLedger | None = getattr(g, "ledger", None)
        name = (request.endpoint or "").removeprefix(_API)
        if ledger is None:
            return None
        if name in {"document", "statement"}:
            return _paper(ledger, name, reach())
        if name == "put_add_entries" and (closed := closed_for(ledger, _body())):
            return _said(closed)
        if name not in _TOUCHED:
            writes = request.blueprint == _API.rstrip(".") and (
                request.method not in _READING
            )
            return _refused() if writes else None
        try:
            paths = list(_TOUCHED[name](ledger))
        except (EntryNotFoundForHashError, FavaAPIError, LookupError, TypeError):
            # Fava says itself what is wrong with such a request.
            return None
        held = reach()
        inside = all(map(held.holds, paths))
        return _edited(ledger, name) if inside else _refused()


def _edited(ledger: FavaLedger, name: str) -> Response | None:
    """Return the refusal of what would change a closed period, None where it may be."""
    body = _body()
    entry = body.get("entry_hash") or request.args.get("entry_hash")
    try:
        closed = edited_for(
            ledger, name, body, str(entry or request.form.get("hash") or "")
        )
    except (EntryNotFoundForHashError, FavaAPIError, LookupError, OSError):
        # Fava says itself what is wrong with such a request.
        return None
    return closed and _said(closed)


def _refused() -> Response:
    return _said(NO_FILE)


def _said(refusal: FavaRefusal) -> Response:
    error = {"error": refusal.words(fava_language())}
    return make_response(jsonify(error), refusal.status)


def _paper(ledger: FavaLedger, name: str, reach: Reach) -> Response:
    """Return a document or statement that the books name."""
    arguments = request.args
    if name == "document":
        path = arguments.get("filename", "")
        known = "\0" not in path and is_document_or_import_file(path, ledger)
    else:
        # Where there is none, Fava says so.
        path = ledger.statement_path(
            arguments.get("entry_hash", ""), arguments.get("key", "")
        )
        known = True
    if not known or not reach.holds(path) or not os.path.isfile(path):  # noqa: PTH113
        abort(404)
    return sent(os.path.realpath(path))


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _sources(ledger: FavaLedger) -> Iterator[str]:
    """Yield the file that the editor shows or writes; always one of the ledger's."""
    name = str(request.args.get("filename") or _body().get("file_path") or "")
    yield name or ledger.fava_options.default_file or ledger.beancount_file_path


def _entry(ledger: FavaLedger) -> Iterator[str]:
    """Yield the file of the entry that is shown or changed.

    A key of the entry could say another; only the files of the ledger count.
    """
    for values in (request.args, _body()):
        if given := values.get("entry_hash"):
            yield from _file_of(ledger, str(given))


def _file_of(ledger: FavaLedger, entry_hash: str) -> Iterator[str]:
    try:
        file, _ = get_position(ledger.get_entry(entry_hash))
    except (AttributeError, ValueError):
        file = ""
    # Fava refuses entries that a plugin made by itself.
    if not file.startswith("<"):
        yield file if file in ledger.options["include"] else ""


def _import(ledger: FavaLedger) -> Iterator[str]:
    path = request.args.get("filename", "")
    yield path if is_document_or_import_file(path, ledger) else ""


def _imports(ledger: FavaLedger) -> Iterator[str]:
    for folder in ledger.fava_options.import_dirs:
        yield str(ledger.join_path(folder))


def _move(ledger: FavaLedger) -> Iterator[str]:
    body = _body()
    yield str(body["filename"])
    folder = ledger.options["documents"][0]
    name = str(body["new_name"])
    yield str(filepath_in_document_folder(folder, str(body["account"]), name, ledger))


def _delete(_ledger: FavaLedger) -> Iterator[str]:
    yield request.args["filename"]


def _upload(ledger: FavaLedger) -> Iterator[str]:
    form = request.form
    name = request.files["file"].filename or ""
    yield str(
        filepath_in_document_folder(form["folder"], form["account"], name, ledger)
    )
    if form.get("hash"):
        yield from _file_of(ledger, form["hash"])


def _upload_import(ledger: FavaLedger) -> Iterator[str]:
    folder = ledger.fava_options.import_dirs[0]
    name = (request.files["file"].filename or "").replace("/", " ").replace("\\", " ")
    yield str(ledger.join_path(folder, name))


def _added(ledger: FavaLedger) -> Iterator[str]:
    yield ledger.fava_options.default_file or ledger.beancount_file_path
    for option in ledger.fava_options.insert_entry:
        yield option.filename


def _nothing(_ledger: FavaLedger) -> Iterator[str]:
    yield from ()


_TOUCHED: dict[str, Callable[[FavaLedger], Iterator[str]]] = {
    "delete_document": _delete,
    "delete_source_slice": _entry,
    "get_extract": _import,
    "get_imports": _imports,
    "get_source": _sources,
    "get_source_slice": _entry,
    "put_add_document": _upload,
    "put_add_entries": _added,
    "put_attach_document": _entry,
    "put_format_source": _nothing,
    "put_move": _move,
    "put_source": _sources,
    "put_source_slice": _entry,
    "put_upload_import_file": _upload_import,
}
