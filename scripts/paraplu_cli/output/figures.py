"""Figures of members as columns: which there are, and how each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu_cli.output.data import money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.ledger.figures import Figures

# In the order in which one follows from the other.
TITLES: dict[str, Message] = {
    "start_capital": say("start capital"),
    "turnover": say("turnover"),
    "costs": say("costs"),
    "net_turnover": say("net turnover"),
    "contribution": say("contribution"),
    "profit": say("profit"),
    "growth": say("growth"),
    "training": say("training"),
    "set_off": say("set-off"),
    "common_fund": say("to the common fund"),
    "carried": say("brought forward"),
}
# Nil for most members; shown where they are not, or the sum would not add up.
_RARE = frozenset({"start_capital", "set_off", "common_fund", "carried"})


def amounts(figures: Figures) -> dict[str, Decimal]:
    """Return all figures by name."""
    return {name: getattr(figures, name) for name in TITLES}


def amounts_data(figures: Figures) -> dict[str, Any]:
    """Return all figures as programs read them."""
    return {name: money(amount) for name, amount in amounts(figures).items()}


def told(every: Iterable[Figures], *, without: Iterable[str] = ()) -> list[str]:
    """Return the names of the figures worth a column."""
    rows = [amounts(figures) for figures in every]
    return [
        name
        for name in TITLES
        if name not in without
        and (name not in _RARE or any(row[name] != ZERO for row in rows))
    ]
