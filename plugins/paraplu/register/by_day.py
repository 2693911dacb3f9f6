"""What counts from a day on: one as it stands, or a list of them by that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from paraplu.base.language import say
from paraplu.register.converter import Shaped, either
from paraplu.register.shape import items
from paraplu.register.yaml_lines import Items, Node

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.base.findings import Source
    from paraplu.register.faults import Place


class Begins(Protocol):
    """What counts from `start` on."""

    @property
    def start(self) -> dt.date:
        """The first day."""

    @property
    def source(self) -> Source:
        """Where it is in the register."""


D = TypeVar("D", bound=Begins)


def by_day(one: Shaped[D]) -> Shaped[tuple[D, ...]]:
    """Return the converter of one of these, or of a list in which no two begin alike.

    What it returns is in the order of days.
    """
    several = items(one)

    def read(node: Node, at: Place) -> tuple[D, ...] | None:
        if not isinstance(node, Items):
            single = one(node, at)
            return None if single is None else (single,)
        begun: dict[dt.date, D] = {}
        for each in several(node, at) or ():
            first = begun.setdefault(each.start, each)
            if first is not each:
                at.at(each.source.line).fault(
                    say(
                        "two of these begin on the same day; the other is on line "
                        "{line}.",
                        line=str(first.source.line),
                    ),
                    say("Give each its own `from:`, or make them one."),
                )
        return tuple(begun[day] for day in sorted(begun))

    return Shaped(
        read, lambda language: either(one.schema(language), several.schema(language))
    )
