"""What became of each closed period, for whoever verifies it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.bookkeeping.periods.anchors import held
from paraplu.bookkeeping.periods.comparing import (
    PeriodChange,
    SealComparison,
    comparable,
)
from paraplu.bookkeeping.periods.documents import digests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.bookkeeping.periods.anchors import Anchor
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import Seal, Seals
    from paraplu.register.model import Register


@dataclass(frozen=True)
class VerifiedPeriod:
    """A closed period, what changed in it, and what anchors its seal.

    `documents` are the paths of those that changed or are gone.
    """

    seal: Seal
    change: PeriodChange
    documents: tuple[str, ...]
    anchors: tuple[Anchor, ...]

    @property
    def unchanged(self) -> bool:
        """Tell whether all is as it was, and a seal of this version says so."""
        return comparable(self.seal) and not self.change and not self.documents


def verified(
    books: Books, register: Register, seals: Seals, anchors: Iterable[Anchor]
) -> list[VerifiedPeriod]:
    """Return every closed period with what became of it, by its first day."""
    found = SealComparison(books, register).changes(seals)
    changes = {change.seal.digest: change for change in found}
    now = digests(books, (name for seal in seals.in_force for name in seal.documents))
    by_seal = held(seals, anchors)
    return [
        VerifiedPeriod(
            seal,
            changes.get(seal.digest, PeriodChange(seal)),
            tuple(
                name for name, was in sorted(seal.documents.items()) if now[name] != was
            ),
            tuple(by_seal.get(seal.digest, ())),
        )
        for seal in seals.in_force
    ]
