"""The tables of a lake: their columns, and what each means.

Amounts are EUR with Beancount's sign, in whole cents; days are days of the books.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of the tables below; whoever changes one raises it, and every lake is made anew.
VERSION = 2
MONEY = "decimal(18,2)"


@dataclass(frozen=True)
class LakeTable:
    """One table: its columns with their types, and whether it has a file for a year.

    `columns` are in the order of the rows. The types are those of DuckDB, and of Spark.
    """

    name: str
    columns: Mapping[str, str]
    by_year: bool = False


# `txn` is the number of the entry in the books, `leg` that of the posting in it. A
# `closing` carries a result on, an `opening` brings in what earlier books left: neither
# was earned or spent. `internal` is the part of the amount that members and cooperative
# charge each other. `counts` tells that the thermometer is computed from it.
POSTINGS = LakeTable(
    "postings",
    {
        "coop": "varchar",
        "year": "integer",
        "txn": "integer",
        "leg": "integer",
        "date": "date",
        "class": "varchar",
        "closing": "boolean",
        "opening": "boolean",
        "member": "varchar",
        "counts": "boolean",
        "fund": "varchar",
        "amount": MONEY,
        "internal": MONEY,
    },
    by_year=True,
)
# The same, added up by month; `month` is the last day of it, and `many` how many
# postings there are.
BALANCES = LakeTable(
    "balances",
    {
        "coop": "varchar",
        "year": "integer",
        "month": "date",
        "class": "varchar",
        "closing": "boolean",
        "opening": "boolean",
        "member": "varchar",
        "counts": "boolean",
        "fund": "varchar",
        "amount": MONEY,
        "internal": MONEY,
        "many": "bigint",
    },
    by_year=True,
)
# How the cooperative stood at the end of a month, as its own check has it (PF05): what
# is earmarked, and what is there, all of it as `report meeting` shows it. `vat` and
# `municipality` are what is owed; `base` is what the contribution was a share of. The
# last `month` is the one that the books end in.
STOCKS = LakeTable(
    "stocks",
    {
        "coop": "varchar",
        "month": "date",
        "thermometers": MONEY,
        "funds": MONEY,
        "vat": MONEY,
        "municipality": MONEY,
        "in_money": MONEY,
        "to_come": MONEY,
        "base": "varchar",
    },
)
# A time as a member, or with a permission (`kind`); without `last` it goes on. `soon`
# and `later` are what was first heard of the benefit, one and twelve months after
# leaving, and on which day; `returned` is the day of coming back. `months` are whole
# months as a member, of who left; `year_after` and `return_by` are twelve and 24 months
# after leaving.
SPELLS = LakeTable(
    "spells",
    {
        "coop": "varchar",
        "kind": "varchar",
        "member": "varchar",
        "number": "integer",
        "first": "date",
        "last": "date",
        "left_to": "varchar",
        "months": "integer",
        "year_after": "date",
        "return_by": "date",
        "soon": "varchar",
        "soon_day": "date",
        "later": "varchar",
        "later_day": "date",
        "returned": "date",
    },
)
# What a member worked, and what customers paid him, over a month, a quarter or a year
# (`span`) that ends on `last_day`: a later refund takes from an earlier payment, so a
# year is not the sum of its months. `minutes` are all, and `help` those for others;
# `weeks` end in it and have hours and a cap, and `near` is how many of them used four
# fifths of it. `paid` are claims that were paid, `paid_days` each times its days, and
# `paid_late` what took more than thirty.
WORK = LakeTable(
    "work",
    {
        "coop": "varchar",
        "span": "varchar",
        "last_day": "date",
        "member": "varchar",
        "minutes": "bigint",
        "help": "bigint",
        "weeks": "integer",
        "near": "integer",
        "paid": MONEY,
        "paid_days": MONEY,
        "paid_late": MONEY,
    },
)
# What the cooperative had to do in a month, by its last day: expenses that need a
# receipt and have it, and reports to municipalities that were due and came in time.
DUTIES = LakeTable(
    "duties",
    {
        "coop": "varchar",
        "month": "date",
        "expenses": "integer",
        "shown": "integer",
        "reports": "integer",
        "in_time": "integer",
    },
)
# One row for each cooperative: the first and the last day of its books, how many
# members it had on the last as a class of size, and how many errors its check finds.
COOPS = LakeTable(
    "coops",
    {
        "coop": "varchar",
        "region": "varchar",
        "size": "varchar",
        "begins": "date",
        "closing": "date",
        "errors": "integer",
    },
)
TABLES = (POSTINGS, BALANCES, STOCKS, SPELLS, WORK, DUTIES, COOPS)
