"""Bills become a file for the bank, by the services of `paraplu pay`."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.language import counted, say
from paraplu.base.plain_file import leads_out
from paraplu.bookkeeping.payments.debtors import debtor_of
from paraplu.bookkeeping.payments.handing import (
    finish_handing,
    hand_over,
    usual_file,
)
from paraplu.bookkeeping.payments.pain001 import Version
from paraplu.bookkeeping.payments.preparing import JudgedBooks, prepare
from paraplu.bookkeeping.payments.sent import FOLDER, NAME, read_sent
from paraplu.bookkeeping.payments.sepa import FURTHEST
from paraplu.fava.doing.step import Bench, WorkStep
from paraplu.journal import CannotBook
from paraplu.rules.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from paraplu.bookkeeping.payments.orders import PaymentBatch
    from paraplu.bookkeeping.payments.payables import Payable


class MakeBankFile(Struct, frozen=True, tag_field="do", tag="pay"):
    """Have the bank pay bills on a day, by a file of a version of pain.001.001.

    A bill is known by the number of its entry and the place of its posting: `12-0`.
    """

    bills: tuple[str, ...] = ()
    day: str = ""
    version: str = "09"

    def perform(self, bench: Bench) -> WorkStep:
        """Make the file; CannotBook where nothing can be paid so."""
        if not self.bills:
            raise CannotBook(say("Choose at least one bill."))
        if self.version not in set(Version):
            raise CannotBook(say("Banks take version 09 or 03 of the file."))
        day = _day(self.day, bench.today)
        root = bench.books.books.root
        finish_handing(root, read_sent(root / FOLDER / NAME))
        batch = batch_on(bench, day, self.bills)
        if batch.refused or len(batch.payments) != len(set(self.bills)):
            raise CannotBook(
                say(
                    "One of these bills cannot be paid any more. Look at the list "
                    "again."
                )
            )
        file = usual_file(batch, root)
        for one in (file, root / FOLDER / NAME):
            if leads_out(one, root):
                raise CannotBook(say("{file} leads out of the books.", file=str(one)))
        hand_over(batch, Version(self.version), bench.now, file, root)
        said = say(
            "{file} pays {bills}, {total} together, on {day}. Send it to the bank.",
            file=file.name,
            bills=counted("{n} bill", "{n} bills", len(batch.payments)),
            total=batch.total,
            day=day,
        )
        return WorkStep(said, done=(file, root / FOLDER / NAME), load=file.name)


def key_of_bill(bill: Payable) -> str:
    """Return by which a bill is known while the books are as they are."""
    return f"{bill.first.transaction.number}-{bill.first.position}"


def batch_on(
    bench: Bench, day: dt.date, only: Collection[str] | None = None
) -> PaymentBatch:
    """Return what can be paid on a day: of all bills, or only of some by their keys.

    Problem where nobody knows who pays, or what was sent cannot be read.
    """
    judged = judged_on(bench, day)
    books, register = judged.books, judged.register
    return prepare(
        judged,
        debtor_of(register, books, None),
        day,
        sent=read_sent(books.root / FOLDER / NAME),
        wanted=None if only is None else lambda one: key_of_bill(one) in only,
    )


def judged_on(bench: Bench, day: dt.date) -> JudgedBooks:
    """Return the books as seen from a day, judged once for each load."""

    def make(_judgement: object) -> JudgedBooks:
        register = bench.books.register
        books = replace(bench.books.books, today=day)
        return JudgedBooks(
            books,
            register,
            judge(books, register).findings,
            lambda paid: judge(paid, register).findings,
        )

    return bench.load.once(("judged", day), make)


def bank_file(root: Path, name: str) -> Path | None:
    """Return a file for the bank by its name; None where there is none."""
    folder = root / FOLDER
    if name != os.path.basename(name) or not name.endswith(".xml"):  # noqa: PTH119 - of a name that somebody sent
        return None
    file = folder / name
    return file if file.is_file() and not leads_out(file, root) else None


def _day(text: str, today: dt.date) -> dt.date:
    try:
        day = dt.date.fromisoformat(text) if text.strip() else today
    except ValueError as fault:
        raise CannotBook(say("“{text}” is not a day.", text=text[:20])) from fault
    if not today <= day <= today + FURTHEST:
        raise CannotBook(
            say(
                "The bank can pay from {first} until {last}.",
                first=today,
                last=today + FURTHEST,
            )
        )
    return day
