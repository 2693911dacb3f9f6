"""The flow picture: bands from what came in to where it went, as wide as the amount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.fava.scale import HUNDRED, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.reports.streams import SourcesAndUses, Stream

# Room for the words beside a band, however thin it is; all in percent of the height.
_ROOM = Decimal(7)
_HALF = Decimal(50)
# Where the bands meet, from the left.
_MEET, _PART = 40, 60


@dataclass(frozen=True)
class Band:
    """One band: its path in a square of 100 by 100, and the place of its words."""

    stream: Stream
    path: str
    middle: str
    share: Decimal


@dataclass(frozen=True)
class Flow:
    """The picture; `trunk` is where all bands are together."""

    sources: tuple[Band, ...]
    uses: tuple[Band, ...]
    trunk: str
    rows: int


def flow_of(streams: SourcesAndUses) -> Flow | None:
    """Return the flow of a member; None where nothing came in."""
    if not streams.total:
        return None
    rows = max(len(streams.sources), len(streams.uses))
    thick = HUNDRED - rows * _ROOM
    top = _HALF - thick / 2
    return Flow(
        tuple(_bands(streams.sources, streams.total, thick, 0, _MEET)),
        tuple(_bands(streams.uses, streams.total, thick, 100, _PART)),
        f"M{_MEET} {_n(top)}H{_PART}V{_n(top + thick)}H{_MEET}Z",
        rows,
    )


def _bands(
    streams: Sequence[Stream], total: Decimal, thick: Decimal, outer: int, inner: int
) -> Iterator[Band]:
    """Yield the bands of one side, from its outer end to where they are together."""
    room = (HUNDRED - thick) / len(streams)
    at_outer, at_inner = Decimal(0), _HALF - thick / 2
    bend = (outer + inner) // 2
    for stream in streams:
        share = stream.amount / total
        wide = share * thick
        top = at_outer + room / 2
        path = (
            f"M{outer} {_n(top)}"
            f"C{bend} {_n(top)} {bend} {_n(at_inner)} {inner} {_n(at_inner)}"
            f"V{_n(at_inner + wide)}"
            f"C{bend} {_n(at_inner + wide)} {bend} {_n(top + wide)}"
            f" {outer} {_n(top + wide)}Z"
        )
        yield Band(stream, path, percent((top + wide / 2) / HUNDRED), share)
        at_outer += room + wide
        at_inner += wide


def _n(value: Decimal) -> str:
    return f"{value:.2f}"
