"""PF06: money on its way arrives within the days that the policy gives it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.rules.vocabularies import MEANS, findings_in, of
from tests.support import MEMBERS, report_on, told, words

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


def test_the_policy_says_how_long(tmp_path: Path) -> None:
    members = MEMBERS.replace("clearing_days: 30", "clearing_days: 3")
    found = findings_in(tmp_path, ON_ITS_WAY, members=members)
    assert told(of("PF06", found)) == ["PF06 L01 1.80 3"]
