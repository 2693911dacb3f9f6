"""The part of the register that is about VAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.agreements import Basis, Scheme, Span, VatTerms
from paraplu.register.converter import either, shaped
from paraplu.register.shape import Keys, items
from paraplu.register.yaml_lines import Node, YamlList

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.register.faults import Place

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


_NORMAL = VatTerms()
TERMS = Keys(
    {
        "from": fields.day.for_(say("From this day on; without it, since ever.")),
        "basis": fields.word_of(Basis).for_(
            say("When VAT on a sale is due: once it is invoiced, or once it is paid."),
            _NORMAL.basis,
        ),
        "period": fields.word_of(Span).for_(
            say("How long the period of a VAT return is."), _NORMAL.span
        ),
        "scheme": fields.word_of(Scheme).for_(
            say("Normal VAT, or the scheme for small businesses (KOR)."),
            _NORMAL.scheme,
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


_periods = items(_terms)


@shaped(lambda language: either(_terms.schema(language), _periods.schema(language)))
def vat_terms(node: Node, at: Place) -> tuple[VatTerms, ...] | None:
    """Return the terms by the day they begin: one as it stands, or a list of them."""
    if not isinstance(node, YamlList):
        terms = _terms(node, at)
        return None if terms is None else (terms,)
    begun: dict[dt.date, VatTerms] = {}
    for terms in _periods(node, at) or ():
        first = begun.setdefault(terms.start, terms)
        if first is not terms:
            at.at(terms.source.line).fault(
                say(
                    "two of these begin on the same day; the other is on line {line}.",
                    line=str(first.source.line),
                ),
                say("Give each its own `from:`, or make them one."),
            )
    return tuple(begun[date] for date in sorted(begun))
