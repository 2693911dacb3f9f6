"""Two people add entries in one month, each on a branch. See docs/merging.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.guides import in_english
from tests.init.repository import BANK, Repository, new_books
from tests.support import copy_example

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "docs" / "merging.md", ROOT / "docs" / "nl" / "merging.md")
MARCH = "ledger/2026/2026-03-memoriaal.beancount"

FEES = """\
2026-11-10 * "Bank" "Fees"
  Expenses:Coop:BankFees                                      5.00 EUR
  Assets:Bank:Main                                           -5.00 EUR
"""
RENT = """\
2026-11-17 * "Landlord" "Rent"
  Expenses:Coop:Rent                                         20.00 EUR
  Assets:Bank:Main                                          -20.00 EUR
"""
CASH = """\
2026-11-17 * "Board" "Change for the cash box"
  Assets:Cash                                                 3.00 EUR
  Assets:Bank:Main                                           -3.00 EUR
"""
# Alike but for a word and a receipt, as entries of one shop are.
FLOUR, YEAST = (
    f"""\
2026-11-12 * "Bakery" "{word}"
  receipt: "documents/{word}.pdf"
  Expenses:Members:L01:Costs:Materials                       10.00 EUR
  Assets:Bank:Main                                          -10.00 EUR
"""
    for word in ("Flour", "Yeast")
)


def blocks(page: Path, kind: str) -> list[str]:
    """Return the blocks of one kind on a page."""
    text = page.read_text("utf-8")
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [body for block, body in found if block == kind]


@pytest.fixture
def books(tmp_path: Path) -> Repository:
    return new_books(tmp_path)


def test_different_weeks_join_by_themselves(books: Repository) -> None:
    books.change("fees", BANK, FEES, ";; days 8-14")
    books.change("rent", BANK, RENT, ";; days 15-21")
    assert books.join("rent", "fees")
    bank = books.read(BANK)
    assert FEES in bank
    assert bank.index(FEES) < bank.index(RENT)
    assert books.told() == []


def test_bank_and_cash_join_by_themselves(books: Repository) -> None:
    books.change("fees", BANK, FEES)
    books.change("cash", BANK.replace("bank", "cash"), CASH)
    assert books.join("fees", "cash")
    assert books.told() == []


def test_different_days_of_the_example_join_by_themselves(tmp_path: Path) -> None:
    copy_example(tmp_path)
    example = Repository(tmp_path)
    before = example.told()
    example.begin()
    lines = {
        "05": 'factuur 2026-0008" ^2026-0008',
        "18": 'factuur 2026-0010" ^2026-0010',
    }
    old = example.read(MARCH)
    for day, part in lines.items():
        head = next(line for line in old.splitlines() if line.endswith(part))
        entry = old[old.index(head) :].split("\n\n")[0]
        new = (
            f'2026-03-{day} * "Porto was vergadering"\n'
            "  Expenses:Coop:Meetings                                      1.00 EUR\n"
            "  Expenses:Coop:Postage                                      -1.00 EUR\n"
        )
        example.change(day, MARCH, new, entry.splitlines()[-1])
    assert example.join(*lines)
    assert example.read(MARCH).count("Porto was vergadering") == len(lines)
    assert example.told() == before


def test_the_same_place_asks_a_person_and_loses_nothing(books: Repository) -> None:
    books.do("config", "merge.conflictStyle", "diff3")  # as the README says
    books.change("flour", BANK, FLOUR, ";; days 8-14")
    books.change("yeast", BANK, YEAST, ";; days 8-14")
    assert not books.join("flour", "yeast")
    bank = books.read(BANK)
    assert FLOUR in bank
    assert YEAST in bank
    assert "BC00" in books.told()
    for page in PAGES:
        (shown,) = blocks(page, "")
        commit = re.compile("^([|]{7}) .*$", re.MULTILINE)
        same = commit.sub(r"\1", in_english(shown))
        assert same in commit.sub(r"\1", in_english(bank))


def test_union_would_lose_lines_without_a_word(books: Repository) -> None:
    """So .gitattributes says that it is not to be used."""
    attributes = books.read(".gitattributes").replace("merge=text", "merge=union")
    (books.folder / ".gitattributes").write_text(attributes, "utf-8")
    books.do("commit", "--quiet", "--all", "--message", "union")
    books.change("flour", BANK, FLOUR, ";; days 8-14")
    books.change("yeast", BANK, YEAST, ";; days 8-14")
    assert books.join("flour", "yeast")
    bank = books.read(BANK)
    assert bank.count("Expenses:Members:L01:Costs:Materials") == 1
    assert "BC00" not in books.told()
    for page in PAGES:
        (shown,) = blocks(page, "beancount")
        assert in_english(shown) in in_english(bank)
