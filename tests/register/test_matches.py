"""`match:` and providers in the register: what they mean, and where they are wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from paraplu.base.language import Language
from paraplu.register import read_register
from paraplu.register.membership import RegisteredMatch
from paraplu.register.model import BankAccount

RULE = "{counterparty: NL01INGB0000000001, text: stall, amount: 10.00..50.00, "


def faults_of(tmp_path: Path, text: str) -> list[str]:
    """Return the faults of a register: line, and what is wrong."""
    file = tmp_path / "members.yaml"
    file.write_text(text, "utf-8")
    return [
        f"{fault.source.line} {Language('en').render(fault.message)}"
        for fault in read_register(file, label="members.yaml").faults
    ]


def members(rule: str) -> str:
    return f"members:\n  L01:\n    joined: 2025-01-01\n    match:\n      - {rule}\n"


def test_rules_of_members_and_of_the_cooperative(tmp_path: Path) -> None:
    file = tmp_path / "members.yaml"
    file.write_text(
        "cooperative:\n"
        "  banks: [{provider: SumUp, account: 'Assets:Clearing:SumUp'}]\n"
        "  match: [{text: kosten, amount: 5, account: 'Expenses:Coop:Bank'}]\n"
        + members(RULE + "account: 'Costs:Stall', vat: high}"),
        "utf-8",
    )
    register = read_register(file, label="members.yaml").register
    assert register is not None
    bank = BankAccount(provider="SumUp", account="Assets:Clearing:SumUp")
    assert register.cooperative.banks == (bank,)
    coop, own = register.matches
    assert coop == RegisteredMatch(
        "Expenses:Coop:Bank",
        text="kosten",
        amount=(Decimal(5), Decimal(5)),
        source=coop.source,
    )
    assert own == RegisteredMatch(
        "Costs:Stall",
        counterparty="NL01INGB0000000001",
        text="stall",
        amount=(Decimal("10.00"), Decimal("50.00")),
        vat="high",
        member="L01",
        source=own.source,
    )
    assert (coop.source.line, own.source.line) == (3, 8)


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("{text: x}", "account is missing."),
        ("{account: Costs}", "would match any line."),
        ("{amount: 1..5, account: Costs}", "would match any line."),
        ("{text: x, account: Lunch}", "Lunch is not an account of L01."),
        (
            "{text: x, account: 'Expenses:Members:L02:Costs'}",
            "Expenses:Members:L02:Costs is not an account of L01.",
        ),
        ("{text: x, account: Costs, vat: 21}", "21 is not one of: high, low."),
        ("{text: x, account: Costs, amount: 5..1}", "5..1 starts above its end."),
        ("{text: x, account: Costs, amount: a}", "a is not an amount or a range"),
        ("{text: x, account: Costs, amount: 1..2..3}", "1..2..3 is not an amount or a"),
        ("{text: x, account: Costs, amount: -5}", "-5 is not an amount or a range"),
        ("{text: x, acount: Costs}", "the key acount is not known here."),
    ],
)
def test_faults_of_a_members_rule(tmp_path: Path, rule: str, fault: str) -> None:
    found = faults_of(tmp_path, members(rule))
    assert found, rule
    assert all(line.startswith("5 ") for line in found)
    assert any(fault in line for line in found), found


@pytest.mark.parametrize(
    "account", ["Costs:Stall", "Costs", "Expenses:Coop:Rent", "Assets:Bank"]
)
def test_what_a_member_may_and_may_not_book_on(tmp_path: Path, account: str) -> None:
    found = faults_of(tmp_path, members(f"{{text: x, account: '{account}'}}"))
    assert bool(found) is not account.startswith("Costs")


def test_the_cooperative_does_not_book_on_a_member(tmp_path: Path) -> None:
    rule = "{text: x, account: 'Expenses:Members:L01:Costs'}"
    text = f"cooperative:\n  match:\n    - {rule}\nmembers: {{}}\n"
    (fault,) = faults_of(tmp_path, text)
    assert fault == "3 Expenses:Members:L01:Costs is not an account of the cooperative."


@pytest.mark.parametrize(
    ("whose", "said"),
    [
        ("", "does not say whose account it is"),
        ("iban: NL91ABNA0417164300, provider: SumUp, ", "has both iban and provider"),
    ],
)
def test_an_account_is_of_a_bank_or_of_a_provider(
    tmp_path: Path, whose: str, said: str
) -> None:
    text = f"cooperative: {{banks: [{{{whose}account: 'A:B'}}]}}\nmembers: {{}}\n"
    (fault,) = faults_of(tmp_path, text)
    assert said in fault


@pytest.mark.parametrize(
    ("name", "is_known"),
    [("sumup", True), ("N26 Pot", True), ("V 123-45678", True), ("Ketchup", False)],
)
def test_a_provider_that_nobody_knows_is_a_fault(
    tmp_path: Path, name: str, *, is_known: bool
) -> None:
    bank = f"{{provider: {name}, account: 'Assets:Clearing:X'}}"
    faults = faults_of(tmp_path, f"cooperative: {{banks: [{bank}]}}\nmembers: {{}}\n")
    where = "1 cooperative › banks › 1 › provider:"
    said = f"{where} Ketchup is not a bank or payment provider that paraplu knows."
    assert faults == ([] if is_known else [said])
