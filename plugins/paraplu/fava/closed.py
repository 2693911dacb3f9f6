"""What Fava would write into a closed period: by its form, its imports, its editor.

What somebody saves in the editor is a text. It is held against the text that is there:
spaces, comments, order and open periods are free, and what would come into a closed
period, go from it or become another entry there is refused.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fava.core.file import get_entry_slice

from paraplu.bookkeeping.periods.sealed_lines import IN_SEALS
from paraplu.fava.refusals import FavaRefusal
from paraplu.ledger.parsing import parse_text
from paraplu.ledger.seals import ScopeKind, seals_of
from paraplu.ledger.seals.guard import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fava.core import FavaLedger

_UNPROCESSABLE = 422
_PLACES = frozenset({"filename", "lineno", "__tolerances__"})


def closed_for(ledger: FavaLedger, body: Mapping[str, Any]) -> FavaRefusal | None:
    """Return why these entries cannot be added; None where their days are open.

    Only seals of all of the books count here: what touches VAT or a fund is for who
    knows the accounts, the check.
    """
    return _refusal(ledger, _days(body))


def edited_for(
    ledger: FavaLedger, name: str, body: Mapping[str, Any], entry_hash: str
) -> FavaRefusal | None:
    """Return why a text cannot be saved so, or a document attached; None where it can.

    `name` is Fava's for what is asked, `entry_hash` the entry that it is about, if any.
    Raises what Fava does for an entry that is not there.
    """
    source = str(body.get("source", ""))
    match name:
        case "put_source":
            with suppress(OSError, UnicodeDecodeError):
                was = Path(str(body.get("file_path"))).read_text("utf-8")
                return _refusal(ledger, _days_between(was, source))
        case "put_source_slice" | "delete_source_slice":
            was, _ = get_entry_slice(ledger.get_entry(entry_hash))
            return _refusal(ledger, _days_between(was, source))
        case "put_attach_document" | "put_add_document" if entry_hash:
            return _refusal(ledger, [ledger.get_entry(entry_hash).date])
    return None


def _refusal(ledger: FavaLedger, days: Iterable[dt.date]) -> FavaRefusal | None:
    seals = None
    for day in days:
        seals = seals or seals_of(Path(ledger.beancount_file_path).parent)
        for seal in seals.on(day):
            if seal.scope.kind is ScopeKind.ALL:
                return FavaRefusal(_UNPROCESSABLE, refused(seal, day))
    return None


def _days_between(was: str, now: str) -> set[dt.date]:
    """Return the days of entries that only one of two texts has."""
    old, new = _entries(was), _entries(now)
    return {day for day, _ in (*(old - new), *(new - old))}


def _entries(text: str) -> Counter[tuple[dt.date, str]]:
    """Return the entries of a text by what they say, as seals have them."""
    entries, _errors, _options = parse_text(text)
    return Counter(
        (one.date, _said(one)) for one in entries if type(one).__name__ in IN_SEALS
    )


def _said(value: Any) -> str:  # noqa: ANN401 - whatever Beancount keeps
    """Return what an entry or a part of it says, without where it stands."""
    if isinstance(value, dict):
        own = sorted((k, _said(v)) for k, v in value.items() if k not in _PLACES)
        return str(own)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value.is_finite() else str(value)
    if isinstance(value, (set, frozenset)):
        return str(sorted(map(_said, value)))
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__}{[*map(_said, value)]}"
    return str(value)


def _days(body: Mapping[str, Any]) -> Iterator[dt.date]:
    """Yield the days of the entries; Fava says itself what it cannot read."""
    entries = body.get("entries")
    for entry in entries if isinstance(entries, list) else ():
        try:
            yield dt.date.fromisoformat(entry["date"])
        except (LookupError, TypeError, ValueError):
            continue
