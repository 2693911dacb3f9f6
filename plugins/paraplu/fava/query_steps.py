"""The steps of a query, none of which makes a number or text that knows no end.

A query can hold another, that another, and each can double what the one within gives;
after forty of them one multiplication takes all memory, and no clock stops it. So no
step of beanquery hands on more than this, and patterns are those that give up in time.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from beanquery import query_compile as beanquery_compile
from beanquery import query_env as beanquery_env

from paraplu.fava.patience import QueryPatterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# These carry no types.
query_compile: Any = beanquery_compile
query_env: Any = beanquery_env
# Characters of a text, bits of a whole number, and digits of a Decimal before or behind
# its point. Python itself writes no number of more than 14,000 bits.
MOST_CHARACTERS = 100_000
MOST_BITS = 10_000
MOST_DIGITS = 1_000


class StepTooLarge(Exception):  # noqa: N818 - it says what is wrong, as it is
    """A step of a query gives something far too large."""


@contextmanager
def bounded_steps() -> Iterator[None]:
    """Have no step of a query give anything without end, and no pattern take long.

    beanquery looks its steps up by their classes, so that each class is changed, and
    put back as it was.
    """
    registered = (query_compile.FUNCTIONS, query_compile.OPERATORS)
    every = chain.from_iterable(lists.values() for lists in registered)
    known = {step for steps in every for step in steps}
    before = {step: vars(step).get("__call__") for step in known}
    for step in known:
        rounds = step.__name__ == "round"
        step.__call__ = _bounded(step.__call__, rounds=rounds)
    patterns = QueryPatterns()
    try:
        query_compile.re = query_env.re = patterns
        yield
    finally:
        query_compile.re = query_env.re = re
        for step, call in before.items():
            if call is None:
                del step.__call__
            else:
                step.__call__ = call


def _bounded(call: Callable[..., Any], *, rounds: bool) -> Callable[..., Any]:
    def step(self: Any, row: object) -> Any:  # noqa: ANN401 - whatever a query computes
        if rounds:
            # Python would work out ten to the power of this.
            for digits in self.operands[1:]:
                _must_be_small(digits(row), MOST_DIGITS)
        value = call(self, row)
        kind = type(value)
        if kind is int:
            if value.bit_length() > MOST_BITS:
                raise StepTooLarge
        elif kind is str:
            _must_be_small(len(value), MOST_CHARACTERS)
        elif kind is Decimal and value.is_finite():
            _must_be_small(value.adjusted(), MOST_DIGITS)
        return value

    return step


def _must_be_small(number: object, most: int) -> None:
    if isinstance(number, int) and abs(number) > most:
        raise StepTooLarge
