"""The checksum of the books: another one for whatever a transaction says or moves.

What else is in a ledger is in test_what_rules_read.py.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pytest
from tests.support import HEAD, write_books

from paraplu.check import check
from paraplu.ledger.checksums import books_checksum, canonical, listed_checksum

SALE = """\
2025-02-01 * "Klant" "Kast" #market ^2025-0001
  receipt: "kast.pdf"
  Assets:Bank                                121.00 EUR
    bank-ref: "B1"
  Income:Members:L01:Sales                  -100.00 EUR
  Liabilities:VAT:High                       -21.00 EUR
"""
SHARES = """\
2025-02-02 * "Bank" "Shares"
  Assets:Clearing:Shares    2 SHARE {10.00 EUR, 2025-01-15, "first"} @ 12.00 EUR
  Assets:Bank                               -20.00 EUR
"""
DOLLARS = """\
2025-02-03 * "Bank" "Dollars"
  Assets:Clearing:Dollars    10.00 USD @ 0.90 EUR
  Assets:Bank                                -9.00 EUR
"""


def checksum(folder: Path, ledger: str, head: str = HEAD) -> str:
    return books_checksum(check(write_books(folder, ledger, head=head)).books)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (SALE, "2025-02-01", "2025-02-02"),
        (SALE, " * ", " ! "),
        (SALE, '"Klant"', '"Client"'),
        (SALE, '"Klant" "Kast"', '"Kast"'),
        (SALE, '"Klant" "Kast"', '"Klant\\tKast" ""'),
        (SALE, '"Kast"', '"Stoel"'),
        (SALE, " #market", ""),
        (SALE, "#market", "#fair"),
        (SALE, "#market", "#market #fair"),
        (SALE, "#market", "^market"),
        (SALE, " ^2025-0001", ""),
        (SALE, "^2025-0001", "^2025-0002"),
        (SALE, "kast.pdf", "stoel.pdf"),
        (SALE, "receipt", "document"),
        (SALE, '"kast.pdf"', "12.00"),
        (SALE, '"kast.pdf"', "2025-02-01"),
        (SALE, '    bank-ref: "B1"\n', ""),
        (SALE, '"B1"', '"B2"'),
        (SALE, "L01", "L02"),
        (SALE, "VAT:High", "VAT:Low"),
        (SALE, "  Assets:Bank  ", "  ! Assets:Bank  "),
        (SALE, "121.00", "121.000"),
        (SALE.replace("-21", "-22"), "121", "122"),
        (SHARES, "2 SHARE", "2 STOCK"),
        (SHARES, '"first"', '"second"'),
        (SHARES, ', "first"', ""),
        (SHARES, "2025-01-15", "2025-01-16"),
        (SHARES, "@ 12.00 EUR", "@ 13.00 EUR"),
        (SHARES, " @ 12.00 EUR", ""),
        (SHARES, "2 SHARE {10.00 EUR", "4 SHARE {5.00 EUR"),
        (DOLLARS, "USD", "CAD"),
        (DOLLARS, "10.00 USD @ 0.90", "9.00 USD @ 1.00"),
        (DOLLARS, "10.00 USD @ 0.90 EUR", "9.00 EUR"),
        (DOLLARS, "@ 0.90 EUR", "{0.90 EUR}"),
    ],
)
def test_one_thing_is_different(text: str, old: str, new: str, tmp_path: Path) -> None:
    assert text.count(old) >= 1
    other = text.replace(old, new, 1)
    assert checksum(tmp_path / "one", text) != checksum(tmp_path / "other", other)


# Each of these says in its words what another one is.
ALIKE = [
    '"a" "b"',
    '"a\tb"',
    '"" "a\tb"',
    '"a" "b\t^c"',
    '"a" "b" ^c',
    '"a" "b\t#c"',
    '"a" "b" #c',
    '"a" "b\tnote: c"',
    '"a" "b"\n  note: "c"',
    '"a" "b\n"',
    '"a" "b\\\\n"',
    '"a" "\'b\\\\n\'"',
    '"a" "b"\n  note: "c\td: e"',
    '"a" "b"\n  d: "e"\n  note: "c"',
    '"a" "b"\n  note: TRUE',
    '"a" "b"\n  note: "True"',
    '"a" "b"\n  note: 1',
    '"a" "b"\n  note: "1"',
    '"a" "b"\n  note: 1 EUR',
    '"a" "b"\n  note: "1 EUR"',
    '"a" "b"\n  note:',
    '"a" "b"\n  note: "None"',
    '"a" "b"\n  note: ""',
]
POSTINGS = "\n  Assets:Bank   1.00 EUR\n  Equity:Coop  -1.00 EUR\n"


def test_words_do_not_run_into_each_other(tmp_path: Path) -> None:
    sums = {}
    for number, words in enumerate(ALIKE):
        text = f"2025-02-01 * {words}{POSTINGS}"
        sums[words] = checksum(tmp_path / str(number), text)
    same = [pair for pair in combinations(sums, 2) if sums[pair[0]] == sums[pair[1]]]
    assert same == [('"a\tb"', '"" "a\tb"')]


def test_two_entries_are_not_one(tmp_path: Path) -> None:
    entry = f'2025-02-01 * "a"{POSTINGS}'
    inside = f'2025-02-01 * "a\n{entry.replace(chr(34), "")}"{POSTINGS}'
    assert len({checksum(tmp_path, text) for text in (entry, entry * 2, inside)}) == 3


def test_an_entry_that_is_written_another_way_is_the_same(tmp_path: Path) -> None:
    plain = checksum(tmp_path / "plain", SALE)
    for number, other in enumerate(
        (
            SALE.replace("                   ", " "),
            "; a comment\n\n" + SALE,
            SALE.replace("Assets:Bank", "Assets:Bank ; here"),
            SALE.replace("#market ^2025-0001", "^2025-0001 #market"),
            SALE.replace("       -21.00 EUR", ""),
        )
    ):
        assert checksum(tmp_path / str(number), other) == plain


def test_order_and_files_do_not_matter(tmp_path: Path) -> None:
    entries = [SALE, SHARES, DOLLARS, SALE.replace("Kast", "Stoel")]
    plain = checksum(tmp_path / "plain", "\n".join(entries))
    assert checksum(tmp_path / "turned", "\n".join(reversed(entries))) == plain
    more = {"more.beancount": "\n".join(entries[2:])}
    main = write_books(
        tmp_path / "files",
        'include "more.beancount"\n\n' + "\n".join(entries[:2]),
        files=more,
    )
    assert books_checksum(check(main).books) == plain


def test_tags_and_metadata_that_a_file_pushes(tmp_path: Path) -> None:
    said = SALE.replace(
        '  receipt: "kast.pdf"\n', '  fair: "1"\n  receipt: "kast.pdf"\n'
    )
    pushed = f'pushmeta fair: "1"\npushtag #market\n{SALE.replace("#market ", "")}'
    end = "poptag #market\npopmeta fair:\n"
    sums = {checksum(tmp_path, said), checksum(tmp_path, pushed + end)}
    assert len(sums) == 1


def test_the_operating_currency(tmp_path: Path) -> None:
    """An amount that says no more than its number is in the currency of the books."""
    dollars = HEAD.replace("EUR", "USD")
    assert checksum(tmp_path, SALE) != checksum(
        tmp_path, SALE.replace("EUR", "USD"), dollars
    )


def test_the_canonical_lines(tmp_path: Path) -> None:
    """Every byte is told, so that no Python and no machine can make it differ."""
    odd = (
        '2025-02-04 * "a\\\\b" "c\nd\te \u200b\U0001fae9"\n  day: 2025-01-01\n'
        "  yes: TRUE\n  none:\n  sum: 1.50 EUR\n  account: Assets:Bank\n"
        "  ! Assets:Bank   1 EUR\n  Equity:Coop  -1 EUR\n"
    )
    others = (
        'option "title" "Books"\noption "title" "Our \\\\books"\n'
        "2024-01-01 open Assets:Bank EUR,USD\n"
        '2024-01-01 open Assets:Cash "STRICT"\n  till: "shop"\n'
        "2024-01-02 commodity USD\n2024-01-03 pad Assets:Cash Equity:Coop\n"
        "2024-01-04 balance Assets:Bank 0.00 ~ 0.01 EUR\n"
        "2024-01-04 balance Assets:Cash 0.00 EUR\n"
        '2024-01-05 note Assets:Bank "a\tb" #c ^d\n2024-01-05 event "e" "f"\n'
        '2024-01-05 query "g" "SELECT 1"\n2024-01-05 price USD 0.90 EUR\n'
        '2024-01-05 document Assets:Bank "papers/h.pdf" #i ^j\n'
        '2024-01-05 custom "k" "Assets:Bank" Assets:Bank 1 2 EUR TRUE 2024-01-06\n'
        "2024-01-07 close Assets:Cash\n"
    )
    text_of = SALE + SHARES + DOLLARS + odd + others
    books = check(write_books(tmp_path, text_of)).books
    text = canonical(books).decode()
    assert text == (
        "paraplu books 3\n"
        "EUR\n"
        "2024-01-01\topen\tAssets:Bank\tEUR\tUSD\n"
        "2024-01-01\topen\tAssets:Cash\tbooking STRICT\ttill: shop\n"
        "2024-01-02\tcommodity\tUSD\n"
        "2024-01-03\topen\tEquity:Coop\n"
        "2024-01-03\tpad\tAssets:Cash\tEquity:Coop\n"
        "2024-01-04\tbalance\tAssets:Bank\t0.00\tEUR\t~ 0.01\n"
        "2024-01-04\tbalance\tAssets:Cash\t0.00\tEUR\n"
        "2024-01-05\tcustom\tk\t: Assets:Bank\t= Assets:Bank\t= 1\t= 2 EUR\t= TRUE"
        "\t= 2024-01-06\n"
        "2024-01-05\tdocument\tAssets:Bank\tledger/papers/h.pdf\t#i\t^j\n"
        "2024-01-05\tevent\te\tf\n"
        "2024-01-05\tnote\tAssets:Bank\ta\\tb\t#c\t^d\n"
        "2024-01-05\tprice\tUSD\t0.90 EUR\n"
        "2024-01-05\tquery\tg\tSELECT 1\n"
        "2024-01-07\tclose\tAssets:Cash\n"
        "2025-02-01\t*\tKlant\tKast\t#market\t^2025-0001\treceipt: kast.pdf"
        "\tAssets:Bank\t121.00\tbank-ref: B1\tIncome:Members:L01:Sales\t-100.00"
        "\tLiabilities:VAT:High\t-21.00\n"
        "2025-02-01\topen\tIncome:Members:L01:Sales\n"
        "2025-02-01\topen\tLiabilities:VAT:High\n"
        "2025-02-02\t*\tBank\tShares\tAssets:Clearing:Shares\t2\tSHARE"
        "\t{10.00 EUR 2025-01-15 first}\t@ 12.00 EUR\tAssets:Bank\t-20.00\n"
        "2025-02-02\topen\tAssets:Clearing:Shares\n"
        "2025-02-03\t*\tBank\tDollars\tAssets:Clearing:Dollars\t10.00\tUSD"
        "\t@ 0.90 EUR\tAssets:Bank\t-9.00\n"
        "2025-02-03\topen\tAssets:Clearing:Dollars\n"
        "2025-02-04\t*\ta\\\\b\tc\\nd\\te \u200b\U0001fae9\taccount: Assets:Bank"
        "\tday= 2025-01-01\tnone= \tsum= 1.50 EUR\tyes= TRUE"
        "\tAssets:Bank\t1\tflag !\tEquity:Coop\t-1\n"
        "option\toperating_currency\tEUR\n"
        "option\ttitle\tBooks\tOur \\\\books\n"
        "plugin\t1\tbeancount.plugins.auto_accounts\n"
        "plugin\t2\tparaplu\t../members.yaml\n"
    )
    assert books_checksum(books) == sha256(text.encode()).hexdigest()


def test_files_do_not_run_into_each_other() -> None:
    one = {"a.py": b"x", "b.py": b"y"}
    others = [{"a.py": b"xb.pyy"}, {"a.pyx": b"", "b.py": b"y"}, {"a.py": b"xb.py"}]
    sums = {listed_checksum(files) for files in (one, *others)}
    assert len(sums) == 4
    assert listed_checksum(dict(reversed(one.items()))) == listed_checksum(one)
