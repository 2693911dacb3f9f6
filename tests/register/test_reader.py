"""What a register without faults says, value for value."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.register.conftest import CONTRACT

from paraplu.base.findings import Source
from paraplu.base.language import Language
from paraplu.register import Reading, Register, RegisterUnreadable, read_register
from paraplu.register import reader as reader_module
from paraplu.register.agreements import AgreedShare, Base, Policy
from paraplu.register.grants import Fund
from paraplu.register.membership import DayRange, Freeze, Member, Permission
from paraplu.register.model import BankAccount, Cooperative
from paraplu.register.policies import POLICY
from paraplu.register.textfile import MOST_BYTES

if TYPE_CHECKING:
    from tests.register.conftest import Read


def register_of(reading: Reading) -> Register:
    assert reading.faults == ()
    return reading.register


def at(line: int) -> Source:
    return Source("members.yaml", line)


def test_the_contracts_register(read: Read) -> None:
    reading = read(CONTRACT)

    assert reading.checksum == hashlib.sha256(CONTRACT.encode()).hexdigest()
    assert register_of(reading) == Register(
        cooperative=Cooperative(
            name="Coöperatie De Proeftuin U.A.",
            kvk="12345678",
            vat_id="NL001234560B01",
            iban="NL91ABNA0417164300",
            address={
                "street": "Voorbeeldstraat 1",
                "postcode": "1234 AB",
                "city": "Voorbeeldstad",
            },
            trade_names=("Taartenatelier Zoet", "Tweede Leven Meubels"),
        ),
        language="nl",
        chart="en",
        policies=(
            Policy(
                start=dt.date(2024, 1, 1),
                contribution=(AgreedShare(Base.NET_TURNOVER, Decimal("0.30")),),
                receipt_from=Decimal("10.00"),
                approval_from=Decimal("250.00"),
                clearing_days=30,
                reconcile_days=45,
                warn_before_days=30,
                caps={"Costs:Phone": Decimal("300.00")},
                charges={"StallRent": None},
                threshold=Decimal("2500.00"),
                source=at(13),
            ),
        ),
        funds={
            "Cordaid2025": Fund(
                "Cordaid2025",
                "Cordaid",
                DayRange(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
                Decimal("12000.00"),
                ("Growth", "Training", "StartCapital", "Coop"),
                source=at(24),
            )
        },
        members={
            "L07": Member(
                code="L07",
                joined=dt.date(2025, 2, 1),
                left=dt.date(2026, 6, 30),
                left_to="own-business",
                trade_name="Taartenatelier Zoet",
                trade="cakes and sweets",
                nominated_by="klantmanager K2",
                permissions=(
                    Permission(
                        DayRange(dt.date(2025, 2, 1), dt.date(2026, 1, 31)),
                        "besluit 2025-014",
                        "documents/L07/besluit-2025-014.pdf",
                        at(32),
                    ),
                ),
                frozen=(
                    Freeze(
                        DayRange(dt.date(2026, 2, 1), dt.date(2026, 2, 20)),
                        "dispute about ownership",
                        at(37),
                    ),
                ),
                start_capital=Decimal("500.00"),
                policy={"approval_from": Decimal("100.00")},
                source=at(27),
            )
        },
        file="members.yaml",
    )


def test_the_least_register_has_the_models_defaults(read: Read) -> None:
    assert register_of(read("members: {}")) == Register(file="members.yaml")
    least = register_of(read("members: {L1: {joined: 2025-01-01}}"))
    assert least.members["L1"] == Member("L1", dt.date(2025, 1, 1), source=at(1))


def test_a_members_own_policy_counts_for_that_member_alone(read: Read) -> None:
    register = register_of(read(CONTRACT + "  L08: {joined: 2025-02-01}\n"))
    day = dt.date(2025, 3, 1)
    assert register.policy(day, "L07").approval_from == Decimal("100.00")
    assert register.policy(day, "L08").approval_from == Decimal("250.00")


def test_a_newer_policy_stands_alone(read: Read) -> None:
    register = register_of(
        read(
            "policies:\n- {from: 2025-01-01, threshold: 9}\n"
            "- {from: 2024-01-01, clearing_days: 10}\nmembers: {}"
        )
    )
    old, new = dt.date(2024, 6, 1), dt.date(2025, 6, 1)
    assert [register.policy(day).clearing_days for day in (old, new)] == [10, 30]
    assert [register.policy(day).threshold for day in (old, new)] == [None, Decimal(9)]


def test_codes_are_their_text(read: Read) -> None:
    codes = ["007", "NO", "On", "NULL", "1e3", "2025-01-01", "0x1F", "Ω1"]
    text = "members:\n" + "".join(f"  {c}: {{joined: 2025-01-01}}\n" for c in codes)
    assert list(register_of(read(text)).members) == codes


def test_words_that_yaml_takes_for_something_else_stay_text(read: Read) -> None:
    words = ["no", "yes", "012", "1_000", "1:30", "2025-01-01", "true", "'null'"]
    text = f"members: {{}}\ncooperative: {{trade_names: [{', '.join(words)}]}}"
    names = register_of(read(text)).cooperative.trade_names
    assert names == (*words[:-1], "null")


def test_permissions_are_in_order_and_may_adjoin(read: Read) -> None:
    text = """\
members:
  L1:
    joined: 2025-01-01
    permission:
      - {from: 2026-02-01}
      - {from: 2025-02-01, until: 2026-01-31}
"""
    first, second = register_of(read(text)).members["L1"].permissions
    assert (first.source.line, second.source.line) == (6, 5)
    assert second.period == DayRange(dt.date(2026, 2, 1))


@pytest.mark.parametrize(
    ("written", "value"),
    [("10.00", "10.00"), ("10", "10"), ("'10.5'", "10.5"), ("0", "0"), ("007", "7")],
)
def test_amounts_are_exact(read: Read, written: str, value: str) -> None:
    text = f"members: {{L1: {{joined: 2025-01-01, start_capital: {written}}}}}"
    capital = register_of(read(text)).members["L1"].start_capital
    assert (str(capital), type(capital)) == (str(Decimal(value)), Decimal)


@pytest.mark.parametrize(
    ("written", "value"),
    [("30%", "0.3"), ("'30 %'", "0.3"), ("12.5%", "0.125"), ("0%", "0"), ("100%", "1")],
)
def test_rates_are_exact(read: Read, written: str, value: str) -> None:
    text = (
        "members: {}\npolicies: [{from: 2025-01-01,"
        f" contribution: {{base: profit, rate: {written}}}}}]"
    )
    contribution = register_of(read(text)).policies[0].contribution
    assert contribution == (AgreedShare(Base.PROFIT, Decimal(value)),)


def test_the_rest_of_the_cooperative(read: Read) -> None:
    text = """\
cooperative:
  kvk: 01234567
  iban: nl91 abna 0417 1643 00
  banks: [{iban: NL91ABNA0417164300, account: "Assets:Bank:ABN"}]
accounts: {extra: ["Assets:Savings", "Expenses:Gifts:Received"]}
plugins: [beancount_reds_plugins.zerosum, mine]
chart: {Sales: Omzet, Members: Leden}
members: {}
"""
    register = register_of(read(text))
    assert register.cooperative == Cooperative(
        kvk="01234567",
        iban="NL91ABNA0417164300",
        banks=(BankAccount("NL91ABNA0417164300", "Assets:Bank:ABN"),),
    )
    assert register.extra_accounts == ("Assets:Savings", "Expenses:Gifts:Received")
    assert register.plugins == ("beancount_reds_plugins.zerosum", "mine")
    assert register.chart == {"Sales": "Omzet", "Members": "Leden"}


def test_windows_lines_and_a_byte_order_mark(read: Read) -> None:
    text = "\ufeff" + CONTRACT.replace("\n", "\r\n")
    assert register_of(read(text)).members["L07"].source == at(27)


def test_every_key_of_the_policy_can_be_written() -> None:
    named = {one.name for one in fields(Policy)}
    assert set(POLICY) == named - {"start", "source"}


def test_the_file_is_named_as_given(tmp_path: Path) -> None:
    path = tmp_path / "coop.yaml"
    path.write_text("members: {}")
    (tmp_path / "coop.private.yaml").write_text("{}")
    register = register_of(read_register(path))
    assert register.file == str(path)
    assert register.private_file == str(tmp_path / "coop.private.yaml")


def unreadable(path: Path) -> str:
    with pytest.raises(RegisterUnreadable) as caught:
        read_register(path, label="members.yaml")
    return Language("en").render(caught.value.message)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "members.yaml"
    assert unreadable(path) == "There is no file members.yaml."
    assert unreadable(path / "x") == "There is no file members.yaml."
    assert unreadable(tmp_path) == "members.yaml is a folder or a device, not a file."
    assert (
        unreadable(Path("\0"))
        == "members.yaml cannot be read: no file can have this name."
    )
    path.write_bytes(b"members: {}\n\0")
    assert unreadable(path) == "members.yaml holds no text."
    path.write_bytes("members:\n  naam: Coö".encode("latin-1"))
    assert unreadable(path) == (
        "members.yaml is not text in UTF-8 (see line 2); save it as UTF-8."
    )
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert unreadable(path).startswith("members.yaml is larger than 2,000,000 bytes")


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "members.yaml"
    path.write_text("members: {}")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert (
        unreadable(path) == "members.yaml cannot be read: you do not have permission."
    )


def test_a_register_as_large_as_allowed_is_read(read: Read) -> None:
    text = "members: {}\n"
    reading = read(text + "#" * (MOST_BYTES - len(text)))
    assert register_of(reading).members == {}


def test_the_keys_of_the_register_are_those_of_the_contract() -> None:
    assert list(reader_module.REGISTER) == [
        "cooperative",
        "language",
        "chart",
        "accounts",
        "plugins",
        "policies",
        "vat",
        "funds",
        "municipalities",
        "budgets",
        "decisions",
        "suppliers",
        "invoices",
        "cost_rows",
        "board",
        "hours",
        "periods",
        "help",
        "members",
    ]
