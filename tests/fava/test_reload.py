"""Books that are loaded again: Fava shows what it would show of a first load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from beancount.core import data
from fava.core import FavaLedger
from fava.core.accounts import AccountDict
from fava.core.attributes import AttributesModule
from flask import Flask
from tests.fava.conftest import EXTENSION, Site
from tests.fava.test_members import FILES, TRADE
from tests.ledger.kept.conftest import HEAD as PLAIN
from tests.support import HEAD, MEMBERS, copy_example, write_books

from paraplu.fava.account_list import AccountList
from paraplu.fava.app import fava_on
from paraplu.fava.rankings import Rankings
from paraplu.ledger.loader import Loaded
from paraplu.ledger.remembered.loading import Memory
from paraplu.ledger.source import LedgerText
from paraplu.register import Register
from paraplu.reports.handover import taken

RANKED = ("accounts", "currencies", "payees", "links", "tags", "years")
SALES = "Income:Members:L01:Sales"
SALE = """\
2025-06-01 * "Somebody new" "Chairs" #market ^again
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""


def ledger_of(app: Flask) -> FavaLedger:
    found = app.config["LEDGERS"]
    ledger: FavaLedger = found[found.first_slug()]
    return ledger


def as_fava_does(ledger: FavaLedger) -> None:
    """Hold the accounts and rankings of a ledger against those of Fava itself."""
    accounts = AccountDict(ledger)
    accounts.load_file()
    assert type(ledger.accounts) is AccountList
    assert list(ledger.accounts.items()) == list(accounts.items())
    assert any(one.last_entry for one in accounts.values())
    rankings = AttributesModule(ledger)
    rankings.load_file()
    assert type(ledger.attributes) is Rankings
    for name in RANKED:
        assert getattr(ledger.attributes, name) == getattr(rankings, name), name


def edited(file: Path, edit: Callable[[str], str]) -> None:
    file.write_text(edit(file.read_text("utf-8")), "utf-8")


def test_what_is_shown_after_an_edit(tmp_path: Path) -> None:
    main = copy_example(tmp_path)
    months = sorted(main.parent.glob("20*/*.beancount"))
    with fava_on(main) as app:
        ledger = ledger_of(app)
        as_fava_does(ledger)
        for file in (months[-1], months[0]):
            edited(file, lambda text: f"{text}\n{SALE}")
        ledger.load_file()
        as_fava_does(ledger)
        before = ledger.all_entries
        edited(months[-1], lambda text: f"; nothing new\n{text}")
        ledger.load_file()
        # Nothing but that month was made anew.
        left = {id(entry) for entry in ledger.all_entries}
        again: list[Any] = [entry for entry in before if id(entry) not in left]
        again = [entry for entry in again if type(entry) is data.Transaction]
        assert again
        assert {entry.meta["filename"] for entry in again} == {str(months[-1])}


def test_accounts_that_ask_for_their_state(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    made.ledger.accounts = AccountList(made.ledger)
    opened: Any = made.ledger.all_entries_by_type.Open[0]
    opened.meta["fava-uptodate-indication"] = "TRUE"
    made.ledger.accounts.load_file()
    accounts = AccountDict(made.ledger)
    accounts.load_file()
    assert dict(made.ledger.accounts) == dict(accounts)
    assert accounts[opened.account].uptodate_status


def test_a_finding_comes_and_goes(tmp_path: Path) -> None:
    head = HEAD + EXTENSION
    main = write_books(tmp_path, SALE, members=MEMBERS, head=head)
    with fava_on(main) as app:
        ledger = ledger_of(app)
        good = [one.message for one in ledger.errors]
        for _ in range(2):
            edited(main, lambda text: text.replace("Members:L01:Sales", "Other"))
            ledger.load_file()
            assert {one.message for one in ledger.errors} > set(good)
            edited(main, lambda text: text.replace("Income:Other", SALES))
            ledger.load_file()
            assert [one.message for one in ledger.errors] == good


def test_the_pages_show_the_newest_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each load has options of its own, by which a judgement is known."""
    loads: list[Any] = []
    remembered = Memory.load

    def noting(memory: Memory, text: LedgerText, register: Register) -> Loaded:
        found = remembered(memory, text, register)
        loads.append((memory.used, found[2]))
        return found

    monkeypatch.setattr(Memory, "load", noting)
    main = write_books(tmp_path, "", members=MEMBERS, head=PLAIN + EXTENSION)
    with fava_on(main) as app:
        ledger_of(app).load_file()
    assert [used for used, _ in loads] == [True, True]
    assert loads[0][1] is not loads[1][1]
    assert loads[0][1]["include"] is not loads[1][1]["include"]
    assert taken(loads[1][1]) is None
