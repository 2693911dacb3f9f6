"""A lake for tests, and small books whose entries are not as they are mostly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from tests.support import HEAD, MEMBERS, write_books

from paraplu.base.periods import Period
from paraplu.network.lake.asking import LakeAnswer, ask_duckdb, asked_over
from paraplu.network.lake.building import LakeBooks, LakeOutcome, build
from paraplu.network.lake.engine import connected, quoted
from paraplu.network.lake.manifest import read_manifest
from paraplu.network.lake.pseudonyms import Pseudonyms
from paraplu.network.lake.views import LakeContents, contents

KEY = Pseudonyms(bytes(range(32)))
# L03 was a member for five months, left for work, and was asked twice; L04 came back.
REGISTER = (
    MEMBERS
    + """\
  L03:
    permission: [{from: 2024-01-01, until: 2024-12-31}]
    joined: 2024-01-10
    left: 2024-06-15
    left_to: work
    follow_up: [{on: 2024-08-01, benefit: none}, {on: 2025-07-01, benefit: none}]
  L04:
    permission: [{from: 2023-01-01, until: 2025-12-31}]
    membership:
      - {from: 2023-01-01, until: 2023-05-31, to: benefit}
      - {from: 2025-01-01}
"""
).replace("from: 2024-01-01\n    contribution", "from: 2023-01-01\n    contribution", 1)
# What is not as it is mostly: start capital of a fund, a service inside, a charge, a
# refund, a closing of a ring and of the cooperative, a mistyped year.
LEDGER = """\
2024-12-31 * "Fund" "Grant"
  Assets:Bank                              5,000.00 EUR
  Income:Funds:Cordaid2025

2025-01-02 * "Board" "Means to start"
  Expenses:Funds:Cordaid2025:StartCapital    500.00 EUR
  Equity:Members:L01:StartCapital

2025-01-20 * "Customer" "Cupboard"
  Assets:Members:L01:Cash                    121.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
  Liabilities:VAT                            -21.00 EUR

2025-02-01 * "L02" "Repair for L01"
  Expenses:Members:L01:Costs                  40.00 EUR
  Income:Members:L02:InternalSales

2025-02-10 * "Refund" "To a customer"
  Income:Members:L01:Sales                    10.00 EUR
  Assets:Members:L01:Cash

2025-02-28 * "Contribution"
  Expenses:Members:L01:Contribution           15.00 EUR
  Expenses:Members:L02:Contribution           12.00 EUR
  Income:Coop:Contribution

2025-03-02 * "Stall"
  Expenses:Members:L02:Costs                   5.00 EUR
  Income:Coop:StallRent

2025-03-03 * "Rent" "The hall"
  Expenses:Coop:Rent                         120.00 EUR
  Assets:Bank

2025-03-04 * "School" "Course"
  Expenses:Members:L02:Training                8.00 EUR
  Assets:Bank

2025-03-05 * "Shop" "Saw"
  Assets:Members:L01:Equipment                30.00 EUR
  Assets:Bank

2025-04-01 * "Municipality" "Set off"
  Expenses:Members:L01:SetOff                  9.99 EUR
  Liabilities:Municipality

2025-12-31 * "Closing of L02"
  Income:Members:L02:InternalSales            40.00 EUR
  Expenses:Members:L02:Contribution          -12.00 EUR
  Expenses:Members:L02:Costs                  -5.00 EUR
  Expenses:Members:L02:Training               -8.00 EUR
  Equity:Members:L02:Thermometer             -15.00 EUR

2025-12-31 * "Closing of the cooperative"
  Income:Coop:Contribution                    27.00 EUR
  Income:Coop:StallRent                        5.00 EUR
  Expenses:Coop:Rent                        -120.00 EUR
  Equity:Coop                                 88.00 EUR
"""


def small(folder: Path, ledger: str = LEDGER, members: str = REGISTER) -> Path:
    """Write the small books into a folder of their own; return the main file."""
    return write_books(folder, ledger, members=members, head=HEAD)


def put(lake: Path, coop: str, main: Path, region: str = "") -> LakeOutcome:
    """Have a lake hold some books."""
    return build(lake, LakeBooks(coop, main, region), KEY)


def over(lake: Path, code: str) -> tuple[LakeContents, Period]:
    """Return what a lake has over a period."""
    period = Period.read(code)
    assert period
    tables = frozenset[str]().union(*(one.tables for one in asked_over(period)))
    return contents(lake, tables, period), period


def answers(lake: Path, code: str) -> list[LakeAnswer]:
    """Return what DuckDB answers of a lake over a period."""
    there, period = over(lake, code)
    return ask_duckdb(there, period, asked_over(period))


def rows(lake: Path, coop: str, table: str, text: str) -> list[tuple[Any, ...]]:
    """Return what a query says of one table of a cooperative, which it calls `t`."""
    files = ", ".join(
        quoted(str(lake / one.path))
        for one in read_manifest(lake, coop).files
        if one.table == table
    )
    with connected() as connection:
        connection.execute(
            f"create view t as select * from read_parquet([{files}],"  # noqa: S608 - ours
            " hive_partitioning = false)"
        )
        return connection.execute(text).fetchall()


def day(text: str) -> dt.date:
    """Return a day."""
    return dt.date.fromisoformat(text)
