"""Bills that become a file for the bank from the page, as `paraplu pay` makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.bookkeeping.payments.conftest import (
    BAKERY,
    BEGIN,
    PRINTER,
    PRIVATE,
    REGISTER,
)
from tests.fava.conftest import words
from tests.fava.work import WorkPage, working_on
from tests.support import write_books

LEDGER = (
    BEGIN
    + f"""\
2025-02-03 * "Printer" "Posters" ^bill-1
  receipt: "documents/posters.pdf"
  Expenses:Members:L01:Costs              40.00 EUR
  Liabilities:Members:L01:Payable        -40.00 EUR

2025-02-04 * "Bakery" "Bread" ^bill-2
  receipt: "documents/bread.jpg"
  counterparty: "{BAKERY}"
  Expenses:Members:L01:Costs              60.00 EUR
  Liabilities:Members:L01:Payable        -60.00 EUR

2025-02-05 * "Bakery" "Cake" ^bill-3
  counterparty: "{BAKERY}"
  Expenses:Members:L01:Costs              50.00 EUR
  Liabilities:Members:L01:Payable        -50.00 EUR
"""
)
FILES = {"documents/posters.pdf": "%PDF-1", "documents/bread.jpg": "jpeg"}


@contextmanager
def bills(folder: Path, ledger: str = LEDGER) -> Iterator[WorkPage]:
    """Show books with three bills, of which one has no receipt."""
    main = write_books(folder, ledger, members=REGISTER, files=FILES)
    (folder / "members.private.yaml").write_text(PRIVATE, "utf-8")
    with working_on(main) as page:
        page.commit()
        yield page


def keys(page: WorkPage) -> list[str]:
    """Return the keys of the bills that can be paid."""
    ticks = page.drawn(do="pay").select("[name='bills[]']")
    return [str(one["value"]) for one in ticks]


def test_each_bill_has_its_receipt_beside_it_or_why_not(tmp_path: Path) -> None:
    with bills(tmp_path) as page:
        shown = page.drawn(do="pay")
        assert words(shown.select("h2")[0]) == "2 bills can be paid 100.00"
        # The one that cannot be paid yet waits for somebody as well.
        assert words(shown.select(".pp-work nav [aria-current]")[0]) == "Pay 3"
        rows = [words(one) for one in shown.select("form .pp-rows li")]
        assert rows == [
            "Printer Posters 40.00 receipt",
            "Bakery Bread 60.00 receipt",
        ]
        (left,) = [words(one) for one in shown.select("section .pp-rows li")]
        assert left.startswith("Bakery EV01: There is no receipt for 50.00")
        frame = shown.select_one("figure iframe")
        assert frame is not None
        given = page.client.get(str(frame["src"]), buffered=True)
        assert given.data == b"%PDF-1"
        shown = page.drawn(do="pay", bill=keys(page)[1])
        assert "bread.jpg" in words(shown.select("figcaption")[0])


def test_what_is_ticked_is_in_the_file_and_on_its_way(tmp_path: Path) -> None:
    with bills(tmp_path) as page:
        first, second = keys(page)
        told = page.done("pay", bills=[second], day="2025-03-07", version="09")
        (file,) = (tmp_path / "payments").glob("*.xml")
        assert told["said"] == (
            f"{file.name} pays 1 bill, 60.00 together, on 2025-03-07. Send it to the "
            "bank."
        )
        assert [one["text"] for one in told["places"]] == [
            f"payments/{file.name}",
            "payments/sent.jsonl",
        ]
        text = file.read_text("utf-8")
        assert BAKERY in text
        assert PRINTER not in text
        given = page.client.get(told["load"])
        assert given.data == file.read_bytes()
        assert "attachment" in given.headers["Content-Disposition"]
        # It is not offered again, and cannot be undone here: the bank may have it.
        assert keys(page) == [first]
        shown = page.drawn(do="pay")
        assert words(shown.select(".pp-work nav [aria-current]")[0]) == "Pay 2"
        assert page.drawn(do="pay").select("form[data-pp-do=undo]") == []
        assert page.refused("pay", bills=[second]).startswith("One of these bills")


def test_what_is_on_its_way_is_no_longer_to_do(tmp_path: Path) -> None:
    dated = re.sub("(\\^bill-.)", r"\1\n  due: 2025-02-09", LEDGER)
    with bills(tmp_path, dated) as page:
        told = to_pay(page)
        assert [n for n, _ in told] == [3, 3]
        # Nothing lasts since a day that is still to come.
        assert "the first on 9 February 2025" in told[1][1]
        page.done("pay", bills=keys(page))
        told = to_pay(page)
        assert [n for n, _ in told] == [1, 1]
        assert "Printer" not in told[1][1]


def test_a_day_that_has_come_is_since_when(tmp_path: Path) -> None:
    dated = re.sub("(\\^bill-.)", r"\1\n  due: 2025-02-05", LEDGER)
    with bills(tmp_path, dated) as page:
        assert "since 5 February 2025" in to_pay(page)[1][1]


def to_pay(page: WorkPage) -> list[tuple[int, str]]:
    """Return how many bills Overview and To do say are to be paid, and their words."""
    found = []
    for name in ("ParapluOverview", "ParapluToDo"):
        answer = page.client.get(f"/{page.slug}/extension/{name}/")
        text = words(BeautifulSoup(answer.text, "lxml"))
        many = re.search(r"Pay bills(?: \((\d+)\))?", text)
        assert many, text
        found.append((int(many[1] or 1), text))
    return found


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"bills": []}, "Choose at least one bill."),
        ({"bills": ["99-0"]}, "One of these bills cannot be paid any more."),
        ({"day": "2025-03-04"}, "The bank can pay from 2025-03-05 until 2026-03-05."),
        ({"day": "2027-03-04"}, "The bank can pay from 2025-03-05"),
        ({"day": "soon"}, "“soon” is not a day."),
        ({"version": "02"}, "Banks take version 09 or 03 of the file."),
    ],
)
def test_what_cannot_be_paid_is_refused(
    tmp_path: Path, fields: dict[str, object], why: str
) -> None:
    with bills(tmp_path) as page:
        known = {"bills": keys(page)}
        assert page.refused("pay", **(known | fields)).startswith(why)


@pytest.mark.parametrize(
    "name", ["sent.jsonl", "../members.private.yaml", "x.xml", "..", "/etc/x.xml"]
)
def test_nothing_but_a_file_for_the_bank_is_given(tmp_path: Path, name: str) -> None:
    with bills(tmp_path) as page:
        page.done("pay", bills=keys(page))
        address = f"/{page.slug}/extension/ParapluWork/paper"
        assert page.client.get(address, query_string={"bank": name}).status_code == 404
        (file,) = (tmp_path / "payments").glob("*.xml")
        given = page.client.get(address, query_string={"bank": file.name})
        assert given.status_code == 200


def test_without_a_bank_account_it_says_what_is_missing(tmp_path: Path) -> None:
    register = REGISTER.replace("banks:", "address: {city: Hier}\n  # ").partition(
        "  # "
    )[0]
    register = register.replace("  iban: NL91ABNA0417164300\n", "")
    register += "policies: [{from: 2024-01-01}]\nmembers: {}\n"
    with working_on(write_books(tmp_path, BEGIN[:100], members=register)) as page:
        shown = page.drawn(do="pay")
        assert words(shown.select("h2")[0]) == "Nothing can be paid yet"
