"""Thirty lines that wait in the example, placed with few keys."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import statement, take
from tests.bookkeeping.waiting.conftest import Answer
from tests.support import copy_example

from nl_banks import StatementLine
from paraplu.bookkeeping.bank_import import open_ledger

IBAN = "NL74TRIO0391002214"
MOST_KEYS = 70

# A month of what an import leaves: day, amount, payee, account of the other side where
# the bank gives one, what is typed, and where it has to go.
MONTH = (
    # An invoice that its payer does not name, and somebody else pays.
    (2, "136.13", "S. de Boer", "", "1", "L06:Receivable"),
    (2, "114.45", "Leeslamp Holding", "", "1", "L03:Receivable"),
    (3, "68.13", "Penningmeester De Brug", "", "1", "L02:Receivable"),
    # Passers-by who pay a member, known by their account to nobody.
    (3, "8.50", "Particulier", "", "1", "L02:Sales"),
    (4, "45.00", "Particulier", "", "2", "L04:Sales"),
    (5, "90.00", "Particulier", "", "3", "L01:Sales"),
    (5, "17.00", "Particulier", "", "1", "L02:Sales"),
    (6, "60.00", "Particulier", "", "4", "L05:Sales"),
    (7, "30.00", "Particulier", "", "2", "L04:Sales"),
    # Suppliers of several members, from whom the bill tells whose it is.
    (9, "-42.35", "Telecom De Lijn", "", "2", "L07:Costs:Phone"),
    (9, "-36.30", "Telecom De Lijn", "", "1", "Coop:Internet"),
    (10, "-25.00", "Kringloop Wilgerdam", "", "1", "L04:Costs:Materials"),
    (10, "-18.00", "Kringloop Wilgerdam", "", "2", "L05:Costs:Materials"),
    (11, "-54.45", "Houthandel De Spint", "", "1", "L01:Stock"),
    (11, "-12.10", "Verpakkingen De Doos", "", "1", "L02:Costs:Packaging"),
    (12, "-24.20", "Verpakkingen De Doos", "", "1", "L02:Costs:Packaging"),
    (12, "-15.73", "Verfhandel De Kwast", "", "1", "L01:Costs:Materials"),
    (12, "-10.89", "Verfhandel De Kwast", "", "1", "L01:Costs:Materials"),
    # A supplier that changed its bank, five times: always so.
    (13, "-30.25", "Bouwmarkt De Klos", "NL10RABO0123400001", "1a", "L01:Costs:Mate"),
    (14, "-12.10", "Bouwmarkt De Klos", "NL10RABO0123400001", "", "L01:Costs:Mate"),
    (16, "-48.40", "Bouwmarkt De Klos", "NL10RABO0123400001", "", "L01:Costs:Mate"),
    (17, "-6.05", "Bouwmarkt De Klos", "NL10RABO0123400001", "", "L01:Costs:Mate"),
    (18, "-8.47", "Bouwmarkt De Klos", "NL10RABO0123400001", "", "L01:Costs:Mate"),
    # A new one, of which nobody knows anything yet, four times.
    (19, "-9.68", "Garen en Band", "NL20RABO0123400002", "L04 mat h a", "L04:Costs:M"),
    (20, "-12.10", "Garen en Band", "NL20RABO0123400002", "", "L04:Costs:M"),
    (21, "-14.52", "Garen en Band", "NL20RABO0123400002", "", "L04:Costs:M"),
    (22, "-4.84", "Garen en Band", "NL20RABO0123400002", "", "L04:Costs:M"),
    # And what comes once.
    (23, "-18.15", "Kopieerhoek", "", "prin", "Coop:Printing"),
    (24, "-11.00", "Postpunt", "", "post", "Coop:Postage"),
    (25, "-36.00", "Vergaderzaal Zuid", "", "meet", "Coop:Meetings"),
)


def lines() -> Iterator[StatementLine]:
    """Yield the month as a statement has it."""
    for n, (day, amount, payee, other, _, _) in enumerate(MONTH):
        date, key = dt.date(2026, 11, day), f"NOV-{n}"
        yield StatementLine(
            n, date, Decimal(amount), "EUR", payee, f"regel {n}", other, key
        )


def test_thirty_lines_take_at_most_seventy_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allocate: Answer
) -> None:
    main = copy_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    register = (tmp_path / "members.yaml").read_text("utf-8")
    take(tmp_path, statement("Triodos", IBAN, *lines()))
    assert len(MONTH) == 30
    typed = "".join(
        f"{answer}\n" + ("y\n" if answer.endswith("a") else "")
        for *_, answer, _ in MONTH
        if answer
    )
    assert len(typed) <= MOST_KEYS
    status, out, told = allocate(typed=typed)
    assert len(re.findall(r"\d+ (?:of|van) 30  ", told)) == 23  # the rules do seven
    assert out.splitlines()[0] in {"Nothing waits any more.", "Er wacht niets meer."}
    assert status == 1  # receipts of the purchases are still to come (EV01)
    booked = {
        str(one.meta["bank-ref"]): one
        for one in open_ledger(main, None, balanced=False).books.transactions
        if str(one.meta.get("bank-ref")).startswith("NOV-")
    }
    assert len(booked) == 30
    for n, (*_, place) in enumerate(MONTH):
        names = [account.name for account in booked[f"NOV-{n}"].accounts]
        assert any(f":{place}" in name for name in names), (n, names)
        assert booked[f"NOV-{n}"].flag == "*"
    new = (tmp_path / "members.yaml").read_text("utf-8")
    assert new.count("match:") == register.count("match:") + 2
