"""Entries that Fava would add to a closed period: its form, and its page of imports.

What somebody writes in Fava's editor is a text; the check tells of it (PD01).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paraplu.fava.refusals import FavaRefusal
from paraplu.ledger.seals import ScopeKind, seals_of
from paraplu.ledger.seals.guard import refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fava.core import FavaLedger

_UNPROCESSABLE = 422


def closed_for(ledger: FavaLedger, body: Mapping[str, Any]) -> FavaRefusal | None:
    """Return why these entries cannot be added; None where their days are open.

    Only seals of all of the books count here: what touches VAT or a fund is for who
    knows the accounts, the check.
    """
    seals = None
    for day in _days(body):
        seals = seals or seals_of(Path(ledger.beancount_file_path).parent)
        for seal in seals.on(day):
            if seal.scope.kind is ScopeKind.ALL:
                return FavaRefusal(_UNPROCESSABLE, refused(seal, day))
    return None


def _days(body: Mapping[str, Any]) -> Iterator[dt.date]:
    """Yield the days of the entries; Fava says itself what it cannot read."""
    entries = body.get("entries")
    for entry in entries if isinstance(entries, list) else ():
        try:
            yield dt.date.fromisoformat(entry["date"])
        except (LookupError, TypeError, ValueError):
            continue
