"""The part of the register that is about VAT."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.periods import PeriodLength
from paraplu.register import fields, names
from paraplu.register.agreements import (
    Basis,
    Margin,
    Scheme,
    VatTerms,
)
from paraplu.register.by_day import by_day
from paraplu.register.converter import shaped
from paraplu.register.shape import Keys, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

_ACCOUNTS = Keys(
    {
        "return": names.account(2).for_(
            say("The account that a return is on until it is paid.")
        )
    }
)


@shaped(_ACCOUNTS.schema)
def _accounts(node: Node, at: Place) -> str | None:
    found = _ACCOUNTS.read(node, at)
    return None if found is None else found.get("return", "")


_DECIDED = Keys(
    {
        "high": fields.amount.for_(say("Of goods at the standard rate.")),
        "low": fields.amount.for_(say("Of goods at the lower rate.")),
    }
)


@shaped(_DECIDED.schema)
def _decided(node: Node, at: Place) -> Mapping[str, Decimal] | None:
    found = _DECIDED.read(node, at)
    return None if found is None else MappingProxyType(found)


_NORMAL = VatTerms()
TERMS = Keys(
    {
        "from": fields.day.for_(say("From this day on; without it, since ever.")),
        "basis": fields.word_of(Basis).for_(
            say("When VAT on a sale is due: once it is invoiced, or once it is paid."),
            _NORMAL.basis,
        ),
        "period": fields.word_of(PeriodLength).for_(
            say("How long the period of a VAT return is."), _NORMAL.span
        ),
        "scheme": fields.word_of(Scheme).for_(
            say("Normal VAT, or the scheme for small businesses (KOR)."),
            _NORMAL.scheme,
        ),
        "margin": fields.word_of(Margin).for_(
            say(
                "Whether the margin on second-hand goods is worked out for each of "
                "them, or for all of a period together."
            ),
            _NORMAL.margin,
        ),
        "margin_decided": named(fields.year, _decided).for_(
            say("The negative margin of a whole year, as the tax office decided on it.")
        ),
        "tax_office_iban": names.iban.for_(
            say("Where the tax office is paid, if it moved to another account.")
        ),
        "accounts": _accounts.for_(say("Accounts that differ from the chart's.")),
    }
)
_FIELDS = {"from": "start", "period": "span", "accounts": "return_account"}


@shaped(TERMS.schema)
def _terms(node: Node, at: Place) -> VatTerms | None:
    found = TERMS.read(node, at)
    if found is None:
        return None
    named = {_FIELDS.get(key, key): value for key, value in found.items()}
    return VatTerms(source=at.source, **named)


vat_terms = by_day(_terms)
