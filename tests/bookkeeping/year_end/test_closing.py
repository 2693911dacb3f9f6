"""Closing a year changes no figure, is done once, and says what it cannot do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.benchmarks.generate import Size, generate
from tests.reports.papers.support import json_values, material_of, period
from tests.support import MEMBERS, copy_example, report_on, told

from paraplu.base.language import Language
from paraplu.base.periods import Period, PeriodLength
from paraplu.bookkeeping.vat.boxes import boxes_of
from paraplu.bookkeeping.vat.filed import written_boxes
from paraplu.bookkeeping.vat.returns import vat_of
from paraplu.bookkeeping.year_end.closing import closings_of, put_into
from paraplu.bookkeeping.year_end.deposit import MicroBalance, micro_balance
from paraplu.check import Report, check
from paraplu.journal import CannotBook, PendingEntries, write_together
from paraplu.ledger.cover import cover_by_day
from paraplu.rendering.as_json import as_json
from paraplu.reports.papers.catalogue import DOCUMENTS

YEAR = Period(2025, 1, PeriodLength.YEAR)
FIRST = Period(2024, 1, PeriodLength.YEAR)
HEAD = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
plugin "paraplu" "../members.yaml"
"""
SMALL = """
2024-12-01 * "Own means"
  Assets:Bank                             1,000.00 EUR
  Equity:Coop:Reserve

2024-12-04 * "Customer" "A table"
  Assets:Members:L01:Cash                   242.00 EUR
  Income:Members:L01:Sales                 -200.00 EUR
  Liabilities:VAT                           -42.00 EUR

2025-12-31 * "Customer" "A chair"
  Assets:Members:L01:Cash                   121.00 EUR
  Income:Members:L01:Sales                 -100.00 EUR
  Liabilities:VAT                           -21.00 EUR

2025-12-31 * "Contribution of L01 over December"
  Expenses:Members:L01:Contribution          30.00 EUR
  Income:Coop:Contribution                  -30.00 EUR

2025-12-31 * "Woodshop" "Wood"
  Expenses:Members:L02:Costs                  5.00 EUR
  Assets:Bank
"""
_CLOSING = re.compile(
    r'\n\d{4}-12-31 \* "Afsluiting[^\n]*\n(?:  [^\n]*\n)+', re.MULTILINE
)


def closed(report: Report, year: Period, reserve: str | None = None) -> list[str]:
    """Close a year of books that lie on disk, and return what the entries say."""
    books, register = report.books, report.register
    made = closings_of(books, year, reserve)
    pending = PendingEntries(books, register)
    put_into(pending, made, books, register)
    write_together(pending.changes())
    return [f"{one.owner.member or one.owner.fund} {one.result:.2f}" for one in made]


def judged(report: Report) -> list[object]:
    """Return what is computed of books, day by day: nothing of it may change."""
    books = report.books
    found: list[object] = [
        (code, day, level)
        for code, ring in sorted(books.rings.items())
        for day, level in ring.thermometer
        if day.month != 12 or day.day != 31
    ]
    found += [(code, ring.level()) for code, ring in sorted(books.rings.items())]
    found += cover_by_day(books)
    found += told(report.verdict.findings)
    found += sorted(
        (one.date, written_boxes(boxes_of(one.items)))
        for one in vat_of(books, report.register).taxed
    )
    return found


def papers(report: Report, *periods: str) -> Iterator[tuple[str, object]]:
    """Yield the numbers of every document over some periods."""
    material = material_of(report)
    for kind in DOCUMENTS:
        for of in periods:
            for paper in kind.every(material, period(of)):
                values = json_values(as_json(paper, Language("en")))
                for key, value in values.items():
                    if not (_of_text(key) or _gross(key)):
                        yield f"{of} {paper.name} {key}", value


def _of_text(key: tuple[str, ...]) -> bool:
    """Tell whether a value is the checksum of the text, which has new entries."""
    return key[0] == "checksums"


def _gross(key: tuple[str, ...]) -> bool:
    """Tell whether it adds up what each account has, as closing empties some."""
    return key[0] == "trial" and key[-1] in {"debit", "credit"}


# It takes seconds, for it makes every document of the example twice.
@pytest.mark.no_cover
def test_the_example_is_closed_as_its_bookkeeper_did(tmp_path: Path) -> None:
    main = copy_example(tmp_path)
    book = main.parent / "2025" / "2025-12-memoriaal.beancount"
    by_hand = book.read_text()
    book.write_text(_CLOSING.sub("", by_hand))
    before = check(main)
    whole = dict(papers(before, "2025"))
    assert len(closed(before, YEAR)) == 12
    entries = by_hand.count('"Afsluiting 2025')
    assert entries == book.read_text().count('"Afsluiting 2025,')
    legs = re.compile(r"^  (?:Income|Expenses|Equity)\S+ +\S+ EUR$", re.MULTILINE)
    assert sorted(legs.findall(book.read_text())) == sorted(legs.findall(by_hand))
    after = check(main)
    assert judged(after) == judged(before)
    assert len(whole) > 2000
    assert dict(papers(after, "2025")) == whole
    assert closed(after, YEAR) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_random_books_stay_what_they_are(tmp_path: Path, seed: int) -> None:
    main = generate(tmp_path, Size(400, 3, seed))
    for file in main.parent.rglob("*.beancount"):
        file.write_text(_CLOSING.sub("", file.read_text()))
    before = check(main)
    assert len(closed(before, FIRST)) >= 4
    assert closed(check(main), YEAR)
    after = check(main)
    assert judged(after) == judged(before)
    left = [
        account.name
        for account, days in after.books.days.items()
        if account.name.startswith(("Income", "Expenses"))
        and sum(days.values(), Decimal(0))
    ]
    assert left == []
    assert closed(after, YEAR) == closed(after, FIRST) == []


def test_results_of_all_years_go_to_their_own_places(tmp_path: Path) -> None:
    report = report_on(tmp_path, SMALL, head=HEAD)
    assert closed(report, YEAR) == ["L01 270.00", "L02 -5.00", " 30.00"]
    text = report.books.main.read_text()
    assert text.endswith(
        """\
2025-12-31 * "Closing of 2025, cooperative"
  Income:Coop:Contribution                                   30.00 EUR
  Equity:Coop:Reserve                                       -30.00 EUR
"""
    )
    assert closed(check(report.books.main), YEAR) == []


def test_what_is_earned_later_is_left_alone(tmp_path: Path) -> None:
    report = report_on(tmp_path, SMALL, head=HEAD)
    assert closed(report, FIRST) == ["L01 200.00"]
    assert closed(check(report.books.main), YEAR) == [
        "L01 70.00",
        "L02 -5.00",
        " 30.00",
    ]


def test_a_year_that_comes_to_nil_is_closed_too(tmp_path: Path) -> None:
    nil = SMALL.replace("30.00 EUR", "300.00 EUR").replace("-30.00 EUR", "-300.00 EUR")
    report = report_on(tmp_path, nil, head=HEAD)
    assert closed(report, YEAR)[0] == "L01 0.00"
    after = check(report.books.main)
    assert closed(after, YEAR) == []
    assert judged(after)[-1] == judged(report)[-1]


TWO = SMALL.replace(
    '"Own means"\n  Assets:Bank                             1,000.00 EUR\n',
    '"Own means"\n  Assets:Bank                             1,000.00 EUR\n'
    "  Equity:Coop:Reserve:Buildings              -100.00 EUR\n",
)


def test_which_reserve_is_asked_where_there_are_two(tmp_path: Path) -> None:
    report = report_on(tmp_path, TWO, head=HEAD)
    with pytest.raises(CannotBook) as refused:
        closings_of(report.books, YEAR, None)
    assert Language("en").render(refused.value.message) == (
        "The result of the cooperative can go to Equity:Coop:Reserve or to "
        "Equity:Coop:Reserve:Buildings. Say which: --reserve ACCOUNT."
    )
    given = closings_of(report.books, YEAR, "Equity:Coop:Reserve:Buildings")
    assert given[-1].into == "Equity:Coop:Reserve:Buildings"


def test_the_deposit_is_in_balance_before_and_after(tmp_path: Path) -> None:
    report = report_on(tmp_path, SMALL, head=HEAD, members=MEMBERS)
    figures = MicroBalance(
        *map(Decimal, ("0", "1358.00", "1295.00", "63.00")),
    )
    last = dt.date(2025, 12, 31)
    assert micro_balance(report.books, last) == figures
    closed(report, YEAR)
    assert micro_balance(check(report.books.main).books, last) == figures
