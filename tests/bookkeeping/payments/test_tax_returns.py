"""A VAT return is paid once, to the tax office, with its payment reference."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.bookkeeping.payments.conftest import (
    PRINTER,
    REGISTER,
    Prepare,
    bill,
    reasons,
    told,
)

from paraplu.base.identifiers import read_reference
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.payment_reference import payment_reference

NUMBERED = REGISTER.replace("  banks:", "  vat_id: NL123456782B01\n  banks:")
SEAL = "0" * 32
TAX_OFFICE_IBAN = "NL86INGB0002445588"
MOVED = "NL04RABO0200112244"


def filed(
    amount: str = "-484.00",
    period: str = "2025-Q1",
    day: str = "2025-03-31",
    more: str = "",
    before: str = "0.00",
) -> str:
    """Return the entry of a return; below nil it is to be paid.

    Of a supplement `before` is what was filed until then.
    """
    tax = Decimal(before) - Decimal(amount)
    return f"""\
{day} * "Belastingdienst" "VAT return {period}"
  vat-return: "{period}"
  vat-return-boxes: "1a 0.00 {tax}"
  vat-return-seal: "{SEAL}"
{more}  Liabilities:VAT:High
  Liabilities:VAT:Return  {amount} EUR

"""


def paid(amount: str = "484.00", payee: str = "Belastingdienst") -> str:
    return f"""\
2025-04-20 * "{payee}" "VAT"
  Liabilities:VAT:Return  {amount} EUR
  Assets:Bank:Daily

"""


def test_a_return_is_paid_with_the_reference_of_its_period(prepared: Prepare) -> None:
    (payment,) = prepared(filed(), register=NUMBERED).payments
    assert (str(payment.amount), payment.payee.iban) == ("484.00", TAX_OFFICE_IBAN)
    assert payment.payee.name == "Belastingdienst"
    assert payment.reference == read_reference("1123456781501210")


def test_a_reference_on_the_entry_goes_first(prepared: Prepare) -> None:
    entry = filed(more='  reference: "5000056789012345"\n')
    (payment,) = prepared(entry, register=NUMBERED).payments
    assert payment.reference == read_reference("5000056789012345")


def test_without_a_reference_it_waits_and_the_others_are_paid(
    prepared: Prepare,
) -> None:
    batch = prepared(filed() + bill("5.00"))
    assert told(batch) == [f"5.00 {PRINTER}"]
    (why,) = reasons(batch)
    assert why.startswith("The tax office knows a payment by its payment reference of")


def test_a_supplement_has_a_reference_of_its_own(prepared: Prepare) -> None:
    batch = prepared(
        filed() + filed("-260.00", day="2025-06-01", before="484.00"), register=NUMBERED
    )
    assert told(batch) == [f"484.00 {TAX_OFFICE_IBAN}"]
    assert len(reasons(batch)) == 1


@pytest.mark.parametrize("payee", ["Belastingdienst", "Belastingdienst Apeldoorn", ""])
def test_a_return_that_was_paid_is_not_paid_again(
    prepared: Prepare, payee: str
) -> None:
    batch = prepared(filed() + paid(payee=payee), register=NUMBERED)
    assert (told(batch), reasons(batch)) == ([], [])


def test_a_payment_of_another_amount_is_asked_about(prepared: Prepare) -> None:
    batch = prepared(filed() + paid("480.00", "Tax"), register=NUMBERED)
    assert told(batch) == []
    (why,) = reasons(batch)
    assert why.startswith("480.00 left Liabilities:VAT:Return on 2025-04-20")


def test_a_refund_is_not_set_against_what_is_to_be_paid(prepared: Prepare) -> None:
    refund = filed("300.00", "2024-Q4", "2025-01-10")
    batch = prepared(refund + filed(), register=NUMBERED)
    assert told(batch) == [f"484.00 {TAX_OFFICE_IBAN}"]


REFERENCES = {
    "2025-Q1": "1123456781501210",
    "2025-Q4": "8123456781501300",
    "2026-03": "0123456781601030",
    "2025": "0123456781501400",
}


@pytest.mark.parametrize("period", REFERENCES)
def test_the_reference_of_a_period(period: str) -> None:
    asked = Period.read(period)
    assert asked
    found = payment_reference("NL123456782B01", asked)
    assert found == REFERENCES[period]
    reference = read_reference(found)
    assert reference
    assert reference.right
    assert payment_reference("", asked) == ""


# Examples of the tax office itself: Specificatie Betalingskenmerk bepaling 1.5.
OFFICIAL = {
    ("NL001041149B01", "2012-08"): "2001041141201080",
    ("NL001041149B01", "2023-Q2"): "4001041141301240",
    ("NL001041149B01", "2022"): "2001041141201400",
    ("NL036000012B02", "2023-Q3"): "0036000011302270",
}


@pytest.mark.parametrize("of", OFFICIAL)
def test_the_reference_is_as_the_tax_office_makes_it(of: tuple[str, str]) -> None:
    number, said = of
    period = Period.read(said)
    assert period
    assert payment_reference(number, period) == OFFICIAL[of]


@pytest.mark.parametrize(
    ("day", "iban"), [("2026-04-30", TAX_OFFICE_IBAN), ("2026-05-01", MOVED)]
)
def test_the_tax_office_moved_to_another_bank(
    day: str, iban: str, prepared: Prepare
) -> None:
    batch = prepared(filed(), register=NUMBERED, day=dt.date.fromisoformat(day))
    assert told(batch) == [f"484.00 {iban}"]


def test_the_register_knows_better(prepared: Prepare) -> None:
    register = f"vat: {{tax_office_iban: {PRINTER}}}\n{NUMBERED}"
    assert told(prepared(filed(), register=register)) == [f"484.00 {PRINTER}"]


def test_no_other_account_is_paid_as_the_tax_office(prepared: Prepare) -> None:
    """Whatever stands on the entry: a return is paid on one account alone."""
    entry = filed(more=f'  counterparty: "{PRINTER}"\n')
    batch = prepared(entry, register=NUMBERED)
    assert told(batch) == []
    assert [why for why in reasons(batch) if "the tax office is paid on" in why]
    right = filed(more=f'  counterparty: "{TAX_OFFICE_IBAN}"\n')
    assert told(prepared(right, register=NUMBERED)) == [f"484.00 {TAX_OFFICE_IBAN}"]


@pytest.mark.parametrize("said", ["VAT of the first quarter", "RF18539007547034"])
def test_what_is_no_payment_reference_is_asked_about(
    said: str, prepared: Prepare
) -> None:
    batch = prepared(filed(more=f'  reference: "{said}"\n'), register=NUMBERED)
    assert told(batch) == []
    assert any("payment reference of 16 digits" in why for why in reasons(batch))
