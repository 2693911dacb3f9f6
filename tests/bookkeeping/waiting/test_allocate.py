"""`paraplu allocate`: what waits gets a place, and nothing else in its entry moves."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.benchmarks.statements import IBAN
from tests.bookkeeping.bank_import.books import (
    make_dutch,
    statement,
    take,
    text_of,
)
from tests.bookkeeping.periods.small import close
from tests.bookkeeping.waiting.conftest import Answer

from nl_banks import LineKind, StatementLine
from paraplu.bookkeeping.waiting import Choice, Part, open_desk
from paraplu.journal import CannotBook

STALL = "NL03INGB0000000003"
RENT = Part("Expenses:Coop:Rent")

WAITING = """\
2025-02-03 ! "Iemand" "februari"
  bank-ref: "K1"
  Assets:Clearing:Unallocated                                 9.00 EUR
  Assets:Bank:Ing                                            -9.00 EUR

2025-02-04 ! "Klant" "kast"
  bank-ref: "K2"
  Assets:Bank:Ing                                           121.00 EUR
  Assets:Clearing:Unallocated                              -121.00 EUR
"""


def line(
    day: int, amount: str, payee: str, text: str = "", other: str = "", fee: str = "0"
) -> StatementLine:
    """Return a line of February 2025 that nothing tells the place of."""
    key = f"K{day}{payee}{amount}"
    date, value = dt.date(2025, 2, day), Decimal(amount)
    kind = LineKind.SALE if fee != "0" else LineKind.BOOKING
    return StatementLine(
        1, date, value, "EUR", payee, text, other, key, kind=kind, fee=Decimal(fee)
    )


def wait(folder: Path, *lines: StatementLine, number: str = IBAN) -> None:
    """Have lines wait in the books."""
    take(folder, statement("ING", number, *lines))


def entry(folder: Path, words: str) -> str:
    """Return the text of the entry with these words."""
    (found,) = [one for one in text_of(folder).split("\n\n") if words in one]
    return found.strip("\n") + "\n"


def test_a_number_places_a_line_and_what_was_written_in_it_stays(
    books: Path, allocate: Answer
) -> None:
    wait(books, line(3, "121.00", "Klant", "kast"))
    file = books / "ledger" / "2025" / "2025-02-ing.beancount"
    text = file.read_text("utf-8")
    text = text.replace("-121.00 EUR", "-121.00 EUR ; Bea")
    text = text.replace("  bank-ref", '  receipt: "bon.pdf"\n  bank-ref')
    file.write_text(text, "utf-8")
    status, out, told = allocate(typed="1\n")
    assert entry(books, '"kast"') == (
        '2025-02-03 * "Klant" "kast" ^2025-001\n'
        '  receipt: "bon.pdf"\n'
        '  bank-ref: "K3Klant121.00"\n'
        '  allocated: "2025-001, of which 121.00 is open"\n'
        "  Assets:Bank:Ing                                           121.00 EUR\n"
        "  Assets:Members:L01:Receivable                            -121.00 EUR ; Bea\n"
    )
    assert "1  Assets:Members:L01:Receivable  ^2025-001\n" in told
    assert "Nothing waits any more." in out
    assert status == 1  # the receipt is not there, which is an error (EV02)
    assert allocate() == (0, "Nothing waits any more.\n", "")


def test_an_account_is_typed_by_how_its_words_begin_with_vat(
    books: Path, allocate: Answer
) -> None:
    wait(books, line(3, "12.10", "Iemand"))
    _, _, told = allocate(typed="L01 sales h\n")
    assert entry(books, '"Iemand"').splitlines()[-3:] == [
        "  Assets:Bank:Ing                                            12.10 EUR",
        "  Income:Members:L01:Sales                                  -10.00 EUR",
        "  Liabilities:VAT:High                                       -2.10 EUR",
    ]
    assert "Income:Members:L01:Sales -10.00 · Liabilities:VAT:High -2.10" in told


def test_what_is_not_meant_is_asked_again(books: Path, allocate: Answer) -> None:
    wait(books, line(3, "12.10", "Iemand"))
    typed = "7\ncoop\nL09 sales\n5.00 L01 sales + 6.00 coop\n+\n?\nq\n"
    status, out, told = allocate(typed=typed)
    assert (status, out) == (1, "1 line still waits.\n")
    said = " ".join(told.split())
    assert "There is no 7 among these." in said
    assert "“coop” can mean several accounts: Equity:Coop" in said
    assert "The books have no account “L09 sales”" in said
    assert "The parts come to 11.00, but the line is of 12.10." in said
    assert "Give an amount for each part but the last." in said
    assert "a is “always so”" in said


def test_a_split_has_vat_in_each_part(books: Path, allocate: Answer) -> None:
    wait(books, line(3, "22.70", "Iemand"))
    allocate(typed="12,10 L01 sales h + Income:Members:L02:Sales l\n")
    assert entry(books, '"Iemand"').splitlines()[-5:] == [
        "  Assets:Bank:Ing                                            22.70 EUR",
        "  Income:Members:L01:Sales                                  -10.00 EUR",
        "  Liabilities:VAT:High                                       -2.10 EUR",
        "  Income:Members:L02:Sales                                   -9.72 EUR",
        "  Liabilities:VAT:Low                                        -0.88 EUR",
    ]
    # What was not open is, beside what is like it.
    opened = (books / "ledger" / "main.beancount").read_text("utf-8")
    assert "2025-01-01 open Income:Members:L02:Sales" in opened
    assert "2025-01-01 open Liabilities:VAT:Low" in opened


def test_always_so_writes_a_rule_and_places_what_else_it_fits(
    books: Path, allocate: Answer
) -> None:
    # Twice before on two accounts, so that no habit is a fact.
    wait(
        books,
        line(3, "-40.00", "Kraam", "eerste", STALL),
        line(4, "-40.00", "Iemand anders", "tweede", STALL),
        line(5, "-9.00", "Iemand anders", "derde"),
    )
    status, out, told = allocate(typed="rent a\ny\n\n")
    assert "This rule fits 1 other line that waits:" in told
    assert "→ 2025-02-04  -40.00  Iemand anders: Expenses:Coop:Rent" in told
    register = (books / "members.yaml").read_text("utf-8")
    rule = f'{{counterparty: {STALL}, account: "Expenses:Coop:Rent"}}'
    assert f"    - {rule}\npolicies" in register
    assert (status, out.splitlines()[0]) == (1, "1 line still waits.")
    assert 'allocated: "the rule for this counterparty in the register"' in entry(
        books, '"tweede"'
    )
    # The next statement needs nobody.
    wait(books, line(9, "-40.00", "Kraam", "vierde", STALL))
    assert entry(books, '"vierde"').startswith("2025-02-09 *")


def test_a_rule_of_a_member_is_under_the_member(books: Path, allocate: Answer) -> None:
    wait(books, line(3, "-12.10", "Winkel", "touw"))
    _, _, told = allocate(typed="L02 costs h a\n")
    assert "the rule “Winkel” in the register, under L02" in told
    register = (books / "members.yaml").read_text("utf-8")
    assert "match:\n      - {text: Winkel, account: Costs, vat: high}\n" in register


@pytest.mark.parametrize(
    ("amount", "typed", "why"),
    [
        ("121.00", "1a", "A line that pays 2025-001 cannot become a rule."),
        (
            "121.00",
            "21.00 rent + L01 sales a",
            "A line that is split cannot become a rule.",
        ),
        ("5.00", "rent a", "This is money that comes back"),
    ],
)
def test_what_no_rule_can_say_is_refused(
    books: Path, allocate: Answer, amount: str, typed: str, why: str
) -> None:
    wait(books, line(3, amount, "Klant"))
    before = text_of(books)
    _, out, told = allocate(typed=typed + "\n")
    assert why in told
    assert out == "1 line still waits.\n"
    assert text_of(books) == before


def test_again_places_what_a_new_rule_or_bill_tells(
    books: Path, allocate: Answer
) -> None:
    wait(books, line(3, "-40.00", "Kraam", "huur", STALL), line(4, "-9.00", "Winkel"))
    assert allocate("--again")[1] == "0 lines placed\n2 lines still wait.\n"
    register = books / "members.yaml"
    rule = f'  match:\n    - {{counterparty: {STALL}, account: "Expenses:Coop:Rent"}}\n'
    register.write_text(
        register.read_text("utf-8").replace("  match:\n", rule, 1), "utf-8"
    )
    before = text_of(books)
    status, out, _ = allocate("--again", "--dry-run")
    assert (status, text_of(books)) == (1, before)
    assert out.endswith(
        "1 line placed\n1 line still waits.\nDry run: nothing was written.\n"
    )
    allocate("--again")
    assert entry(books, '"huur"').startswith('2025-02-03 * "Kraam" "huur"\n')
    after = text_of(books)
    assert allocate("--again")[1] == "0 lines placed\n1 line still waits.\n"
    assert text_of(books) == after


def test_a_card_sale_keeps_what_the_provider_kept_apart(
    books: Path, allocate: Answer
) -> None:
    wait(books, line(3, "10.90", "", "kaart", fee="-0.25"), number="SumUp")
    allocate(typed="L01 sales l\n")
    assert entry(books, '"kaart"').splitlines()[-4:] == [
        "  Assets:Clearing:SumUp                                      10.65 EUR",
        "  Expenses:Members:L01:Costs:CardFees                         0.25 EUR",
        "  Income:Members:L01:Sales                                  -10.00 EUR",
        "  Liabilities:VAT:Low                                        -0.90 EUR",
    ]


def test_what_an_import_doubted_is_confirmed(books: Path, allocate: Answer) -> None:
    wait(books, line(3, "100.00", "Klant", "2025-001"))
    assert entry(books, '"2025-001"').startswith("2025-02-03 !")
    allocate(typed="1\n")
    assert entry(books, '"2025-001"').splitlines()[0] == (
        '2025-02-03 * "Klant" "2025-001" ^2025-001'
    )
    assert allocate()[0] == 0


def test_json_lists_and_asks_nothing(books: Path, allocate: Answer) -> None:
    wait(books, line(3, "121.00", "Klant", "kast"), line(4, "9.00", "Iemand"))
    status, out, told = allocate("--format", "json", typed="1\n1\n")
    assert (status, told) == (1, "")
    data = json.loads(out)
    first, second = data["waiting"]
    assert first["date"] == "2025-02-03"
    assert first["file"] == "ledger/2025/2025-02-ing.beancount"
    assert first["candidates"][0] == {
        "account": "Assets:Members:L01:Receivable",
        "member": "L01",
        "vat": None,
        "links": ["2025-001"],
        "why": "2025-001, of which 121.00 is open",
        "sure": True,
        "booked_already": False,
        "postings": [{"account": "Assets:Members:L01:Receivable", "amount": "-121.00"}],
    }
    assert second["candidates"] == []


def test_a_page_places_by_key_and_is_refused_where_the_books_changed(
    books: Path,
) -> None:
    wait(books, line(3, "9.00", "Iemand"), line(4, "9.00", "Iemand"))
    main = books / "ledger" / "main.beancount"
    shown = open_desk(main, None)
    first, second = (one.key for one in shown.waiting)
    # Somebody else was quicker with the first, in the same file.
    other = open_desk(main, None)
    one = other.line(first)
    other.write(other.step([Choice(one, other.parts(one, [Part("L01 sales")]))]))
    with pytest.raises(CannotBook, match="Somebody else has just changed"):
        shown.write(
            shown.step([Choice(two := shown.line(second), shown.parts(two, [RENT]))])
        )
    fresh = open_desk(main, None)
    with pytest.raises(CannotBook, match="does not wait any more"):
        fresh.line(first)
    assert [one.key for one in fresh.waiting] == [second]


def test_an_entry_that_moved_is_not_written_over(books: Path) -> None:
    """The file changed after the books were read, and before its text was."""
    wait(books, line(3, "9.00", "Iemand"))
    file = books / "ledger" / "2025" / "2025-02-ing.beancount"
    desk = open_desk(books / "ledger" / "main.beancount", None)
    (one,) = desk.waiting
    moved = "\n\n" + file.read_text("utf-8")
    file.write_text(moved, "utf-8")
    with pytest.raises(CannotBook):
        desk.write(desk.step([Choice(one, desk.parts(one, [Part("L01 sales")]))]))
    assert file.read_text("utf-8") == moved


def test_line_ends_stay(books: Path, allocate: Answer) -> None:
    wait(books, line(3, "9.00", "Iemand"))
    file = books / "ledger" / "2025" / "2025-02-ing.beancount"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    allocate(typed="L01 sales\n")
    data = file.read_bytes()
    assert b"Income:Members:L01:Sales" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_one_that_was_answered_in_another_entry_waits_no_more(
    books: Path, allocate: Answer
) -> None:
    wait(books, line(3, "9.00", "Iemand"))
    with (books / "ledger" / "2025" / "2025-02-ing.beancount").open("a") as file:
        file.write(
            '\n2025-02-20 * "Verdeeld"\n'
            "  Assets:Clearing:Unallocated   9.00 EUR\n"
            "  Income:Members:L01:Sales     -9.00 EUR\n"
        )
    assert allocate() == (0, "Nothing waits any more.\n", "")


def test_nothing_changes_in_a_closed_period(books: Path, allocate: Answer) -> None:
    file = books / "ledger" / "2025" / "2025-02-ing.beancount"
    file.write_text(WAITING, "utf-8")
    with (books / "ledger" / "main.beancount").open("a") as main:
        main.write("2025-01-01 open Assets:Clearing:Unallocated EUR\n")
    for month in ("2025-01", "2025-02"):
        close(books / "ledger" / "main.beancount", month, day=dt.date(2025, 3, 1))
    register = books / "members.yaml"
    rule = '  match:\n    - {text: februari, account: "Expenses:Coop:Rent"}\n'
    text = register.read_text("utf-8").replace("  match:\n", rule, 1)
    register.write_text(text, "utf-8")
    before = text_of(books)
    assert allocate("--again")[1] == "0 lines placed\n2 lines still wait.\n"
    _, _, told = allocate(typed="rent\nq\n")
    assert "2025-02 was closed on" in " ".join(told.split())
    assert text_of(books) == before


def test_dutch_books_are_placed_in_their_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allocate: Answer
) -> None:
    make_dutch(tmp_path)
    monkeypatch.chdir(tmp_path)
    wait(tmp_path, line(3, "121.00", "Klant", "kast"))
    allocate(typed="1\n")
    assert entry(tmp_path, '"kast"').splitlines()[-3:] == [
        '  allocated: "2025-001, waarvan 121,00 openstaat"',
        "  Activa:Bank:Ing                                           121.00 EUR",
        "  Activa:Leden:L01:Debiteuren                              -121.00 EUR",
    ]
