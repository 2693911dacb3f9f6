"""The cover as one bar: whose what is there is, and what is free of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.fava.scale import Scale

if TYPE_CHECKING:
    from paraplu.reports.gauge import Gauge


@dataclass(frozen=True)
class GaugePiece:
    """One coloured piece of a bar."""

    key: str
    name: Message
    amount: Decimal
    start: str
    length: str


@dataclass(frozen=True)
class CoverBar:
    """One bar: whose what is there is, and what is free of it.

    `there` is where what is there ends, before the end of the bar where some is
    missing; `money` is where the money among it ends, None where all of it is money.
    """

    parts: tuple[GaugePiece, ...]
    there: str
    money: str | None


def cover_bar(gauge: Gauge) -> CoverBar:
    """Return the bar of a cover; parts of nil or less are left out."""
    scale = Scale(ZERO, max(gauge.earmarked, gauge.there, Decimal(1)))
    parts = parts_of(
        scale,
        ("members", say("members"), gauge.members),
        ("funds", say("funds"), gauge.funds),
        ("vat", say("VAT"), gauge.vat),
        ("municipality", say("municipality"), gauge.municipality),
        ("free", say("free"), gauge.free),
    )
    whole = gauge.in_money >= gauge.there
    money = None if whole else scale.at(gauge.in_money)
    return CoverBar(parts, scale.at(gauge.there), money)


def parts_of(
    scale: Scale, *amounts: tuple[str, Message, Decimal]
) -> tuple[GaugePiece, ...]:
    """Return the parts of one bar; an amount of nil or less is left out."""
    parts = []
    start = ZERO
    for key, name, amount in amounts:
        if amount > 0:
            length = scale.length(amount)
            parts.append(GaugePiece(key, name, amount, scale.at(start), length))
            start += amount
    return tuple(parts)
