"""The part of the register that is about VAT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.agreements import Basis, Scheme, Span, VatTerms
from paraplu.register.shape import Convert, items, record
from paraplu.register.yaml_lines import Items

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node


def _accounts(node: Node, at: Place) -> str | None:
    found = record(node, at, {"return": names.account(2)})
    return None if found is None else found.get("return", "")


TERMS: dict[str, Convert[Any]] = {
    "from": fields.day,
    "basis": fields.word_of(Basis),
    "period": fields.word_of(Span),
    "scheme": fields.word_of(Scheme),
    "accounts": _accounts,
}
_FIELDS = {"from": "start", "period": "span", "accounts": "return_account"}


def _terms(node: Node, at: Place) -> VatTerms | None:
    found = record(node, at, TERMS)
    if found is None:
        return None
    named = {_FIELDS.get(key, key): value for key, value in found.items()}
    return VatTerms(source=at.source, **named)


def vat_terms(node: Node, at: Place) -> tuple[VatTerms, ...] | None:
    """Return the terms by the day they begin: one as it stands, or a list of them."""
    if not isinstance(node, Items):
        terms = _terms(node, at)
        return None if terms is None else (terms,)
    begun: dict[dt.date, VatTerms] = {}
    for terms in items(_terms)(node, at) or ():
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
