"""The gauge of the cover: what is earmarked and what is there, as two bars."""

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
class Bars:
    """Both bars, on one scale."""

    earmarked: tuple[GaugePiece, ...]
    there: tuple[GaugePiece, ...]


def bars_of(gauge: Gauge) -> Bars:
    """Return the bars of a gauge; parts of nil or less are left out."""
    scale = Scale(ZERO, max(gauge.earmarked, gauge.there, Decimal(1)))
    # What is owed beyond the money that there is takes from what is still to come.
    to_come = gauge.to_come + min(gauge.in_money, ZERO)
    return Bars(
        parts_of(
            scale,
            ("members", say("thermometers of members"), gauge.members),
            ("funds", say("funds not yet spent"), gauge.funds),
            ("vat", say("VAT owed"), gauge.vat),
            ("municipality", say("owed to the municipality"), gauge.municipality),
        ),
        parts_of(
            scale,
            ("money", say("in money, minus debts"), gauge.in_money),
            ("to-come", say("still to be collected or sold"), to_come),
        ),
    )


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
