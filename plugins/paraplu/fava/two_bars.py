"""Where each euro of a member came from and went, as two bars of one length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.fava.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.reports.streams import SourcesAndUses, Stream


@dataclass(frozen=True)
class StreamPiece:
    """One piece of a bar: its place, its length, and what share of the whole it is."""

    stream: Stream
    start: str
    length: str
    share: Decimal


@dataclass(frozen=True)
class TwoBars:
    """What came in and where it went: both bars are as long as `total`."""

    sources: tuple[StreamPiece, ...]
    uses: tuple[StreamPiece, ...]
    total: Decimal


def two_bars(streams: SourcesAndUses) -> TwoBars | None:
    """Return the bars of a member; None where nothing came in."""
    if not streams.total:
        return None
    scale = Scale(ZERO, streams.total)
    return TwoBars(
        tuple(_pieces(streams.sources, scale)),
        tuple(_pieces(streams.uses, scale)),
        streams.total,
    )


def _pieces(streams: Iterable[Stream], scale: Scale) -> Iterable[StreamPiece]:
    start = ZERO
    for stream in streams:
        share = stream.amount / scale.high
        yield StreamPiece(stream, scale.at(start), scale.length(stream.amount), share)
        start += stream.amount
