"""What would end Beancount's parser, or have it lose an entry, ends in a plain word."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
from beancount.core import data
from beancount.parser import grammar
from tests.support import words, words_of_fault, write_books

from paraplu.check import check
from paraplu.fava.gate import Gate
from paraplu.ledger.loader import load
from paraplu.opening import CannotRun

# In each of these a sum is refused by Python, and the parser would end the process.
UNCOMPUTED = (
    "1/0",
    "0/0",
    "-1/0.00",
    "1/-0",
    "(1/0)",
    "5/(1-1)",
    "5/(1/0)",
    "1/(0/3)",
    "1 / (2*0)",
    "1/1/0",
    "1/0,000",
    "10/0.0*2",
    "1/0 - 1/0",
)
COMPUTED = ("1/3", "0/5", "10/0.10", "(1-1)*5", "1/(2-1)", "-(3/2)")
# The amount is on the third line of each.
PLACES = (
    '2025-02-01 * "x"\n  Assets:B\n  Assets:A  {} EUR\n',
    '2025-02-01 * "x"\n  Assets:B\n  Assets:A  1 USD @ {} EUR\n',
    '2025-02-01 * "x"\n  Assets:B\n  Assets:A  1 USD {{{} EUR}}\n',
    '2025-02-01 * "x"\n  note: "a/0"\n  share: {}\n  Assets:A 1 EUR\n  Assets:B\n',
    "\n\n2025-02-01 balance Assets:A {} EUR\n",
    "\n\n2025-02-01 balance Assets:A 1 ~ {} EUR\n",
    "\n\n2025-02-01 price USD {} EUR\n",
    '\n\n2025-02-01 custom "share" {}\n',
    "\n\npushmeta share: {}\npopmeta share:\n",
    # Without a currency the line stops too early, which is noticed at its end.
    "\n\n2025-02-01 balance Assets:A {}\n",
    "\n\n2025-02-01 balance Assets:A {}",
    "\n\n2025-02-01 balance Assets:A {} ; counted\n\n\n2025-02-02 open Assets:D\n",
    "\n\n2025-02-01 balance Assets:A {}\r\n2025-02-02 open Assets:D\r\n",
    "\n\n2025-02-01 price USD {}\n2025-02-02 price USD 2/0\n",
)


@pytest.mark.parametrize("amount", UNCOMPUTED)
def test_an_amount_that_cannot_be_computed(amount: str, tmp_path: Path) -> None:
    assert _told(tmp_path, PLACES[0].format(amount)) == (
        f"{tmp_path}/ledger/more.beancount:3: an amount on this line cannot be "
        "computed: it is divided by zero, or far too large. Write the amount itself."
    )


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_is(place: str, tmp_path: Path) -> None:
    told = _told(tmp_path, place.format("7/(2-2)"))
    assert told.startswith(f"{tmp_path}/ledger/more.beancount:3: an amount")


# A line of each kind, below which there may be metadata.
LINES = {
    "Balance": "balance Assets:A 1 EUR",
    "Close": "close Assets:A",
    "Commodity": "commodity EUR",
    "Custom": 'custom "x" 1',
    "Document": 'document Assets:A "a.pdf"',
    "Event": 'event "a" "b"',
    "Note": 'note Assets:A "x"',
    "Open": "open Assets:A",
    "Pad": "pad Assets:A Assets:B",
    "Price": "price USD 1 EUR",
    "Query": 'query "a" "select 1"',
    "Transaction": '* "x"',
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_metadata_of_every_kind_of_line(line: str, tmp_path: Path) -> None:
    for value in ("1/0", "1/0 EUR", "(2/0)"):
        told = _told(tmp_path, f"\n2025-02-01 {line}\n  key: {value}\n")
        assert told.startswith(f"{tmp_path}/ledger/more.beancount:3: an amount on")


def test_every_kind_of_line_is_tried() -> None:
    assert {one.__name__ for one in data.ALL_DIRECTIVES} == LINES.keys()


@pytest.mark.parametrize(
    "line",
    [
        '2025-02-01 note Assets:A "x" 1/0',
        "2025-02-01 note Assets:A 1/0",
        "2025-02-01 open Assets:A EUR 1/0",
        "2025-02-01 1/0",
        "pushtag 1/0",
        'option "title" 1/0',
    ],
)
def test_a_sum_where_none_can_be_is_told_at_its_line(line: str, tmp_path: Path) -> None:
    main = write_books(tmp_path, f"\n{line}\n2025-02-02 open Assets:C\n")
    found = [one for one in check(main).verdict.findings if one.code == "BC00"]
    assert [one.source.line for one in found] == [6]
    assert words(found[0]).startswith(("There is one number too many", "There is a nu"))


@pytest.mark.parametrize("place", PLACES[:7])
@pytest.mark.parametrize("amount", COMPUTED)
def test_other_sums_are_computed(amount: str, place: str, tmp_path: Path) -> None:
    main = write_books(tmp_path, place.format(amount))
    assert not [e for e in load(main)[1] if "syntax" in e.message]


def test_an_option_is_no_amount(tmp_path: Path) -> None:
    """Beancount computes its value too, and says itself what is wrong with it."""
    main = tmp_path / "main.beancount"
    main.write_text('option "inferred_tolerance_default" "EUR:abc"\n', "utf-8")
    (error,) = load(main)[1]
    assert "Error for option 'inferred_tolerance_default'" in error.message


def test_the_pages_say_so_and_go_on(tmp_path: Path) -> None:
    main = write_books(tmp_path, PLACES[0].format("1"))
    gate = Gate(())
    good = gate.load(str(main), is_encrypted=False)
    gate.accept()
    main.write_text(main.read_text("utf-8").replace(" 1 EUR", " 1/0 EUR"), "utf-8")
    entries, (older, error, *rest), options = gate.load(str(main), is_encrypted=False)
    assert (entries, rest, options) == good
    assert "before the last change" in older.message
    assert f"{main}:7: an amount on this line" in error.message


def _told(folder: Path, text: str) -> str:
    """Return why books cannot be checked that have this text in a file of theirs."""
    main = write_books(
        folder, 'include "more.beancount"\n', files={"more.beancount": text}
    )
    with pytest.raises(CannotRun) as fault:
        check(main)
    return words_of_fault(fault.value)


def test_an_interrupt_counts_after_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the parser it would cost the entry that is being read, and nothing more."""
    main = write_books(tmp_path, PLACES[0].format("1"))
    real: Any = grammar.Builder.account
    seen = []

    def interrupted(*values: object) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        seen.append(values[2])
        return real(*values)

    monkeypatch.setattr(grammar.Builder, "account", interrupted)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        load(main)
    assert seen == [6, 7]
    assert signal.getsignal(signal.SIGINT) is before


def test_books_are_loaded_in_other_threads_too(tmp_path: Path) -> None:
    main = write_books(tmp_path, PLACES[0].format("1"))
    loaded: list[int] = []
    thread = threading.Thread(target=lambda: loaded.append(len(load(main)[0])))
    thread.start()
    thread.join()
    assert loaded == [3]


@pytest.mark.parametrize(
    "amount",
    [
        "1000000000000000.00",
        "-1,000,000,000,000,000",
        "(1000000000000000)",
        "9" * 40,
    ],
)
@pytest.mark.parametrize("place", [*PLACES[:3], *PLACES[4:7]])
def test_a_number_that_no_books_can_hold(
    amount: str, place: str, tmp_path: Path
) -> None:
    assert _told(tmp_path, place.format(amount)) == (
        f"{tmp_path}/ledger/more.beancount:3: a number on this line has more than 15 "
        "digits before its point. Correct it."
    )


def test_a_product_that_no_books_can_hold(tmp_path: Path) -> None:
    told = _told(tmp_path, PLACES[0].format("100000000 * 100000000"))
    assert told.startswith(f"{tmp_path}/ledger/more.beancount:3: an amount")


@pytest.mark.parametrize("amount", ["999999999999999.99", "0000000000000000001.00"])
def test_a_number_that_books_can_hold(amount: str, tmp_path: Path) -> None:
    text = (
        '2025-02-01 * "1234567890123456" "99,999,999,999,999,999" ^x1234567890123456\n'
        '  bank-ref: "x 1234567890123456789"  ; 1234567890123456789\n'
        f"  Assets:A  {amount} EUR\n  Assets:B1234567890123456789\n"
        "; 1234567890123456789\n"
    )
    assert check(write_books(tmp_path, text)).books.size == 1


@pytest.mark.parametrize(
    "name",
    [
        "^1234567890123456",
        "^bill-1234567890123456789",
        "^a/b.1234567890123456-7",
        "#1234567890123456",
    ],
)
def test_digits_of_a_link_or_a_tag_are_no_number(name: str, tmp_path: Path) -> None:
    """On the line of the entry, and on one of its own."""
    text = f'2025-02-01 * "x" {name}\n  Assets:A  1.00 EUR\n  Assets:B\n'
    assert check(write_books(tmp_path, text)).books.size == 1
    text = f"pushtag #1234567890123456\n{text}poptag #1234567890123456\n"
    assert check(write_books(tmp_path, text)).books.size == 1
