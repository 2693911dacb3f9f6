"""The one door by which a page writes: books unchanged, alone, whole or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.errors import Problem
from paraplu.base.language import say
from paraplu.fava.bounds import uncounted
from paraplu.fava.doing.beside import beside
from paraplu.fava.doing.books import books_of
from paraplu.fava.doing.refused import changed
from paraplu.fava.doing.revision import revision_of
from paraplu.fava.doing.step import Bench, WorkQuestion, WorkStep
from paraplu.fava.doing.writing import put, taken_back
from paraplu.fava.load import load_of
from paraplu.journal import CannotBook, alone
from paraplu.opening import request_of
from paraplu.register import RegisterUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from fava.core import FavaLedger

    from paraplu.base.language import Message
    from paraplu.fava.doing.actions import Action
    from paraplu.fava.doing.writing import StepWritten
    from paraplu.fava.gate import Gate
    from paraplu.fava.load import Load


def by_the_computer() -> dt.datetime:
    """Return the time, by the computer, with its time zone."""
    return dt.datetime.now().astimezone()


def bench_on(ledger: FavaLedger, load: Load, now: dt.datetime) -> Bench:
    """Return books to work on; CannotBook where none can be written."""
    books = books_of(ledger, load)
    there = beside(books.books.main, books.books.root)
    return Bench(ledger, load, books, now, there)


class SentFile(NamedTuple):
    """A file that was sent with an action, and what it was called."""

    data: bytes
    name: str


class Passed(NamedTuple):
    """What was written, and what it came to."""

    step: WorkStep
    written: StepWritten


class Door:
    """Lets actions on the books through, one at a time, and knows the last of them."""

    def __init__(self, gate: Gate, now: Callable[[], dt.datetime]) -> None:
        self._gate = gate
        self.now = now
        # The step that can be taken back, and the revision that it left.
        self._last: tuple[Passed, str] | None = None

    def seen(self, ledger: FavaLedger, beside_it: str) -> str:
        """Return by what it is known that the books are still those that are shown.

        That is their revision, and what lies beside them.
        """
        revision = self._gate.revision(ledger.options)
        return f"{revision}.{beside_it}" if revision else ""

    def bench(self, ledger: FavaLedger) -> Bench:
        """Return the books that are shown, to work on; CannotBook where none can."""
        return bench_on(ledger, load_of(ledger), self.now())

    def last(self, ledger: FavaLedger) -> WorkStep | None:
        """Return the step that can be taken back, if the books are as it left them."""
        last = self._last
        known = last is not None and last[1] == self._gate.revision(ledger.options)
        return last[0].step if last and known else None

    def act(
        self, action: Action, ledger: FavaLedger, seen: str, file: SentFile | None
    ) -> Passed | WorkQuestion:
        """Write what an action comes to, or return what it asks first.

        Problem, with nothing written, where it cannot be, or where the books are
        others than `seen`. OSError where the disk won't.
        """
        with uncounted(), alone(_folder(ledger)):
            self._must_be(seen, ledger)
            bench = self.bench(ledger)
            if file:
                bench = bench._replace(file=file.data, name=file.name)
            step = action.perform(bench)
            if isinstance(step, WorkQuestion):
                return step
            passed = Passed(step, put(step, _folder(ledger)))
            self._read_again(ledger, passed)
            revision = self._gate.revision(ledger.options)
            self._last = None if step.done else (passed, revision)
        return passed

    def undo(self, ledger: FavaLedger, seen: str) -> Passed:
        """Take back what the last action wrote, to the letter; Problem as of `act`."""
        with uncounted(), alone(_folder(ledger)):
            if self._last is None:
                raise CannotBook(say("There is nothing to undo."))
            passed, left = self._last
            self._must_be(seen, ledger)
            if left != self._gate.revision(ledger.options):
                raise changed()
            said = say("Undone: {what}", what=passed.step.said)
            step = WorkStep(said, go=passed.step.back)
            back = Passed(step, taken_back(passed.written, _folder(ledger)))
            self._last = None
            self._read_again(ledger, back)
        return back

    def _must_be(self, seen: str, ledger: FavaLedger) -> None:
        """Raise Problem where the books are not those that somebody saw.

        Fava notices what others write only after a second or two, so that it may be
        this that tells it.
        """
        now = revision_of(request_of(Path(ledger.beancount_file_path)))
        if now != self._gate.revision(ledger.options):
            ledger.load_file()
        known = now == self._gate.revision(ledger.options)
        if not (seen and known and seen == self.seen(ledger, _beside(ledger))):
            raise changed(self._broken(ledger))

    def _broken(self, ledger: FavaLedger) -> Message | None:
        """Return what is wrong with books as they are now, and where; None if nothing.

        They may be such that only those of before are shown.
        """
        if self._gate.trouble:
            return self._gate.trouble
        try:
            self.bench(ledger)
        except Problem as fault:
            return fault.message
        return None

    def _read_again(self, ledger: FavaLedger, passed: Passed) -> None:
        """Have Fava load what was written, which it would notice only later."""
        for file in passed.written.files:
            ledger.watcher.notify(file)
        ledger.changed()


def _beside(ledger: FavaLedger) -> str:
    main = Path(ledger.beancount_file_path)
    try:
        root = load_of(ledger).judgement.books.root
    except RegisterUnreadable:
        root = main.parent
    return beside(main, root)


def _folder(ledger: FavaLedger) -> Path:
    return Path(ledger.beancount_file_path).parent
