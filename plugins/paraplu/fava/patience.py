"""Regular expressions that give up in time, where Fava and beanquery compile theirs.

What a reader types as a filter or in a query, or what the books say as an option, may
be a pattern that takes hours on a long word; and while Python's own library works on
it, nothing else of the program does. The `regex` library, which Beancount brings, reads
the same patterns and can be told how long to try. This stands in for the module `re`.
"""

from __future__ import annotations

import importlib
import re
import time
from typing import TYPE_CHECKING, Any

from fava.core.filters import FilterError
from fava.helpers import FavaAPIError

from paraplu.base.language import say
from paraplu.fava import bounds
from paraplu.fava.request import fava_language

if TYPE_CHECKING:
    from collections.abc import Callable

error = re.error
IGNORECASE = re.IGNORECASE
# Seconds for all patterns of one request, on all of the books.
LONGEST = 3.0
# Seconds in which nothing but the pattern is worked on.
_ALONE = 0.05
# Characters of a text that another replaces parts of.
MOST_REPLACED = 1_000_000

# It has no types, and none are published for it here.
_regex: Any = importlib.import_module("regex")


class TakesTooLong(Exception):  # noqa: N818 - it says what is wrong, as it is
    """A pattern that is not found in time."""


class Patient:
    """A pattern that is searched for, until the time of the request is over."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Compile a pattern; `re.error` where it is none."""
        # Whatever Python's own library refuses, Fava takes for plain text.
        re.compile(pattern, flags)
        ignoring = _regex.IGNORECASE if flags & re.IGNORECASE else 0
        try:
            self._pattern = _regex.compile(pattern, ignoring)
        except _regex.error as fault:
            raise re.error(str(fault)) from fault
        self._left = LONGEST

    def search(self, text: str) -> Any:  # noqa: ANN401 - a match of a library without types
        """Return the first place of the pattern in a text, None where there is none.

        Raises:
            TakesTooLong: it takes too long; so do the methods below.
        """
        return self._in_time(self._pattern.search, text)

    def match(self, text: str) -> Any:  # noqa: ANN401
        """Return the pattern at the start of a text, None where it is not there."""
        return self._in_time(self._pattern.match, text)

    def fullmatch(self, text: str) -> Any:  # noqa: ANN401
        """Return the pattern as the whole of a text, None where it is not."""
        return self._in_time(self._pattern.fullmatch, text)

    def sub(self, by: str, text: str) -> str:
        """Return a text in which the pattern is replaced, wherever it is.

        Raises:
            FavaAPIError: it would become far too long.
        """
        left = 2 * MOST_REPLACED

        def replaced(match: Any) -> str:  # noqa: ANN401
            nonlocal left
            # Each sign of `by` could stand for all that was found.
            if len(by) * max(1, len(match[0])) > MOST_REPLACED:
                raise _too_much()
            part: str = match.expand(by)
            left -= len(part)
            if left < 0:
                raise _too_much()
            return part

        found: str = self._in_time(self._pattern.sub, replaced, text)
        return found

    def _in_time(self, step: Callable[..., Any], *values: object) -> Any:  # noqa: ANN401
        task = bounds.current()
        left = LONGEST - task.searched if task else self._left
        begun = time.monotonic()
        try:
            try:
                return step(*values, timeout=max(min(left, _ALONE), 0.001))
            except TimeoutError:
                # While it goes on, others get their turn; that costs too much for
                # what is found at once.
                return step(*values, timeout=max(left, 0.001), concurrent=True)
        except TimeoutError as fault:
            raise TakesTooLong from fault
        finally:
            spent = time.monotonic() - begun
            if task:
                task.searched += spent
            else:
                self._left -= spent


class FilterPattern(Patient):
    """A pattern of one of Fava's filters."""

    def search(self, text: str) -> Any:  # noqa: ANN401
        """Return the first place of the pattern; FilterError if it takes too long."""
        try:
            return super().search(text)
        except TakesTooLong as fault:
            said = say("This filter takes too long. Try a simpler one.")
            raise FilterError("account", fava_language().render(said)) from fault


class QueryPatterns:
    """Stands in for the module `re` in beanquery."""

    error = re.error
    IGNORECASE = re.IGNORECASE

    def __init__(self) -> None:
        """Keep no pattern yet; each is compiled once, as Python's own library does."""
        self._kept: dict[tuple[str, int], Patient] = {}

    def search(self, pattern: str, text: str, flags: int = 0) -> Any:  # noqa: ANN401
        """Return the first place of a pattern."""
        return self._of(pattern, flags).search(text)

    def match(self, pattern: str, text: str, flags: int = 0) -> Any:  # noqa: ANN401
        """Return a pattern at the start of a text."""
        return self._of(pattern, flags).match(text)

    def fullmatch(self, pattern: str, text: str, flags: int = 0) -> Any:  # noqa: ANN401
        """Return a pattern as the whole of a text."""
        return self._of(pattern, flags).fullmatch(text)

    def sub(self, pattern: str, by: str, text: str) -> str:
        """Return a text in which a pattern is replaced."""
        return self._of(pattern, 0).sub(by, text)

    def _of(self, pattern: str, flags: int) -> Patient:
        key = pattern, int(flags)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = Patient(pattern, flags)
        if bounds.current() is None:
            found._left = LONGEST  # noqa: SLF001 - each use has its time where nobody counts
        return found


_KEPT = 256


def compile(pattern: str, flags: int = 0) -> FilterPattern:  # noqa: A001 - as `re` calls it
    """Return a pattern as Fava's filters use it."""
    return FilterPattern(pattern, flags)


def has_component(account: str, component: str) -> bool:
    """Tell whether an account has these parts; Beancount takes them for a pattern."""
    return f":{component}:" in f":{account}:"


def _too_much() -> FavaAPIError:
    said = say("What is put in by subst() makes the text far too long.")
    return FavaAPIError(fava_language().render(said))
