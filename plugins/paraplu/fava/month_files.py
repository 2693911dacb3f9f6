"""Entries that Fava adds, by its form and its page of imports: in the month's file.

Fava puts what no option says otherwise at the end of the main file. Here it goes where
the commands put it, and an option `insert-entry` of the books goes before that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fava.beans.account import get_entry_accounts
from fava.context import g

from paraplu.base.kinds import MONEY
from paraplu.base.language import Language
from paraplu.fava.load import load_of
from paraplu.journal import CannotBook
from paraplu.journal.atomic_file import new_file
from paraplu.journal.insertion import month_text
from paraplu.journal.placement import Placement

if TYPE_CHECKING:
    from collections.abc import Callable

    from fava.core import FavaLedger


def in_month_files(find: Callable[..., Any]) -> Callable[..., Any]:
    """Return Fava's search for the place of an entry, with the month's file at last."""

    def found(entry: Any, options: Any, default: str) -> Any:  # noqa: ANN401 - as Fava has them
        place = find(entry, options, default)
        ledger: FavaLedger | None = getattr(g, "ledger", None)
        if place != (default, None) or ledger is None:
            return place
        return month_file(ledger, entry) or default, None

    return found


def month_file(ledger: FavaLedger, entry: Any) -> str | None:  # noqa: ANN401 - Beancount's
    """Return the file of the month of an entry, made where the books would read it.

    None where the books have no such file, or cannot be judged.
    """
    known = load_of(ledger).known
    if known is None or not known.register.usable:
        return None
    books = known.books
    accounts = [books.chart.account(name) for name in get_entry_accounts(entry)]
    money = [one for one in accounts if one.kind in MONEY]
    account = (money or accounts)[0].name if accounts else ""
    if not account:
        return None
    placement = Placement(books)
    try:
        file = placement.file(account, entry.date)
        placement.must_be_of_books(file)
        if not placement.is_taken_in(file):
            return None
    except CannotBook:
        return None
    if not file.exists():
        weeks = placement.has_weeks(file)
        text = month_text(Language(known.register.language).code) if weeks else ""
        file.parent.mkdir(parents=True, exist_ok=True)
        new_file(file, placement.head() + text)
    return str(Path(file))
