"""PF06: money on its way arrives within the days that the policy gives it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import MEANS, VOCABULARIES, errors, findings_in, of
from tests.support import MEMBERS, report_on, told, words

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

ON_ITS_WAY = """\
2025-03-01 * "Card payments"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Clearing:Cards              60.00 EUR

2025-03-03 * "Card payments"
  Income:Members:L02:Sales          -40.00 EUR
  Assets:Clearing:Cards              40.00 EUR

2025-03-05 * "Paid out"
  Assets:Clearing:Cards             -58.20 EUR
  Assets:Bank                        58.20 EUR
"""


def _on(folder: Path, day: str, ledger: str = ON_ITS_WAY) -> list[str]:
    today = dt.date.fromisoformat(day)
    report = report_on(folder, f"{ledger}\n{MEANS}", head=HEADLESS, today=today)
    return told(of("PF06", report.verdict.findings))


# Lines are those of the ledger and two more.
HEADLESS = (
    'plugin "beancount.plugins.auto_accounts"\nplugin "paraplu" "../members.yaml"\n'
)


def test_what_came_first_leaves_first(tmp_path: Path) -> None:
    assert _on(tmp_path, "2025-03-31") == []
    assert _on(tmp_path, "2025-04-01") == ["PF06 L01 1.80 5"]
    assert _on(tmp_path, "2025-04-03") == ["PF06 L01 1.80 5", "PF06 L02 40.00 9"]


def test_without_today_the_newest_entry_counts(tmp_path: Path) -> None:
    later = """
2025-04-01 * "Chairs sold"
  Income:Members:L01:Sales          -10.00 EUR
  Assets:Bank                        10.00 EUR
"""
    [finding] = of("PF06", findings_in(tmp_path, ON_ITS_WAY + later))
    assert told([finding]) == ["PF06 L01 1.80 3"]
    assert words(finding) == (
        "1.80 has been on Assets:Clearing:Cards for 31 days; at most 30 days is "
        "allowed."
    )


def test_what_left_before_it_came(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Paid out, the sale is not booked"
  Assets:Clearing:Cards             -20.00 EUR
  Assets:Bank                        20.00 EUR

2025-03-20 * "A part of it"
  Income:Members:L01:Sales          -15.00 EUR
  Assets:Clearing:Cards              15.00 EUR

2025-04-01 * "Chairs sold"
  Income:Members:L01:Sales          -10.00 EUR
  Assets:Bank                        10.00 EUR
"""
    [finding] = of("PF06", findings_in(tmp_path, ledger))
    assert told([finding]) == ["PF06 5.00 2"]
    assert words(finding) == (
        "5.00 came in through Assets:Clearing:Cards 31 days ago, and its purpose has "
        "not been booked; at most 30 days is allowed."
    )


def test_a_payout_that_runs_ahead_on_the_day(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Paid out"
  Assets:Clearing:Cards             -60.00 EUR
  Assets:Bank                        60.00 EUR

2025-03-01 * "Card payments"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Clearing:Cards              60.00 EUR
"""
    assert _on(tmp_path, "2025-12-01", ledger) == []


def test_one_account_does_not_settle_another(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Card payments"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Clearing:Cards              60.00 EUR

2025-03-01 * "Cash on its way to the bank"
  Assets:Clearing:Cash              -60.00 EUR
  Assets:Bank                        60.00 EUR
"""
    assert _on(tmp_path, "2025-04-01", ledger) == ["PF06 L01 60.00 5", "PF06 60.00 8"]


def test_a_rest_below_half_a_cent_is_rounding(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Customer in the United States"
  Income:Members:L01:Sales          -30.61 EUR
  Assets:Clearing:PayPal             33.33 USD @ 0.91838 EUR

2025-03-02 * "Paid out"
  Assets:Clearing:PayPal            -33.33 USD @ 0.91830 EUR
  Assets:Bank                        30.61 EUR
"""
    assert _on(tmp_path, "2025-12-01", ledger) == []


SOLD = """\
2025-03-01 * "Card payments"
  Income:Members:L01:Sales          -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR

"""
# By each of these 80.00 of the first of March seems to come in late in March.
MADE_YOUNG = {
    "an entry of nothing": """\
2025-03-25 * "Moved"
  Assets:Clearing:Cards              80.00 EUR
  Assets:Clearing:Cards             -80.00 EUR
""",
    "an entry of nothing, beside a correction": """\
2025-03-25 * "Moved"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
  Income:Members:L01:Sales           80.00 EUR
  Income:Members:L01:Sales:Web      -80.00 EUR
""",
    "an entry of nothing, beside a fee": """\
2025-03-25 * "Moved"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Clearing:Cards              30.00 EUR
  Assets:Clearing:Cards              50.00 EUR
  Expenses:Coop:Bank                  1.00 EUR
  Assets:Bank                        -1.00 EUR
""",
    "the bank on both sides": """\
2025-03-25 * "Moved"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
""",
    "to the bank and back on a day": """\
2025-03-25 * "To the bank"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-03-25 * "And back"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
""",
    "from the bank and back": """\
2025-03-25 * "From the bank"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR

2025-03-26 * "And back"
  Assets:Bank                        80.00 EUR
  Assets:Clearing:Cards             -80.00 EUR
""",
    "a payout that bounced, twice": """\
2025-03-10 * "Paid out"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-03-17 * "Bounced"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR

2025-03-20 * "Paid out again"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-03-21 * "Bounced again"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
""",
    "from the bank and back a week later, long after a payout": """\
2025-02-01 * "Card payments"
  Income:Members:L02:Sales          -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR

2025-02-05 * "Paid out"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-03-18 * "From the bank"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR

2025-03-25 * "And back"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR
""",
    "to the bank and back today": """\
2025-04-01 * "To the bank"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-04-01 * "And back"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
""",
    "to another clearing account": """\
2025-03-25 * "Moved"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Clearing:Payouts            80.00 EUR
""",
    "from one clearing account to the next": """\
2025-03-20 * "Moved"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Clearing:Payouts            80.00 EUR

2025-03-24 * "Moved, and a fee paid"
  Assets:Clearing:Payouts           -80.00 EUR
  Assets:Clearing:Cards:Old          80.00 EUR
  Expenses:Coop:Bank                  1.00 EUR
  Assets:Bank                        -1.00 EUR
""",
}
# What seems alike, and really comes and goes.
REALLY = {
    "a week in one entry: the old is paid out, the new comes in": """\
2025-03-25 * "Card payments of the week, and the payout"
  Income:Members:L02:Sales          -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR
""",
    "the old is paid out, and the new comes in on another account": """\
2025-03-25 * "The old provider pays out, the new one took cards"
  Income:Members:L02:Sales          -50.00 EUR
  Assets:Clearing:New                50.00 EUR
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR
""",
    "cash from the bank, weeks after a payout of as much": """\
2025-03-10 * "Paid out"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-03-25 * "Cash on its way to the till"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
""",
    "from another bank": """\
2025-03-24 * "Paid out"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-03-25 * "Savings on their way"
  Assets:Bank:Savings               -80.00 EUR
  Assets:Clearing:Cards              80.00 EUR
""",
    "another amount": """\
2025-03-24 * "Paid out"
  Assets:Clearing:Cards             -80.00 EUR
  Assets:Bank                        80.00 EUR

2025-03-25 * "On its way"
  Assets:Bank                       -60.00 EUR
  Assets:Clearing:Cards              60.00 EUR
""",
    "a refund by card, and a sale of as much": """\
2025-03-24 * "Refund"
  Assets:Clearing:Cards             -80.00 EUR
  Income:Members:L01:Sales           80.00 EUR

2025-03-25 * "Card payments"
  Assets:Clearing:Cards              80.00 EUR
  Income:Members:L01:Sales          -80.00 EUR
""",
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", MADE_YOUNG)
def test_what_does_not_arrive_keeps_its_age(
    name: str, vocabulary: str, tmp_path: Path
) -> None:
    later = """
2025-04-01 * "Chairs sold"
  Income:Members:L01:Sales          -10.00 EUR
  Assets:Bank                        10.00 EUR
"""
    ledger = SOLD + MADE_YOUNG[name] + later
    found = of("PF06", findings_in(tmp_path, ledger, vocabulary=vocabulary))
    assert told(found) == ["PF06 L01 80.00 3"]
    assert found[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("name", "amount"),
    list(zip(REALLY, map(Decimal, (80, 50, 80, 80, 60, 80)), strict=True)),
)
def test_what_comes_and_goes_is_young(
    name: str, amount: Decimal, tmp_path: Path
) -> None:
    def late(day: str) -> list[Decimal | None]:
        today = dt.date.fromisoformat(day)
        report = report_on(tmp_path, SOLD + REALLY[name], head=HEADLESS, today=today)
        return [f.amount for f in errors(of("PF06", report.verdict.findings))]

    assert late("2025-04-24") == []
    assert late("2025-04-25") == [amount]


_EUROS = re.compile(r"\b\d+\.00\b")


@pytest.mark.parametrize("name", [*MADE_YOUNG, *REALLY])
def test_it_is_the_same_in_cents(name: str, tmp_path: Path) -> None:
    """An amount below a euro has the side and the age that a large one has."""
    ledger = SOLD + (MADE_YOUNG | REALLY)[name]
    small = _EUROS.sub(lambda euros: f"{Decimal(euros[0]) / 100}", ledger)
    assert small.count("0.80 EUR") == ledger.count("80.00 EUR") > 1
    found = []
    for text in (ledger, small):
        report = report_on(tmp_path, text, head=HEADLESS, today=dt.date(2025, 4, 30))
        late = of("PF06", report.verdict.findings)
        assert late
        found.append([(one.amount, one.source, words(one)) for one in late])
    assert found[1] == [
        (amount and amount / 100, place, text.replace(str(amount), f"{amount / 100}"))
        for amount, place, text in found[0]
        if amount
    ]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("Assets:Bank", "0.80 came in through Assets:Clearing:Cards 31 days ago, and"),
        ("Expenses:Coop:Office", "0.80 left Assets:Clearing:Cards 31 days ago and ne"),
    ],
)
def test_what_left_is_not_what_came_in(other: str, said: str, tmp_path: Path) -> None:
    ledger = f"""\
2025-03-01 * "By card"
  Assets:Clearing:Cards              -0.80 EUR
  {other}  0.80 EUR
"""
    today = dt.date(2025, 4, 1)
    report = report_on(tmp_path, ledger, head=HEADLESS, today=today)
    [finding] = of("PF06", report.verdict.findings)
    assert words(finding).startswith(said)


def test_what_was_sold_beside_a_move_is_new(tmp_path: Path) -> None:
    """The bank pays half of what is bought, and the sale comes in before the move."""
    ledger = """\
2025-03-01 * "Card payments"
  Income:Members:L01:Sales           -0.80 EUR
  Assets:Clearing:Cards               0.80 EUR

2025-03-02 * "Card payments"
  Income:Members:L02:Sales           -0.40 EUR
  Assets:Clearing:Payouts             0.40 EUR

2025-03-25 * "Moved, with a sale and a purchase"
  Assets:Clearing:Cards              -0.80 EUR
  Assets:Clearing:Payouts             0.90 EUR
  Income:Members:L02:Sales           -0.30 EUR
  Expenses:Coop:Bank                  0.40 EUR
  Assets:Bank                        -0.20 EUR
"""
    assert _on(tmp_path, "2025-04-02", ledger) == ["PF06 L01 0.60 5", "PF06 L02 0.40 9"]
    late = ["PF06 L01 0.60 5", "PF06 L02 0.40 9", "PF06 L02 0.30 13"]
    assert _on(tmp_path, "2025-04-25", ledger) == late


def test_what_was_moved_says_where_it_stands_now(tmp_path: Path) -> None:
    ledger = SOLD + MADE_YOUNG["to another clearing account"]
    report = report_on(tmp_path, ledger, head=HEADLESS, today=dt.date(2025, 4, 1))
    [finding] = of("PF06", report.verdict.findings)
    assert words(finding) == (
        "80.00 has stood on clearing accounts for 31 days, now on "
        "Assets:Clearing:Payouts; 30 days is the most."
    )


def test_a_credit_that_is_moved_keeps_its_age_too(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Whose is this?"
  Assets:Bank                        80.00 EUR
  Assets:Clearing:Unallocated       -80.00 EUR

2025-03-20 * "Somewhere else, and a part goes where there is some already"
  Assets:Clearing:Unallocated        80.00 EUR
  Assets:Clearing:Other             -50.00 EUR
  Assets:Clearing:Cards             -30.00 EUR

2025-03-02 * "Card payments"
  Income:Members:L01:Sales          -20.00 EUR
  Assets:Clearing:Cards              20.00 EUR
"""
    assert _on(tmp_path, "2025-04-01", ledger) == ["PF06 10.00 5", "PF06 50.00 5"]
    assert _on(tmp_path, "2025-03-31", ledger) == []


def test_what_is_moved_on_comes_off_what_it_settles(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Card payments"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Clearing:Cards              60.00 EUR

2025-03-04 * "The bank has the payout already"
  Assets:Bank                        58.20 EUR
  Assets:Clearing:Payouts           -58.20 EUR

2025-03-06 * "The report of the provider has it too"
  Assets:Clearing:Cards             -58.20 EUR
  Assets:Clearing:Payouts            58.20 EUR
"""
    assert _on(tmp_path, "2025-04-01", ledger) == ["PF06 L01 1.80 5"]


def _weeks(payout: str) -> str:
    """Return forty weeks of sales by card, each of 60.00, and their payouts."""
    begin = dt.date(2025, 1, 6)
    return "\n".join(
        f"""\
{begin + dt.timedelta(weeks=week)} * "Card payments"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Clearing:Cards              60.00 EUR

{begin + dt.timedelta(weeks=week, days=2)} * "Paid out"
  Assets:Clearing:Cards             -{payout} EUR
  Assets:Bank                        {payout} EUR
"""
        for week in range(40)
    )


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_an_account_that_leaks(vocabulary: str, tmp_path: Path) -> None:
    found = of("PF06", findings_in(tmp_path, _weeks("58.50"), vocabulary=vocabulary))
    assert told(found) == ["PF06 52.50 3"]
    assert found[0].severity is Severity.SIGNAL


def test_an_account_that_does_not(tmp_path: Path) -> None:
    assert of("PF06", findings_in(tmp_path, _weeks("60.00"))) == []


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-09-07", ["PF06 0.80 3"]), ("2025-09-08", [])]
)
def test_what_stood_there_on_each_day_stood_there_on_the_first(
    day: str, expected: list[str], tmp_path: Path
) -> None:
    """Of the thirty days that end on 2025-10-08, and the night before them."""
    more = f"""
{day} * "A fee that is not booked"
  Income:Members:L01:Sales           -0.80 EUR
  Assets:Clearing:Cards               0.80 EUR
"""
    found = of("PF06", findings_in(tmp_path, _weeks("60.00") + more))
    assert told(found) == expected
    assert all("At least 0.80 has stood" in words(one) for one in found)


def test_the_words_of_a_leak(tmp_path: Path) -> None:
    [short] = of("PF06", findings_in(tmp_path, _weeks("58.50")))
    assert words(short) == (
        "At least 52.50 has stood on Assets:Clearing:Cards on each of the last 30 "
        "days. A little may be missing each time, such as a fee that is not booked."
    )
    [over] = of("PF06", findings_in(tmp_path, _weeks("66.50")))
    assert over.severity is Severity.SIGNAL
    assert words(over) == (
        "Assets:Clearing:Cards has been at least 167.50 below zero on each of the last "
        "30 days. Something that came in may not be booked."
    )


PROVIDER = MEMBERS.replace(
    "{name: Coöperatie De Proeftuin U.A.}",
    '{banks: [{provider: SumUp, account: "Assets:Clearing:Cards"}]}',
)
# The last payout is on 2025-10-08; after the one of 2025-09-24 there was 57.00.
BALANCE = "\n2025-09-25 balance Assets:Clearing:Cards  57.00 EUR\n"


@pytest.mark.parametrize(
    ("members", "ledger", "expected"),
    [
        # Its own report says that this is right.
        (PROVIDER, BALANCE, []),
        (PROVIDER, "", ["PF06 52.50 3"]),
        # 45 days ago, and one more.
        (PROVIDER, "\n2025-08-24 balance Assets:Clearing:Cards  49.50 EUR\n", []),
        (
            PROVIDER,
            "\n2025-08-23 balance Assets:Clearing:Cards  49.50 EUR\n",
            ["PF06 52.50 3"],
        ),
        # Too long ago.
        (
            PROVIDER,
            "\n2025-01-10 balance Assets:Clearing:Cards  1.50 EUR\n",
            ["PF06 52.50 3"],
        ),
        # What nobody else keeps cannot be compared.
        (MEMBERS, BALANCE, ["PF06 52.50 3"]),
    ],
)
def test_a_provider_that_was_compared_needs_no_signal(
    members: str, ledger: str, expected: list[str], tmp_path: Path
) -> None:
    found = findings_in(tmp_path, _weeks("58.50") + ledger, members=members)
    assert told(of("PF06", found)) == expected


def test_the_policy_says_how_long(tmp_path: Path) -> None:
    members = MEMBERS.replace("clearing_days: 30", "clearing_days: 3")
    found = findings_in(tmp_path, ON_ITS_WAY, members=members)
    assert told(of("PF06", found)) == ["PF06 L01 1.80 3"]


TWO_SIDES = """\
2025-03-01 * "Sales" "A stall"
  Income:Members:L01:Sales          -60.00 EUR
  Assets:Clearing:Web                60.00 EUR

2025-03-03 * "Taken for a transfer"
  payment-ref: "1234567.2503.01"
  Assets:Clearing:Transfers          60.00 EUR
  Assets:Clearing:Web               -60.00 EUR

2025-03-05 * "Stichting Mollie Payments" "REF {reference}"
  Assets:Bank                        60.00 EUR
  Assets:Clearing:Payouts           -60.00 EUR
"""


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_two_sides_of_one_payment_that_do_not_meet(
    tmp_path: Path, vocabulary: str
) -> None:
    ledger = TWO_SIDES.format(reference="1234567.2503.01")
    found = of("PF06", findings_in(tmp_path, ledger, vocabulary=vocabulary))
    (finding,) = found
    assert finding.severity is Severity.SIGNAL
    assert told(found) == ["PF06 60.00 12"]
    assert "1234567.2503.01" in words(finding)


def test_a_reference_has_seven_signs_and_five_of_them_are_digits(
    tmp_path: Path,
) -> None:
    ledger = TWO_SIDES.replace("1234567.2503.01", "AB-12345").format(
        reference="ab12345"
    )
    assert told(of("PF06", findings_in(tmp_path, ledger))) == ["PF06 60.00 12"]


@pytest.mark.parametrize(
    "ledger",
    [
        *(
            TWO_SIDES.format(reference=word).replace("1234567.2503.01", word)
            for word in ("Marketplace", "123456", "abc.1234")
        ),
        TWO_SIDES.format(reference="1234567.2503.02"),
        TWO_SIDES.format(reference="1234567.2503.01").replace("Payouts", "Transfers"),
        TWO_SIDES.format(reference="1234567.2503.01").replace(
            "60.00 EUR\n  Assets:Clearing:Payouts           -60.00",
            "59.00 EUR\n  Assets:Clearing:Payouts           -59.00",
        ),
    ],
    ids=[
        "no digits",
        "few signs",
        "few digits",
        "another reference",
        "the same account",
        "another amount",
    ],
)
def test_what_only_looks_like_two_sides(tmp_path: Path, ledger: str) -> None:
    assert of("PF06", findings_in(tmp_path, ledger)) == []
