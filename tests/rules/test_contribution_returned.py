"""PF07 and PF02: the share of a sale that is refunded in a later month."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, hints, told, words

from paraplu.base.findings import Cause

OWN = """\
2025-01-01 * "Own money of the cooperative"
  Assets:Bank                          5000.00 EUR
  Equity:Coop

"""
SOLD = """\
2025-02-05 * "Web shop" ^w
  Assets:Bank                           400.00 EUR
  Income:Members:L01:Sales

2025-02-28 * "Contribution of February" ^c
  Expenses:Members:L01:Contribution     120.00 EUR
  Income:Coop:Contribution

"""
REFUNDED = """\
2025-03-10 * "Web shop, sent back" ^w
  Income:Members:L01:Sales              400.00 EUR
  Assets:Bank

"""
# So that the month of the refund is over.
LATER = """\
2025-06-02 * "Bank"
  Assets:Bank                             1.00 EUR
  Equity:Coop

"""


def returned(
    amount: str = "120.00", day: str = "2025-03-10", link: str = "", of: str = ""
) -> str:
    month = f'\n  contribution: "{of}"' if of else ""
    return f"""\
{day} * "Share given back" {link}{month}
  Income:Coop:Contribution              {amount} EUR
  Expenses:Members:L01:Contribution    -{amount} EUR

"""


def agreed(deficit: str) -> str:
    return MEMBERS.replace("rate: 30%", f"rate: 30%, deficit: {deficit}")


def found(
    folder: Path,
    ledger: str,
    deficit: str = "carry",
    members: str = "",
    vocabulary: str = "en",
) -> list[str]:
    """Return code, member and amount of every error, without the lines."""
    findings = errors(
        findings_in(
            folder,
            OWN + ledger,
            means="",
            members=members or agreed(deficit),
            vocabulary=vocabulary,
        )
    )
    return [" ".join(line.split()[:3]) for line in told(findings)]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("later", ["", LATER])
@pytest.mark.parametrize(
    "back",
    [
        "",
        returned(),
        returned(link="^c"),
        returned(of="2025-02"),
        returned(link="^c", of="2025-02"),
        returned(of="2025-03"),
        returned(day="2025-03-11", of="2025-02"),
        returned(day="2025-05-02", of="2025-02"),
        returned(day="2025-05-02", of="2025-03"),
        returned(day="2025-05-02"),
        returned("60.00", day="2025-05-02", of="2025-02"),
        returned("60.00", of="2025-02") + returned("60.00", day="2025-03-12"),
    ],
)
def test_it_may_be_given_back_or_left(
    back: str, later: str, vocabulary: str, tmp_path: Path
) -> None:
    ledger = SOLD + REFUNDED + back + later
    assert found(tmp_path, ledger, vocabulary=vocabulary) == []


def test_in_the_entry_of_the_refund(tmp_path: Path) -> None:
    ledger = f"""\
{SOLD}2025-03-10 * "Web shop, sent back" ^w
  Income:Members:L01:Sales              400.00 EUR
  Income:Coop:Contribution              120.00 EUR
  Expenses:Members:L01:Contribution    -120.00 EUR
  Assets:Bank                          -400.00 EUR

{LATER}"""
    assert found(tmp_path, ledger) == []


@pytest.mark.parametrize(
    ("back", "wrong"),
    [
        (returned("120.02", of="2025-02"), ["PF07 L01 0.02", "PF01 L01 0.02"]),
        (
            returned("60.00", of="2025-02") + returned("70.00", of="2025-02"),
            ["PF07 L01 10.00", "PF01 L01 10.00"],
        ),
        (returned(of="2025-04"), ["PF07 L01 120.00"]),
    ],
)
def test_no_more_than_that(back: str, wrong: list[str], tmp_path: Path) -> None:
    assert sorted(found(tmp_path, SOLD + REFUNDED + back + LATER)) == sorted(wrong)


SAID = {
    "less than nothing was taken": (
        SOLD.partition("2025-02-28")[0] + returned("10.00", of="2025-02"),
        (
            "L01's contributions for 2025-02 come to -10.00, but 120.00 was agreed: "
            "130.00 too little."
        ),
    ),
    "something was taken where there was to be given back": (
        SOLD + REFUNDED + returned("-10.00", of="2025-03"),
        (
            "L01's contributions for 2025-03 come to 10.00, but -120.00 was agreed: "
            "130.00 too much."
        ),
    ),
    "less was given back than was to be": (
        SOLD + REFUNDED + returned("60.00", of="2025-03"),
        (
            "L01's contributions for 2025-03 come to -60.00, but -120.00 was agreed: "
            "60.00 too much."
        ),
    ),
    "less was taken": (
        SOLD.replace("120.00", "90.00"),
        (
            "90.00 is booked as L01's contribution for 2025-02, but 120.00 was agreed: "
            "30.00 too little."
        ),
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_how_it_says_what_is_below_nothing(case: str, tmp_path: Path) -> None:
    ledger, said = SAID[case]
    members = agreed("return")
    every = findings_in(tmp_path, OWN + ledger + LATER, means="", members=members)
    [finding] = [one for one in of("PF07", every) if words(one) == said]
    cause = Cause.TOO_MUCH if "too much" in said else Cause.TOO_LITTLE
    assert finding.cause is cause
    assert hints(finding).startswith("Run paraplu contribution 2025-0")


def test_a_share_of_what_was_not_refunded(tmp_path: Path) -> None:
    ledger = SOLD + returned(day="2025-03-10", of="2025-02") + LATER
    assert found(tmp_path, ledger) == ["PF07 L01 120.00"]
    half = SOLD + REFUNDED.replace("400.00", "200.00") + returned(of="2025-02") + LATER
    assert found(tmp_path, half) == ["PF07 L01 60.00"]


def test_what_was_given_back_counts_against_nothing_any_more(tmp_path: Path) -> None:
    april = """\
2025-04-10 * "Market"
  Assets:Bank                           600.00 EUR
  Income:Members:L01:Sales

2025-04-30 * "Contribution of April"
  Expenses:Members:L01:Contribution     {} EUR
  Income:Coop:Contribution

"""
    left = SOLD + REFUNDED + april.format("60.00") + LATER
    back = SOLD + REFUNDED + returned(of="2025-02") + april.format("180.00") + LATER
    assert found(tmp_path, left) == found(tmp_path, back) == []
    both = SOLD + REFUNDED + returned(of="2025-02") + april.format("60.00") + LATER
    assert found(tmp_path, both) == ["PF07 L01 120.00"]


def test_what_is_sold_after_it_in_the_month_is_owed_for(tmp_path: Path) -> None:
    sold = SOLD.replace("2025-02-", "2025-03-").replace("^w", "^v").replace("05", "20")
    sold = sold.replace("03-28", "03-31")
    ledger = SOLD + REFUNDED + returned(of="2025-02") + sold + LATER
    assert found(tmp_path, ledger) == []


@pytest.mark.parametrize("deficit", ["carry", "drop", "return"])
def test_a_refund_in_the_month_of_the_sale(deficit: str, tmp_path: Path) -> None:
    """A share that was taken at once goes back in any case, by the end of the month."""
    sold = SOLD.replace("02-28", "02-05")
    refunded = REFUNDED.replace("2025-03-10", "2025-02-20")
    back = returned(day="2025-02-25")
    assert found(tmp_path, sold + refunded, deficit) == []
    assert found(tmp_path, sold + refunded + back + LATER, deficit) == []
    assert found(tmp_path, sold + refunded + LATER, deficit) == ["PF07 L01 120.00"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(
    "back", ["", returned(day="2026-01-12", of="2025-02"), returned(day="2026-01-10")]
)
def test_after_the_year_was_closed(back: str, vocabulary: str, tmp_path: Path) -> None:
    members = agreed("carry").replace("until: 2025-12-31}]", "until: 2026-12-31}]")
    ledger = f"""\
{SOLD}2025-12-31 * "Closing"
  Income:Members:L01:Sales              400.00 EUR
  Expenses:Members:L01:Contribution    -120.00 EUR
  Equity:Members:L01:Thermometer       -280.00 EUR

{REFUNDED.replace("2025-03", "2026-01")}{back}{LATER.replace("2025-06", "2026-06")}"""
    assert found(tmp_path, ledger, members=members, vocabulary=vocabulary) == []
    closed = f"""\
{ledger}2026-12-31 * "Closing"
  Income:Members:L01:Sales             -400.00 EUR
  Expenses:Members:L01:Contribution     {"120.00" if back else "0.00"} EUR
  Equity:Members:L01:Thermometer

"""
    assert found(tmp_path, closed, members=members, vocabulary=vocabulary) == []


def test_two_members_in_one_entry(tmp_path: Path) -> None:
    other = (SOLD + REFUNDED).replace("L01", "L02").replace("^w", "^v")
    ledger = f"""\
{SOLD}{REFUNDED}{other}2025-03-20 * "Shares given back"
  contribution: "2025-02"
  Income:Coop:Contribution              220.00 EUR
  Expenses:Members:L01:Contribution    -120.00 EUR
  Expenses:Members:L02:Contribution    -100.00 EUR

{LATER}"""
    assert found(tmp_path, ledger) == []
    ledger = ledger.replace("220.00", "250.00").replace("-100.00", "-130.00")
    assert sorted(found(tmp_path, ledger)) == ["PF01 L02 10.00", "PF07 L02 10.00"]


def test_a_credit_note(tmp_path: Path) -> None:
    ledger = SOLD.replace("Assets:Bank  ", "Assets:Members:L01:Receivable  ")
    note = REFUNDED.replace("  Assets:Bank", "  Assets:Members:L01:Receivable")
    assert found(tmp_path, ledger + note) == []
    assert found(tmp_path, ledger + note + returned(of="2025-02") + LATER) == []


def test_a_leaver_gets_it_back(tmp_path: Path) -> None:
    members = MEMBERS.replace(
        "joined: 2025-01-01\n  L02",
        "joined: 2025-01-01\n    left: 2025-02-28\n    left_to: work\n  L02",
    )
    ledger = SOLD + REFUNDED + returned(day="2025-03-20", of="2025-02") + LATER
    assert found(tmp_path, ledger, members=members) == []
    # Until it is given back, the ring of who left is not empty.
    ledger = SOLD + REFUNDED + LATER
    assert found(tmp_path, ledger, members=members) == ["MB06 L01 120.00"]


def test_each_month_alone(tmp_path: Path) -> None:
    """Nothing goes back, so the refund has to be paid from something else."""
    assert found(tmp_path, SOLD + REFUNDED + LATER, "drop") == ["PF02 L01 120.00"]
    ledger = SOLD + REFUNDED + returned(of="2025-02") + LATER
    assert found(tmp_path, ledger, "drop") == ["PF07 L01 120.00"]


@pytest.mark.parametrize(
    ("day", "of"),
    [
        ("2025-03-10", ""),
        ("2025-03-10", "2025-02"),
        ("2025-03-31", "2025-03"),
        ("2025-04-02", "2025-02"),
        ("2025-04-02", "2025-03"),
    ],
)
def test_a_policy_that_gives_back(day: str, of: str, tmp_path: Path) -> None:
    ledger = SOLD + REFUNDED + returned(day=day, of=of) + LATER
    assert found(tmp_path, ledger, "return") == []


def test_a_policy_that_gives_back_asks_for_it(tmp_path: Path) -> None:
    findings = findings_in(
        tmp_path, OWN + SOLD + REFUNDED + LATER, means="", members=agreed("return")
    )
    asked = [f for f in findings if f.code in {"PF02", "PF07"}]
    assert [(f.code, f.severity, str(f.amount)) for f in asked] == [
        ("PF07", "warning", "120.00")
    ]


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        # The refund is covered by what the cooperative holds, and a purchase is not.
        ("Expenses:Members:L01:Costs", ["PF02 L01 50.00"]),
        ("Expenses:Members:L01:Growth", ["PF02 L01 50.00"]),
    ],
)
def test_more_was_used_than_that(more: str, wrong: list[str], tmp_path: Path) -> None:
    ledger = f"""\
{SOLD}{REFUNDED}2025-03-12 * "Shop"
  receipt: "1.pdf"
  {more}        50.00 EUR
  Assets:Bank

"""
    assert found(tmp_path, ledger) == wrong


def test_a_share_that_costs_ate_up_excuses_nothing(tmp_path: Path) -> None:
    """Only what went back to customers is not the member's spending."""
    ledger = f"""\
{SOLD}2025-03-12 * "Shop"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs            400.00 EUR
  Assets:Bank

"""
    assert found(tmp_path, ledger) == ["PF02 L01 120.00"]


def test_cents_of_rounding(tmp_path: Path) -> None:
    ledger = (SOLD + REFUNDED).replace("400.00", "55.55").replace("120.00", "16.67")
    assert found(tmp_path, ledger + LATER) == []
    back = ledger + returned("16.67", of="2025-02") + LATER
    assert found(tmp_path, back) == []


def _months(nets: list[int], shares: list[Decimal], *, of_deficit: bool) -> str:
    """Return books that earn and spend so much each month, with these shares.

    What is given back is for the month of the deficit, else for the last month of which
    a share is still there.
    """
    entries = []
    taken: dict[int, Decimal] = {}
    for n, (net, share) in enumerate(zip(nets, shares, strict=True), 1):
        day = f"2025-{n:02}"
        account = (
            "Income:Members:L01:Sales" if net > 0 else "Expenses:Members:L01:Costs"
        )
        entries.append(f"""\
{day}-10 * "Market"
  Assets:Bank              {net}.00 EUR
  {account}               {-net}.00 EUR

""")
        parts = [(n, share)]
        if share < 0 and not of_deficit:
            parts, left = [], -share
            for month in sorted(taken, reverse=True):
                part = min(taken[month], left)
                taken[month] -= part
                left -= part
                parts.append((month, -part))
        elif share > 0:
            taken[n] = share
        entries += [
            f"""\
{day}-28 * "Share"
  contribution: "2025-{month:02}"
  Expenses:Members:L01:Contribution     {part} EUR
  Income:Coop:Contribution             {-part} EUR

"""
            for month, part in parts
            if part
        ]
    return "".join(entries)


@settings(max_examples=30, deadline=None)
@given(
    nets=st.lists(st.integers(-400, 400), min_size=1, max_size=6),
    of_deficit=st.booleans(),
)
def test_what_was_taken_is_the_share_of_all_so_far(
    *, nets: list[int], of_deficit: bool
) -> None:
    """Giving back each deficit is right where it is asked, and where it may be."""
    so_far = [max(Decimal(sum(nets[:n])) * 3 / 10, Decimal(0)) for n in range(7)]
    shares = [after - before for before, after in pairwise(so_far)][: len(nets)]
    ledger = _months(nets, shares, of_deficit=of_deficit)
    later = LATER.replace("06-02", "12-31")
    for deficit in ("return", "carry"):
        with tempfile.TemporaryDirectory() as folder:
            findings = findings_in(
                Path(folder), OWN + ledger + later, means="", members=agreed(deficit)
            )
        assert told([f for f in findings if f.code == "PF07"]) == []


def test_what_has_to_go_back_is_told_above_zero(tmp_path: Path) -> None:
    """After 45 days it is told, as what is not booked is."""
    ledger, members = OWN + SOLD + REFUNDED + LATER, agreed("return")
    findings = findings_in(tmp_path, ledger, means="", members=members)
    [late] = [one for one in findings if one.code == "PF07"]
    assert late.cause is Cause.NOT_GIVEN_BACK
    assert words(late) == (
        "120.00 of L01's contributions has to be given back for 2025-03. That is not "
        "booked, and the month ended 63 days ago."
    )
