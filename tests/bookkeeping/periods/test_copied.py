"""An anonymous copy of closed periods: what held holds, and what did not does not."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.bookkeeping.periods.small import DAY, LEDGER, closed_books

from paraplu.check import check
from paraplu.reports.anonymous import anonymous_copy

# Each gift loses a part of a cent by a factor; the end of the quarter empties the rest.
GIFTS = "".join(
    f"""
2025-02-{day} * "Neighbour" "Gift"
  Assets:Bank                     33.33 EUR
  Income:Coop:Gifts              -33.33 EUR
"""
    for day in range(10, 28)
)
EMPTIED = f"""{LEDGER}{GIFTS}
2025-03-31 * "The gifts of the quarter"
  Income:Coop:Gifts              599.94 EUR
  Equity:Coop                   -599.94 EUR
"""
EARLIER = """
2024-12-31 * "Neighbour" "Gift"
  Assets:Bank                      7.00 EUR
  Income:Coop:Gifts               -7.00 EUR
"""


@pytest.mark.parametrize("added", ["", EARLIER], ids=["as it was", "changed"])
def test_an_emptied_account_is_as_sealed_in_the_copy(
    added: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another try may hide what one does.
    monkeypatch.setattr("paraplu.reports.anonymous._TRIES", 1)
    main = closed_books(tmp_path / "books", EMPTIED)
    with main.open("a", encoding="utf-8") as file:
        file.write(added)
    report = check(main, today=DAY)
    told = [one.code for one in report.verdict.findings if one.code == "PD01"]
    assert bool(told) is bool(added)
    for seed in range(3):
        made = anonymous_copy(report, (), tmp_path / str(seed), Random(seed))  # noqa: S311 - no secrets
        # Accounts have other names, and so other lines in the seal.
        lost, more = ([place[0] for place in one] for one in (made.lost, made.more))
        assert lost == more, seed
