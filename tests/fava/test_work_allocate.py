"""Lines that wait, placed from the page: what git says of the books afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import make_dutch
from tests.bookkeeping.waiting.test_allocate import STALL, line, wait
from tests.fava.conftest import words
from tests.fava.work import WorkPage, waiting_work, working_on

OWN = {"vat": [""], "amount": [""]}


def key(page: WorkPage, **asked: str) -> str:
    """Return the key of the line that is shown."""
    found = page.drawn(**asked).select_one("[name=line]")
    assert found is not None
    return str(found["value"])


def test_a_number_places_a_line_and_git_shows_it(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        page.commit()
        choices = page.drawn().select(".pp-choices button")
        assert [words(one) for one in choices] == [
            "1 L01 to be received ^2025-001 2025-001, of which 121.00 is open"
        ]
        assert [one["aria-keyshortcuts"] for one in choices] == ["1"]
        told = page.done("place", line=key(page), number="1")
        assert told["said"] == (
            "2025-02-03, 121.00 Klant is placed on Assets:Members:L01:Receivable."
        )
        assert page.diff() == (
            '-2025-02-03 ! "Klant" "kast"\n'
            '+2025-02-03 * "Klant" "kast" ^2025-001\n'
            '-  allocated: "paraplu cannot tell where it belongs; closest: 2025-001, '
            'of which 121.00 is open"\n'
            '+  allocated: "2025-001, of which 121.00 is open"\n'
            "-  Assets:Clearing:Unallocated                              -121.00 EUR\n"
            "+  Assets:Members:L01:Receivable                            -121.00 EUR\n"
        )
        assert "Every line of a statement has its place" in words(page.drawn())
        page.done("undo")
        assert page.diff() == ""


def test_what_is_only_as_much_is_never_first(tmp_path: Path) -> None:
    stranger = line(3, "121.00", "Verhuur Loods", "Huur november")
    with waiting_work(tmp_path, stranger) as page:
        work = page.drawn()
        (chance,) = work.select(".pp-choices button")
        assert words(chance) == (
            "1 L01 to be received ^2025-001 "
            "2025-001, of which 121.00 is open; only the amount agrees"
        )
        # Nothing is chosen by Enter alone, and the lists come first.
        (first,) = work.select("[data-pp-first]")
        assert words(first) == "Place it here"
        assert work.select("details[open] ~ h4 ~ form .pp-choices")
        # Where anything else is known of such a line, that goes before.
        place = {"whose": ["L01"], "kind": ["Income:Members:*:Sales"], **OWN}
        page.done("place", line=key(page), **place)
    wait(tmp_path, line(4, "121.00", "Verhuur Loods", "Huur december"))
    with working_on(tmp_path / "ledger" / "main.beancount") as page:
        work = page.drawn()
        choices = [words(one) for one in work.select(".pp-choices button")]
        assert choices[0].startswith("1 L01 turnover")
        assert choices[-1].endswith("only the amount agrees")
        (first,) = work.select("[data-pp-first]")
        assert words(first) == choices[0]


def test_a_split_by_member_kind_and_vat(tmp_path: Path) -> None:
    with waiting_work(tmp_path, line(3, "22.70", "Iemand")) as page:
        page.done(
            "place",
            line=key(page),
            whose=["L01", "L01"],
            kind=["Income:Members:*:Sales", "Income:Members:*:Sales"],
            vat=["high", ""],
            amount=["€ 12,10", ""],
        )
        file = tmp_path / "ledger" / "2025" / "2025-02-ing.beancount"
        text = file.read_text("utf-8").partition("Assets:Bank:Ing")[2]
        assert text.splitlines()[:4] == [
            "                                            22.70 EUR",
            "  Income:Members:L01:Sales                                  -10.00 EUR",
            "  Liabilities:VAT:High                                       -2.10 EUR",
            "  Income:Members:L01:Sales                                  -10.60 EUR",
        ]


def test_under_the_small_scheme_no_vat_is_apart(tmp_path: Path) -> None:
    with waiting_work(tmp_path, line(3, "22.70", "Iemand")) as page:
        assert [one.name for one in page.drawn().select("[name='vat[]']")] == ["select"]
        register = tmp_path / "members.yaml"
        text = register.read_text("utf-8")
        register.write_text(f"vat: {{scheme: kor}}\n{text}", "utf-8")
        page.again()
        assert [one.name for one in page.drawn().select("[name='vat[]']")] == ["input"]
        place = {"line": key(page), "whose": ["L01"], "amount": [""]}
        place["kind"] = ["Income:Members:*:Sales"]
        assert page.refused("place", **place, vat=["high"]).startswith(
            "The small businesses scheme holds on 2025-02-03"
        )
        page.done("place", **place, vat=[""])


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "Choose where this line goes."),
        ({"number": "4"}, "There is no 4 among these."),
        (
            {"whose": ["", ""], "kind": ["", ""], "vat": ["", ""], "amount": ["", ""]},
            "Choose where this line goes.",
        ),
        (
            OWN | {"whose": [""], "kind": ["Income:Members:*:Sales"]},
            "Choose which member it is of.",
        ),
        (
            {"whose": ["L01"], "kind": [""], "vat": [""], "amount": ["3.00"]},
            "Choose what each part is.",
        ),
        (
            {
                "whose": [""],
                "kind": ["Expenses:Coop:Rent"],
                "vat": [""],
                "amount": ["veel"],
            },
            "This is not an amount: veel",
        ),
        (
            {
                "whose": [""],
                "kind": ["Expenses:Coop:Rent"],
                "vat": [""],
                "amount": ["NaN"],
            },
            "This is not an amount: NaN",
        ),
        (
            {
                "whose": [""],
                "kind": ["Expenses:Coop:Rent"],
                "vat": [""],
                "amount": ["1.00"],
            },
            "The parts come to 1.00, but the line is of 12.10.",
        ),
        (
            OWN | {"whose": [""], "kind": ["Expenses:Coop:Ren\nt"]},
            "Choose what each part is.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, fields: dict[str, object], why: str
) -> None:
    with waiting_work(tmp_path, line(3, "-12.10", "Iemand")) as page:
        assert page.refused("place", line=key(page), **fields).startswith(why)


def test_a_line_that_waits_no_more_is_told(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        why = page.refused("place", line="0123456789ab", number="1")
        assert why.startswith("This line does not wait any more")


def test_always_so_asks_about_the_others_first(tmp_path: Path) -> None:
    lines = (
        line(3, "-40.00", "Kraam", "eerste", STALL),
        line(4, "-40.00", "Iemand anders", "tweede", STALL),
        line(5, "-9.00", "Iemand anders", "derde"),
    )
    with waiting_work(tmp_path, *lines) as page:
        page.commit()
        rent = OWN | {"whose": [""], "kind": ["Expenses:Coop:Rent"], "always": True}
        first = key(page)
        asked = page.done("place", line=first, **rent)
        assert asked == {
            "asks": "This rule fits 1 other line that waits:",
            "lines": ["2025-02-04  -40.00  Iemand anders: Expenses:Coop:Rent"],
            "field": "also",
            "answers": [
                ["yes", "Place these too"],
                ["no", "Only this one, and write the rule"],
            ],
        }
        assert page.diff() == ""
        told = page.done("place", line=first, **rent, also="yes")
        assert told["said"].endswith("The rule placed 1 other line too.")
        # What comes next is the one that is left.
        assert told["go"] == {"line": key(page)}
        rule = f'+    - {{counterparty: {STALL}, account: "Expenses:Coop:Rent"}}\n'
        assert rule in page.diff()
        assert page.diff().count("+2025-02-0") == 2
        page.done("undo")
        assert page.diff() == ""
        told = page.done("place", line=first, **rent, also="no")
        assert told["said"].endswith("The rule is in the register.")
        assert page.diff().count("+2025-02-0") == 1


def test_from_line_to_line(tmp_path: Path) -> None:
    lines = (line(3, "1.00", "A"), line(4, "2.00", "B"), line(5, "3.00", "C"))
    with waiting_work(tmp_path, *lines) as page:
        shown = page.drawn()
        links = [str(one["href"]) for one in shown.select(".pp-table a")]
        keys = [link.partition("line=")[2] for link in links]
        assert len(keys) == 3
        middle = page.drawn(line=keys[1])
        assert words(middle.select("h3")[0]) == "B 2.00"
        for name, at in (("k", 0), ("j", 2)):
            link = middle.select_one(f"[aria-keyshortcuts={name}]")
            assert link is not None
            assert str(link["href"]).endswith(keys[at])
        told = page.done(
            "place", line=keys[1], whose=["L01"], kind=["Income:Members:*:Sales"], **OWN
        )
        assert told["go"] == {"line": keys[2]}
        # What is gone by now leads to the first.
        assert words(page.drawn(line=keys[1]).select("h3")[0]) == "A 1.00"


def test_dutch_books_are_written_in_dutch_whoever_reads(tmp_path: Path) -> None:
    main = make_dutch(tmp_path)
    wait(tmp_path, line(3, "121.00", "Klant", "kast"))
    with working_on(main) as page:
        told = page.done("place", line=key(page), number="1")
        assert "is placed on Activa:Leden:L01:Debiteuren." in told["said"]
        file = tmp_path / "ledger" / "2025" / "2025-02-ing.beancount"
        assert 'allocated: "2025-001, waarvan 121,00 openstaat"' in file.read_text()
