"""Has Beancount's parser read a ledger, and guards it against what would break it.

The parser is written in C, and two things that happen within it are lost on it:

- A sum that Python refuses, such as a division by zero, ends the whole process. Here
  Python refuses none while the parser works. It notes what it would have refused, and
  the line is told from a second reading.
- An interrupt (Ctrl-C) costs the entry that is being read, and the parser goes on as
  though it had not been there. Here it waits until the parser is done.

Nobody else can be guarded: `bean-check` and plain Fava parse before any plugin runs.
"""

from __future__ import annotations

import decimal
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from beancount import loader
from beancount.parser import grammar
from beancount.parser import parser as beancount_parser

from paraplu.base.interrupts import interrupts_held
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.source.files import LedgerUnreadable
from paraplu.ledger.source.numbers import MOST_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# These carry no types.
_loader: Any = loader
_parser: Any = beancount_parser
_Builder: Any = grammar.Builder

# By these Python refuses a sum, unless it is told not to.
_REFUSED = (decimal.DivisionByZero, decimal.InvalidOperation, decimal.Overflow)
# What Beancount says of a line that stops too early.
_ENDED = "unexpected EOL"

Parsed = tuple[list[Any], list[Any], dict[str, Any]]


@contextmanager
def files_read_by(read: Callable[[str], Parsed]) -> Iterator[None]:
    """Have Beancount ask this for each file of a ledger, in the place of its parser.

    It goes through the files, their includes and options as it always does.
    """

    def parse_file(name: str, **_how: object) -> Parsed:
        return read(name)

    own = _parser.parse_file
    _parser.parse_file = parse_file
    try:
        yield
    finally:
        _parser.parse_file = own


def parse(main: Path) -> Parsed:
    """Return the entries, errors and options of a ledger, not booked and not checked.

    Raises:
        LedgerUnreadable: an amount cannot be computed; it names the line.
        KeyboardInterrupt: there was an interrupt meanwhile.
    """
    with interrupts_held():
        with _no_refusals() as sums:
            parsed = _parsed(main)
            if not _refused(sums):
                return parsed
            for file in parsed[2]["include"]:
                _must_be_computed(file, sums)
        # It was no amount, but the value of an option: Beancount tells that itself.
        return _parsed(main)


def parse_text(text: str) -> Parsed:
    """Return the entries, errors and options of a text that is in no file.

    An amount in it that cannot be computed is one of the errors.
    """
    with interrupts_held(), _no_refusals() as sums:
        entries, errors, options = _parser.parse_string(text)
        if _refused(sums):
            errors = [*errors, ArithmeticError(text)]
        return entries, errors, options


def _parsed(main: Path) -> Parsed:
    parsed: Parsed = _loader._parse_recursive([(str(main), True)], None)  # noqa: SLF001 - loader.load_file would read the cache
    return parsed


@contextmanager
def _no_refusals() -> Iterator[decimal.Context]:
    """Have Python compute whatever it is asked, and note what it would have refused."""
    with decimal.localcontext() as sums:
        sums.Emax = MOST_DIGITS
        sums.clear_flags()
        for signalled in _REFUSED:
            sums.traps[signalled] = False
        yield sums


def _refused(sums: decimal.Context) -> bool:
    return any(sums.flags[signalled] for signalled in _REFUSED)


class _BuilderWatch:
    """Stands between the parser and its builder, and knows which line it is on.

    The parser computes an amount, and then hands it to the builder with its line.
    """

    def __init__(self, sums: decimal.Context) -> None:
        self.place: str | None = None
        self._sums = sums
        self._builder = _Builder()
        sums.clear_flags()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._builder, name)

        def call(file: str, line: int, *values: object) -> object:
            if self.place is None and _refused(self._sums):
                # The end of a line is noticed where the next one begins.
                ended = name == "build_grammar_error" and _ENDED in str(values[0])
                self.place = f"{file}:{line - ended}"
            try:
                return method(file, line, *values)
            finally:
                # What the builder computes by itself is no amount of the ledger.
                self._sums.clear_flags()

        return call


def _must_be_computed(file: str, sums: decimal.Context) -> None:
    """Raise LedgerUnreadable at the first amount of a file that cannot be computed."""
    watch = _BuilderWatch(sums)
    # So that each line, also the last one, has an end.
    with io.BytesIO(plain_bytes(file) + b"\n") as text:
        _parser._parser.Parser(watch).parse(text, filename=file, lineno=1)  # noqa: SLF001 - Beancount's own call has no place for another builder
    if watch.place:
        raise LedgerUnreadable(
            say(
                "{place}: an amount on this line cannot be computed: it is divided by "
                "zero, or far too large. Write the amount itself.",
                place=watch.place,
            )
        )
