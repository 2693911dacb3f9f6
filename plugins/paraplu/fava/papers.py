"""Receipts and decisions, as files that the reader's browser can show.

Fava only gives documents that a directive names; receipts are named by metadata, and
decisions by the register. Nothing else is given, and nothing that could run: what is
not a picture or a PDF is offered to be saved.
"""

from __future__ import annotations

import mimetypes
import os
from typing import TYPE_CHECKING

from fava.beans.funcs import hash_entry
from flask import Response, request, send_file

from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.receipt_files import Receipt, Shelf

if TYPE_CHECKING:
    from paraplu.fava.load import Load
    from paraplu.rules.verdict import Judgement

_PDF = "application/pdf"
_SHOWN = frozenset({_PDF, "image/jpeg", "image/png", "image/webp"})
_UNKNOWN = "application/octet-stream"
# Fava shows pictures and PDFs within its own page of documents. Chromium shows no PDF
# in a sandbox, but runs nothing of one either.
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_LOCKED = f"sandbox; {_ALONE}"


def paper_of(load: Load) -> Response | None:
    """Return the file that the request names, None where the books name no such."""
    judgement = load.judgement
    try:
        number = int(request.args.get("nr", ""))
        papers = (
            _decisions(judgement, request.args["member"])
            if "member" in request.args
            else _receipts(judgement, int(request.args.get("entry", "")))
        )
        paper = papers[number] if number >= 0 else None
    except (ValueError, LookupError):
        return None
    path = (
        Shelf(judgement.books.root, judgement.books.main).lying(paper)
        if paper
        else None
    )
    if path is None or path == _private(judgement):
        return None
    return sent(path)


def sent(path: str) -> Response:
    """Return a file for a browser, which shows what is a picture or a PDF.

    Anything else it saves, and could not run: neither as a page nor as a script of one.
    """
    kind = mimetypes.guess_type(path)[0]
    shown = kind in _SHOWN
    response = send_file(path, kind if shown else _UNKNOWN, as_attachment=not shown)
    response.headers["Content-Security-Policy"] = _ALONE if kind == _PDF else _LOCKED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _receipts(judgement: Judgement, number: int) -> list[Receipt]:
    """Return the receipts of a transaction; none if the books changed meanwhile."""
    transaction = judgement.books.transactions[number]
    known = hash_entry(transaction.written)  # type: ignore[arg-type]
    if number < 0 or known != request.args.get("hash"):
        return []
    return receipts_of(judgement.books, transaction)


def _private(judgement: Judgement) -> str | None:
    """Return the private register, which no ledger has a business to show."""
    file = judgement.register.private_file
    return os.path.realpath(file) if file else None


def _decisions(judgement: Judgement, code: str) -> list[Receipt]:
    place = {"filename": judgement.register.file}
    return [
        Receipt(permission.document, place)
        for permission in judgement.register.members[code].permissions
    ]
