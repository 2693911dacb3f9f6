"""The values in a paper: what stands in a cell, and what a figure is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, overload

from paraplu.base.language import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.base.findings import Source


class CellKind(StrEnum):
    """What a column, a fact or a chart holds.

    Money is in the currency of the paper. A percentage is in points: 30 is 30 %. Hours
    are whole minutes, so that no sum of them is rounded.
    """

    TEXT = "text"
    MONEY = "money"
    DAY = "day"
    NUMBER = "number"
    PERCENT = "percent"
    HOURS = "hours"

    @property
    def counts(self) -> bool:
        """Tell whether values of this kind are numbers."""
        return self not in (CellKind.TEXT, CellKind.DAY)


@dataclass(frozen=True)
class NotKnown:
    """A value that the books cannot give, and why: it stays open on paper.

    `instead` is what stands there of a value that is known and may not be shown.
    """

    reason: Message
    instead: Message | None = None


class Link(NamedTuple):
    """Words that lead to a file, by its path from the folder of the books.

    A page opens the file; on paper the words have to tell which one it is.
    """

    text: Message | str
    path: str


class FigurePart(NamedTuple):
    """One posting or transaction that a figure is made of.

    `amount` has the sign by which the parts add up to the figure; `what` is what it
    was, in words that whoever gets the paper may read.
    """

    source: Source
    date: dt.date
    what: Message | str
    amount: Decimal


T = TypeVar("T")


class PartsOf(Sequence[FigurePart], Generic[T]):
    """The parts of a figure, each made when somebody looks at it.

    Behind a figure of the whole books are tens of thousands, and a page shows some.
    What is `begun` goes before the others.
    """

    def __init__(
        self,
        every: Sequence[T],
        make: Callable[[T], FigurePart],
        begun: Sequence[FigurePart] = (),
    ) -> None:
        self._every, self._make, self._begun = every, make, begun

    def __len__(self) -> int:
        return len(self._begun) + len(self._every)

    @overload
    def __getitem__(self, at: int) -> FigurePart: ...

    @overload
    def __getitem__(self, at: slice) -> list[FigurePart]: ...

    def __getitem__(self, at: int | slice) -> FigurePart | list[FigurePart]:
        numbers = range(len(self))[at]
        if isinstance(numbers, range):
            return [self._part(n) for n in numbers]
        return self._part(numbers)

    def _part(self, number: int) -> FigurePart:
        before = len(self._begun)
        if number < before:
            return self._begun[number]
        return self._make(self._every[number - before])


def nothing() -> Sequence[FigurePart]:
    """Return no parts: of a figure that nobody can take apart."""
    return ()


@dataclass(frozen=True)
class Figure:
    """A number with what it is made of, which is looked up when somebody asks.

    The parts add up to the value, to the cent.
    """

    value: Decimal | int
    find: Callable[[], Sequence[FigurePart]] = field(default=nothing, compare=False)

    @property
    def parts(self) -> Sequence[FigurePart]:
        """What it is made of, in the order of the ledger."""
        return self.find()


Plain = Decimal | int | str | dt.date | Message | Link | NotKnown | None
# None is a cell that is empty on purpose, such as the sum of a column of days.
Cell = Plain | Figure


def plain(cell: Cell) -> Plain:
    """Return what stands in a cell, without what it is made of."""
    return cell.value if isinstance(cell, Figure) else cell


def parts_of(cell: Cell) -> Sequence[FigurePart]:
    """Return what a cell is made of; nothing where it does not say."""
    return cell.parts if isinstance(cell, Figure) else ()
