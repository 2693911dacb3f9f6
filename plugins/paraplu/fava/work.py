"""The page on which the day's work is done, and the one address that writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fava.ext import extension_endpoint
from flask import Response, current_app, jsonify, make_response, request

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.base.system import reason_of
from paraplu.fava.doing.actions import Undo
from paraplu.fava.doing.answering import errors_of, told
from paraplu.fava.doing.asking import asked
from paraplu.fava.doing.door import bench_on, by_the_computer
from paraplu.fava.doing.invoice_desk import invoice_books, invoice_pdf
from paraplu.fava.doing.jobs import FIRST, JOBS
from paraplu.fava.doing.paying import bank_file
from paraplu.fava.doing.receipts_job import inbox_file
from paraplu.fava.doing.refused import FORBIDDEN, HOW, NotDone
from paraplu.fava.links import PageLinks
from paraplu.fava.load import load_of
from paraplu.fava.page import Page, PageView
from paraplu.fava.papers import sent
from paraplu.fava.request import PageRequest, fava_language
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.fava.doing.door import Door
    from paraplu.fava.doing.step import Bench
    from paraplu.fava.load import Load

DOOR = "PARAPLU_DOOR"
_UNPROCESSABLE, _FAULT = 422, 500


def _posted(method: Callable[[ParapluWork], Response]) -> Callable[..., Response]:
    """Have a method answer what is posted to an address of its name.

    Fava's decorator has no types that fit.
    """
    mark: Any = extension_endpoint
    posted: Callable[..., Response] = mark(None, ["POST"])(method)
    return posted


class ParapluWork(Page):
    """The jobs that somebody does day by day, each with what waits for it."""

    title = say("Work")
    arguments = ("do", "line", "file", "start", "bill", "invoice", "which")
    # What other pages may send somebody here for.
    jobs = frozenset(JOBS)
    has_js_module = True

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return a job: the one that is asked for, or the first with anything to do."""
        door = _door()
        try:
            bench = self._bench(load)
        except CannotBook as fault:
            return PageView("_work_closed.html", {"why": fault.message})
        counts = {name: job.count(bench) for name, job in JOBS.items()}
        name = asked.argument("do")
        if name not in JOBS:
            name = next((one for one, many in counts.items() if many), FIRST)
        job = JOBS[name]
        values = {
            "jobs": JOBS,
            "job": name,
            "counts": counts,
            "currency": bench.books.books.currency,
            "seen": door.seen(self.ledger, bench.beside) if door else "",
            "how": None if door else HOW,
            "undo": door.last(self.ledger) if door else None,
            "address": PageLinks(self.ledger).work("act"),
            "papers": PageLinks(self.ledger).work("paper"),
        }
        return PageView(job.template, {**values, **job.values(bench, asked)})

    @_posted
    def act(self) -> Response:
        """Do what a page asks for, and say what was written, or why nothing was."""
        language = fava_language()
        try:
            return make_response(jsonify(self._acted()))
        except Problem as fault:
            status = fault.status if isinstance(fault, NotDone) else _UNPROCESSABLE
            said = language.render(fault.message)
        except OSError as fault:
            status = _FAULT
            why = say("A file cannot be read or written: {why}.", why=reason_of(fault))
            said = language.render(why)
        return make_response(jsonify({"error": said}), status)

    @extension_endpoint
    def paper(self) -> Response:
        """Return a file of the inbox, or one for the bank; 404 where there is none.

        That for the bank holds account numbers of people, and is only given where the
        books may be changed: by who made it.
        """
        main = Path(self.ledger.beancount_file_path)
        if name := request.args.get("bank", ""):
            root = load_of(self.ledger).judgement.books.root
            file = bank_file(root, name) if _door() else None
            return _saved(file) if file else Response(status=404)
        if number := request.args.get("invoice", ""):
            return self._invoice(number)
        found = inbox_file(main, request.args.get("inbox", ""))
        return found or Response(status=404)

    def _invoice(self, number: str) -> Response:
        try:
            pdf = invoice_pdf(
                invoice_books(self._bench(load_of(self.ledger))), number, private=False
            )
        except Problem:
            pdf = None
        return sent(str(pdf)) if pdf else Response(status=404)

    def _bench(self, load: Load) -> Bench:
        """Return the books that are shown; CannotBook where none can be written."""
        door = _door()
        now = door.now() if door else by_the_computer()
        return bench_on(self.ledger, load, now)

    def _acted(self) -> dict[str, Any]:
        door = _door()
        if door is None:
            raise NotDone(HOW, FORBIDDEN)
        wanted = asked()
        before = errors_of(self.ledger)
        if isinstance(wanted.action, Undo):
            found: Any = door.undo(self.ledger, wanted.seen)
        else:
            found = door.act(wanted.action, self.ledger, wanted.seen, wanted.file)
        return told(found, PageLinks(self.ledger), fava_language(), before)


def _saved(file: Path) -> Response:
    """Return a file for the browser to save."""
    response = Response(file.read_bytes(), mimetype="application/xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _door() -> Door | None:
    """Return the door for changes; None where nothing may be changed."""
    door: Door | None = current_app.config.get(DOOR)
    return door
