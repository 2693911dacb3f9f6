"""`paraplu allocate`: lines that belong to what is booked: taken back, or the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import text_of
from tests.bookkeeping.periods.small import close
from tests.bookkeeping.waiting.conftest import Answer
from tests.bookkeeping.waiting.test_allocate import entry, line, wait

SHOP = "NL03INGB0000000003"
BY_HAND = """
2025-02-02 * "Huur van de kraam"
  note: "met de bus"
  Expenses:Coop:Rent    40.00 EUR
  Assets:Bank:Ing      -40.00 EUR
"""

DOUBLED = """\
2025-02-01 ! "Iemand" "kraam"
  bank-ref: "K1"
  allocated: "it may be booked already, without bank-ref: 2025-01-31"
  Assets:Clearing:Unallocated                                40.00 EUR
  Assets:Bank:Ing                                           -40.00 EUR
"""


def book(folder: Path, text: str, month: str = "2025-01") -> None:
    """Have somebody type an entry."""
    file = folder / "ledger" / "2025" / f"{month}-ing.beancount"
    with file.open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_what_takes_back_a_line_goes_where_that_went(
    books: Path, allocate: Answer
) -> None:
    wait(books, line(3, "-12.10", "Winkel", "af"), line(4, "12.10", "Winkel", "terug"))
    _, _, told = allocate(typed="L02 costs h\n1\n")
    assert "it takes back the line of 2025-02-03" in told
    head, *_, bank, costs, vat = entry(books, '"terug"').splitlines()
    assert head == '2025-02-04 * "Winkel" "terug" ^reversal-K3Winkel1210'
    assert bank.split() == ["Assets:Bank:Ing", "12.10", "EUR"]
    assert costs.split() == ["Expenses:Members:L02:Costs", "-10.00", "EUR"]
    assert vat.split()[1:] == ["-2.10", "EUR"]
    # Both have the link, also the one that was placed just before.
    assert entry(books, '"af"').splitlines()[0] == (
        '2025-02-03 * "Winkel" "af" ^reversal-K3Winkel1210'
    )


def test_also_what_was_placed_in_another_session(books: Path, allocate: Answer) -> None:
    wait(
        books,
        line(3, "-12.10", "Winkel", "af", SHOP),
        line(4, "-12.10", "Ander", "van een ander"),
    )
    allocate(typed="L02 costs h\nrent\n")
    wait(books, line(9, "12.10", "Winkel BV", "terug", SHOP))
    _, _, told = allocate(typed="1\n")
    assert "it takes back the line of 2025-02-03" in told
    assert "2025-02-04" not in told
    assert entry(books, '"terug"').splitlines()[0] == (
        '2025-02-09 * "Winkel BV" "terug" ^reversal-K3Winkel1210'
    )
    assert "^reversal-K3Winkel1210\n" in entry(books, '"af"')
    # Once is enough: the next one takes back nothing that is there.
    wait(books, line(10, "12.10", "Winkel BV", "nog eens", SHOP))
    _, told, _ = allocate("--dry-run")
    assert "nog eens" in told
    assert "it takes back" not in told


def test_a_reversal_of_a_debit_is_placed_again(books: Path, allocate: Answer) -> None:
    debit = line(3, "-12.10", "Winkel", "af")._replace(
        mandate="M1", payment_reference="E1"
    )
    back = line(9, "12.10", "Bank", "terug")._replace(
        mandate="M1", payment_reference="E1"
    )
    wait(books, debit, back)
    assert allocate("--again")[1] == "0 lines placed\n2 lines still wait.\n"
    allocate(typed="L02 costs h\nq\n")
    # It has the mandate and the number of what it takes back: nobody has to say so.
    assert "1 line placed\nNothing waits any more.\n" in allocate("--again")[1]
    assert "Expenses:Members:L02:Costs" in entry(books, '"terug"')


def test_a_line_that_is_booked_already_gives_it_its_key(
    books: Path, allocate: Answer
) -> None:
    book(books, BY_HAND)
    before = text_of(books)
    # The rule would place it, if it were no twin of what somebody typed.
    wait(books, line(3, "-40.00", "Bank", "bankkosten"), line(4, "5.00", "Iemand"))
    assert allocate("--again")[1] == "0 lines placed\n2 lines still wait.\n"
    _, _, told = allocate(typed="1a\n1\nq\n")
    said = " ".join(told.split())
    assert "it is booked already, on 2025-02-02: Huur van de kraam." in said
    assert "What is booked already cannot become a rule." in said
    assert entry(books, "Huur van de kraam") == BY_HAND.lstrip("\n").replace(
        "  note", '  bank-ref: "K3Bank-40.00"\n  note'
    )
    assert "bankkosten" not in text_of(books)
    assert "\n\n\n" not in text_of(books).replace(before, "")
    # The bank tells it again, and the books know it.
    wait(books, line(3, "-40.00", "Bank", "bankkosten"))
    assert "bankkosten" not in text_of(books)


def test_it_is_of_the_one_account_that_it_was_on(books: Path, allocate: Answer) -> None:
    book(
        books,
        """
2025-02-02 * "Naar de kas"
  Assets:Clearing:SumUp  40.00 EUR
  Assets:Bank:Ing       -40.00 EUR
""",
    )
    wait(books, line(3, "-40.00", "Bank", "opname"))
    allocate(typed="1\n")
    assert entry(books, "Naar de kas").splitlines()[-2:] == [
        "  Assets:Bank:Ing       -40.00 EUR",
        '    bank-ref: "K3Bank-40.00"',
    ]


@pytest.mark.parametrize("month", ["2025-01", "2025-02"])
def test_a_closed_period_keeps_what_is_in_it(
    books: Path, allocate: Answer, month: str
) -> None:
    """Closed is the month of the entry, or also that of the line."""
    book(books, BY_HAND.replace("2025-02-02", "2025-01-31"))
    february = books / "ledger" / "2025" / "2025-02-ing.beancount"
    february.write_text(DOUBLED, "utf-8")
    main = books / "ledger" / "main.beancount"
    with main.open("a", encoding="utf-8") as stream:
        stream.write("2025-01-01 open Assets:Clearing:Unallocated EUR\n")
    for one in ["2025-01", "2025-02"][: int(month[-1])]:
        close(main, one, day=dt.date(2025, 3, 1))
    before = text_of(books)
    _, out, told = allocate(typed="1\nq\n")
    assert "was closed on" in " ".join(told.split())
    assert out.startswith("1 line still waits.")
    assert text_of(books) == before
