"""Figures of a dossier: sums that know what they are made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.reports.papers.values import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.reports.papers.values import FigurePart


def figure(parts: Iterable[FigurePart]) -> Figure:
    """Return the sum of amounts, made of them."""
    kept = tuple(parts)
    return Figure(sum((part.amount for part in kept), ZERO), partial(tuple, kept))
