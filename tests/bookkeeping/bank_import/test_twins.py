"""A line that the bank tells in other words, or that somebody booked, is there once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from tests.benchmarks.statements import IBAN, Row
from tests.bookkeeping.bank_import.books import (
    Run,
    in_dutch,
    ing,
    make_books,
    make_dutch,
    row,
    take,
    text_of,
    told,
)
from tests.bookkeeping.periods.small import close

from nl_banks import Statement, StatementLine
from nl_banks.statement import Balance

UNALLOCATED = "Assets:Clearing:Unallocated"
PENDING = row(5, "-12.10", "Bakker", "NL07INGB0000000007", "Pasvolgnr: 012")
BOOKED = PENDING._replace(
    payee="CCV*Bakkerij Bram", text="Kaartnr: 5238 53** **** 1234 Term: A1"
)
RENT = row(3, "-100.00", "Verhuurder", "NL01INGB0000000001", "Huur februari")


@pytest.mark.parametrize("make", [make_books, make_dutch])
def test_a_pending_line_that_is_booked_in_other_words(
    tmp_path: Path, run: Run, make: object
) -> None:
    main = make_dutch(tmp_path) if make is make_dutch else make_books(tmp_path)
    run("import", "--file", main, ing(tmp_path / "a.csv", RENT, PENDING))
    file = ing(tmp_path / "b.csv", RENT, BOOKED, row(9, "5.00", "Iemand"))
    (found,) = told(run, "--file", main, file)
    assert (found["rows"], found["new"], found["known"]) == (3, 1, 2)
    (changed,) = found["changed"]
    assert (changed["before"]["payee"], changed["payee"], changed["updated"]) == (
        "Bakker",
        "CCV*Bakkerij Bram",
        True,
    )
    assert found["balance"]["agrees"]
    text = text_of(tmp_path)
    assert text.count("-12.10 EUR") == 1
    assert '2025-02-05 ! "CCV*Bakkerij Bram" "Kaartnr: 5238' in text
    assert changed["bank_ref"] in text
    assert f'bank-ref: "{changed["before"]["bank_ref"]}"' not in text
    again = told(run, "--file", main, file)[0]
    assert (again["new"], again["changed"]) == (0, [])


def test_what_changed_is_said(books: Path, run: Run) -> None:
    run("import", ing(books / "a.csv", PENDING))
    _, out, _ = run("import", ing(books / "b.csv", BOOKED))
    assert (
        "2025-02-05 -12.10, “Bakker, Pasvolgnr: 012”: the bank now says "
        "“CCV*Bakkerij Bram, Kaartnr: 5238 53** **** 1234 Term: A1”, and so does the "
        "entry that was there."
    ) in " ".join(out.split())


def test_what_a_person_made_of_it_stays(books: Path, run: Run) -> None:
    run("import", ing(books / "a.csv", PENDING))
    february = books / "ledger" / "2025" / "2025-02-ing.beancount"
    text = february.read_text("utf-8")
    text = text.replace('! "Bakker" "Pasvolgnr: 012"', '* "Bakker" "Koek voor L02"')
    text = text.replace(UNALLOCATED, "Expenses:Members:L02:Costs")
    february.write_text(text, "utf-8")
    (found,) = told(run, ing(books / "b.csv", BOOKED))
    assert (found["new"], found["changed"][0]["updated"]) == (0, True)
    after = february.read_text("utf-8")
    assert '2025-02-05 * "Bakker" "Koek voor L02"\n' in after
    assert found["changed"][0]["bank_ref"] in after
    assert "Expenses:Members:L02:Costs  " in after


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_both_downloads_at_once(books: Path, run: Run, order: tuple[str, str]) -> None:
    ing(books / "a.csv", PENDING)
    ing(books / "b.csv", BOOKED)
    found = told(run, *(books / f"{name}.csv" for name in order))
    assert [one["new"] for one in found] == [1, 0]
    assert text_of(books).count("-12.10 EUR") == 1


# How two downloads tell one line, the earlier and the later: longer, and shorter.
TOLD = {
    "longer": (PENDING, BOOKED),
    "shorter": (BOOKED, PENDING),
    "as long": (PENDING, PENDING._replace(payee="Broder")),
}


@pytest.mark.parametrize("first", ["earlier", "later"])
@pytest.mark.parametrize("ends", ["alike", "on"])
@pytest.mark.parametrize("words", TOLD)
def test_downloads_that_overlap_come_to_rest(
    books: Path, run: Run, words: str, ends: str, first: str
) -> None:
    earlier, later = TOLD[words]
    more = () if ends == "alike" else (row(9, "5.00", "Iemand"),)
    files = [
        ing(books / "earlier.csv", RENT, earlier),
        ing(books / "later.csv", RENT, later, *more),
    ]
    files = files if first == "earlier" else files[::-1]
    texts = []
    for file in files * 3:
        run("import", file)
        texts.append(text_of(books))
    assert len({*texts[1:]}) == 1
    assert texts[-1].count("-12.10 EUR") == 1
    # The later download has it, as far as that can be known; else the longer text.
    goes_on = ends == "on" and first == "earlier"
    longest = max(TOLD[words], key=lambda one: len(f"{one.payee}{one.text}"))
    if goes_on or words != "as long":
        told_so = later if goes_on else longest
        assert f'"{told_so.payee}" "{told_so.text}"' in texts[-1]
    # All at once they say the same.
    (found, *others) = told(run, *files, *files)
    assert [one["new"] for one in (found, *others)] == [0] * 4
    assert all(one["changed"] == [] for one in (found, *others))
    assert text_of(books) == texts[-1]


def test_three_ways_to_tell_a_line_at_once(books: Path, run: Run) -> None:
    ways = [PENDING, BOOKED, BOOKED._replace(payee="CCV*Bakkerij Bram Utrecht NL")]
    files = [ing(books / f"{n}.csv", RENT, one) for n, one in enumerate(ways)]
    found = told(run, *files, *files)
    assert [one["new"] for one in found] == [2, 0, 0, 0, 0, 0]
    text = text_of(books)
    assert text.count("-12.10 EUR") == text.count("bank-ref-also: ") == 1
    assert '"CCV*Bakkerij Bram Utrecht NL"' in text
    for file in files:
        assert told(run, file)[0]["changed"] == []
    assert text_of(books) == text


def test_the_parts_of_a_divided_line_are_told_once_each(books: Path, run: Run) -> None:
    first = ing(books / "a.csv", RENT, PENDING)
    run("import", first)
    february = books / "ledger" / "2025" / "2025-02-ing.beancount"
    text = february.read_text("utf-8")
    key = next(one for one in text.splitlines() if "bank-ref" in one and "line-" in one)
    begin = text.index("2025-02-05")
    key = next(
        one for one in text[begin:].splitlines() if one.startswith("  bank-ref: ")
    )
    parts = "\n".join(
        f'2025-02-05 * "Bakker" "{what}"\n{key}\n'
        f"  Expenses:Members:L02:Costs  {amount} EUR\n"
        f"  Assets:Bank:Ing            -{amount} EUR\n"
        for what, amount in (("brood", "10.00"), ("koek", "2.10"))
    )
    end = text.find("\n\n", begin)
    february.write_text(text[:begin] + parts + text[end + 1 :], "utf-8")
    second = ing(books / "b.csv", RENT, BOOKED)
    for file in (second, first, second):
        (found,) = told(run, file)
        assert found["new"] == 0
    after = february.read_text("utf-8")
    assert after.count("bank-ref-also: ") == 2
    assert after.count(f"bank-ref-also: {key.partition(': ')[2]}") == 2
    assert '* "Bakker" "brood"' in after
    assert '* "Bakker" "koek"' in after


def test_a_closed_period_keeps_the_words_that_it_has(books: Path, run: Run) -> None:
    run("import", ing(books / "a.csv", RENT, PENDING))
    for month in ("2025-01", "2025-02"):
        close(books / "ledger" / "main.beancount", month, day=dt.date(2025, 3, 1))
    text = text_of(books)
    (found,) = told(run, ing(books / "b.csv", RENT, BOOKED))
    assert (found["new"], [one["updated"] for one in found["changed"]]) == (0, [False])
    assert text_of(books) == text


def test_lines_that_only_look_like_a_twin_are_new(books: Path, run: Run) -> None:
    run("import", ing(books / "a.csv", RENT, PENDING))
    other = row(9, "-12.10", "Slager", text="worst")
    for look_alikes in (
        # The bank still has the one that is booked.
        (RENT, PENDING, BOOKED),
        # Another amount, and another day, which the file that is booked is not of.
        (RENT, PENDING, BOOKED._replace(amount=Decimal("-12.11"))),
        (RENT, PENDING, other),
        # A file that is not of the day.
        (other, row(10, "1.00", "Iemand")),
    ):
        opening = "900.00" if look_alikes[0] is RENT else "787.90"
        file = ing(books / "b.csv", *look_alikes, opening=opening)
        (found,) = told(run, file, "--dry-run")
        assert found["changed"] == [], look_alikes
        assert found["new"] == (2 if look_alikes[0] is other else 1), look_alikes


def test_two_that_could_be_meant_are_told_apart_by_the_balance(
    books: Path, run: Run
) -> None:
    shop = PENDING._replace(payee="Slager", text="worst")
    run("import", ing(books / "a.csv", PENDING, RENT._replace(date=PENDING.date), shop))
    changed = (
        BOOKED,
        RENT._replace(date=PENDING.date),
        shop._replace(payee="Slagerij", text="lang"),
    )
    (found,) = told(run, ing(books / "b.csv", *changed))
    assert found["new"] == 0
    assert [(one["before"]["payee"], one["payee"]) for one in found["changed"]] == [
        ("Bakker", "CCV*Bakkerij Bram"),
        ("Slager", "Slagerij"),
    ]


def without_balances(*rows: tuple[int, str, str, str], iban: str = IBAN) -> Statement:
    """Return a statement of which no balance is known, from days and texts."""
    bookings = tuple(
        StatementLine(n, dt.date(2025, 2, day), Decimal(amount), "EUR", payee, text)
        for n, (day, amount, payee, text) in enumerate(rows, start=1)
    )
    return Statement("test", "ING", iban, "EUR", bookings)


def test_two_that_could_be_meant_wait_for_a_person(tmp_path: Path) -> None:
    make_books(tmp_path)
    take(
        tmp_path, without_balances((5, "-3.00", "Bakker", "a"), (5, "-3.00", "B", "b"))
    )
    plan = take(tmp_path, without_balances((5, "-3.00", "Bakkerij Bram", "lang")))
    ((_, allocation),) = plan.results[0].new
    assert (allocation.account, allocation.sure, allocation.doubted) == (
        UNALLOCATED,
        False,
        True,
    )
    assert "the bank may have changed a line that is booked: " in str(allocation.why)
    plan = take(tmp_path, without_balances((5, "-3.00", "Bakkerij Bram", "lang")))
    assert not plan.results[0].new


def test_one_of_two_in_the_file_is_new(tmp_path: Path) -> None:
    make_books(tmp_path)
    take(tmp_path, without_balances((5, "-3.00", "Bakker", "a")))
    two = without_balances((5, "-3.00", "Bram", "x"), (5, "-3.00", "Bakkerij", "y"))
    plan = take(tmp_path, two)
    assert [new.allocation.doubted for new in plan.results[0].new] == [True, True]


def camt(*bookings: StatementLine, closing: str) -> Statement:
    """Return what CAMT.053 says: keys of the bank, and the balance at the end."""
    return Statement(
        "camt053",
        "ING",
        IBAN,
        "EUR",
        bookings,
        Balance(bookings[-1].date, Decimal(closing)),
    )


def test_the_same_days_as_camt_after_csv_and_csv_again(books: Path, run: Run) -> None:
    csv = ing(books / "a.csv", RENT, PENDING)
    run("import", csv)
    lines = tuple(
        StatementLine(
            n,
            one.date,
            one.amount,
            "EUR",
            narration=f"/TRTP/{one.payee} {n}",
            reference=f"{one.date:%Y%m%d}/0000000{n}",
        )
        for n, one in enumerate((RENT, PENDING), start=1)
    )
    plan = take(books, camt(*lines, closing="787.90"))
    (result,) = plan.results
    assert (len(result.new), [one.updated for one in result.changed]) == (
        0,
        [True, True],
    )
    assert result.agrees
    text = text_of(books)
    assert 'bank-ref: "20250205/00000002"' in text
    assert "line-" not in text
    # The keys of the bank stay where a file without keys comes after it.
    (again,) = told(run, csv)
    assert (again["new"], again["known"]) == (0, 2)
    assert again["changed"] == []
    assert text_of(books) == text


@pytest.mark.parametrize("first", ["csv", "camt"])
def test_csv_and_camt_in_turns_come_to_rest(books: Path, run: Run, first: str) -> None:
    csv = ing(books / "a.csv", RENT, PENDING)
    lines = tuple(
        StatementLine(
            n, one.date, one.amount, "EUR", "CCV*Ander", f"lang {n}"
        )._replace(reference=f"{one.date:%Y%m%d}/0000000{n}")
        for n, one in enumerate((RENT, PENDING), start=1)
    )
    texts = []
    for n in range(6):
        if (n % 2 == 0) is (first == "csv"):
            run("import", csv)
        else:
            take(books, camt(*lines, closing="787.90"))
        texts.append(text_of(books))
    assert len({*texts[1:]}) == 1
    assert texts[-1].count("-12.10 EUR") == 1
    assert 'bank-ref: "20250205/00000002"' in texts[-1]


def test_two_statements_of_one_day_are_of_different_lines(tmp_path: Path) -> None:
    make_books(tmp_path)
    first = StatementLine(1, dt.date(2025, 2, 5), Decimal(-3), "EUR", "A", "a")
    second = first._replace(payee="B", narration="b")
    earlier, later = camt(first, closing="897"), camt(second, closing="894")
    found = []
    for name, order in ("a", (earlier, later)), ("b", (later, earlier)):
        make_books(tmp_path / name)
        found += [len(take(tmp_path / name, one).results[0].new) for one in order]
    assert found == [1, 1, 1, 1]


BY_HAND = """
2025-02-0{day} * "Bram" "brood"
  {counter}                 12.10 EUR
  {bank}
"""


@pytest.mark.parametrize("make", [make_books, make_dutch])
def test_a_line_booked_by_hand_in_other_words_waits(
    tmp_path: Path, run: Run, make: object
) -> None:
    dutch = make is make_dutch
    main = make_dutch(tmp_path) if dutch else make_books(tmp_path)
    entry = BY_HAND.format(
        day=4, counter="Expenses:Members:L02:Costs", bank="Assets:Bank:Ing"
    )
    by_hand = in_dutch(entry) if dutch else entry
    option = 'option "name_assets" "Activa"\n' if dutch else ""
    february = main.parent / "2025" / "2025-02-ing.beancount"
    february.write_text(option + by_hand, "utf-8")
    file = ing(tmp_path / "st.csv", PENDING, PENDING._replace(date=dt.date(2025, 2, 9)))
    status, out, _ = run("import", "--file", main, file)
    assert status == 1
    text = text_of(tmp_path)
    clearing = in_dutch(UNALLOCATED) if dutch else UNALLOCATED
    assert '2025-02-05 ! "Bakker"' in text
    assert text.count(clearing + " ") >= 2
    assert "2025-02-04 “Bram, brood”" in text
    said = " ".join(out.split())
    why = "lines that may be booked twice make the difference of 12.10. "
    why = "regels die misschien dubbel staan, maken het verschil" if dutch else why
    assert why in said
    # Given its key, the line by hand is the line.
    key = next(line for line in text.splitlines() if "bank-ref: " in line)
    february.write_text(
        option + by_hand.replace('"brood"\n', f'"brood"\n{key}\n'), "utf-8"
    )
    (again,) = told(run, "--file", main, file, "--dry-run")
    assert (again["known"], again["new"]) == (1, 1)


@pytest.mark.parametrize(
    ("day", "amount"), [(1, "12.10"), (4, "12.11"), (4, "-12.10")], ids=str
)
def test_what_is_booked_by_hand_and_is_no_twin(
    books: Path, run: Run, day: int, amount: str
) -> None:
    entry = BY_HAND.format(
        day=day, counter="Expenses:Members:L02:Costs", bank="Assets:Bank:Ing"
    ).replace("12.10", amount)
    (books / "ledger" / "2025" / "2025-02-ing.beancount").write_text(entry, "utf-8")
    (found,) = told(run, ing(books / "st.csv", PENDING), "--dry-run")
    (line,) = found["transactions"]
    assert line["allocation"]["why"] == "paraplu cannot tell where it belongs"


@pytest.mark.parametrize(
    ("other", "waits"),
    [
        # Two customers pay as much on a day: two payments, though one is not there.
        ("NL08INGB0000000008", True),
        # The number that was the account before IBAN, and one of the two without.
        ("0000000007", False),
        ("", False),
    ],
)
def test_two_accounts_of_the_other_side_are_not_one_payment(
    books: Path, run: Run, other: str, *, waits: bool
) -> None:
    run("import", ing(books / "a.csv", PENDING))
    told_now = BOOKED._replace(counterparty=other)
    (found,) = told(run, ing(books / "b.csv", told_now))
    assert (found["new"], len(found["changed"])) == ((1, 0) if waits else (0, 1))
    text = text_of(books)
    assert text.count("-12.10 EUR") == (2 if waits else 1)
    assert ("the bank may have changed a line" in text) == waits


def test_of_two_lines_each_goes_with_its_own_party(books: Path, run: Run) -> None:
    other = PENDING._replace(payee="Slager", counterparty="NL08INGB0000000008")
    run("import", ing(books / "a.csv", PENDING, other))
    told_now = other._replace(payee="Slagerij Piet")
    (found,) = told(run, ing(books / "b.csv", told_now, BOOKED))
    said = {one["before"]["payee"]: one["payee"] for one in found["changed"]}
    assert said == {"Bakker": BOOKED.payee, "Slager": "Slagerij Piet"}


@pytest.mark.parametrize(
    ("day", "rest", "waits"),
    [
        # Booked a day later than it was told, and no more on the day before.
        (6, (), True),
        # The look-alikes: the old line is there still, or it is too long ago.
        (6, (PENDING,), False),
        (9, (), False),
    ],
)
def test_a_line_that_the_bank_books_on_another_day(
    books: Path, run: Run, day: int, rest: tuple[Row, ...], *, waits: bool
) -> None:
    run("import", ing(books / "a.csv", RENT, PENDING))
    moved = BOOKED._replace(date=BOOKED.date.replace(day=day))
    (found,) = told(run, ing(books / "b.csv", RENT, *rest, moved))
    assert found["new"] == 1
    assert ("the bank may have changed a line" in text_of(books)) == waits
