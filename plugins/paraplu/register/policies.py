"""The part of the register that is about what was agreed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.language import say
from paraplu.register import fields, names
from paraplu.register.model import Contribution, Policy
from paraplu.register.shape import Convert, Refusal, items, named, record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

BASES = ("turnover", "net_turnover", "profit")


def _contribution(node: Node, at: Place) -> Contribution | None:
    keys = {"base": fields.choice(*BASES), "rate": fields.rate}
    found = record(node, at, keys, required=("base", "rate"))
    return None if found is None else Contribution(**found)


def _charges(node: Node, at: Place) -> frozenset[str] | None:
    found = items(names.component)(node, at)
    return None if found is None else frozenset(found)


POLICY: dict[str, Convert[Any]] = {
    "contribution": _contribution,
    "receipt_from": fields.amount,
    "approval_from": fields.amount,
    "clearing_days": fields.days,
    "reconcile_days": fields.days,
    "warn_before_days": fields.days,
    "caps": named(names.account(1), fields.amount),
    "charges": _charges,
    "threshold": fields.amount,
}


def _policy(node: Node, at: Place) -> Policy | None:
    found = record(node, at, {"from": fields.day, **POLICY}, required=("from",))
    if found is None:
        return None
    return Policy(start=found.pop("from"), source=at.source, **found)


def policies(node: Node, at: Place) -> tuple[Policy, ...] | None:
    """Return the policies by the day they begin.

    Each stands alone: a key that a newer policy leaves out has its default, not the
    older policy's value, so that a policy can be read without its history.
    """
    found = items(_policy)(node, at)
    if found is None:
        return None
    begun: dict[dt.date, Policy] = {}
    for policy in found:
        first = begun.setdefault(policy.start, policy)
        if first is not policy:
            at.at(policy.source.line).fault(
                say(
                    "two policies begin on {date}; the other is on line {line}.",
                    date=policy.start,
                    line=str(first.source.line),
                ),
                say("Make one of the two, or begin one on another day."),
            )
    return tuple(begun[date] for date in sorted(begun))


def overrides(node: Node, at: Place) -> Mapping[str, Any] | None:
    """Return the keys of the policy that a member has its own value for."""
    begins = Refusal(
        say("a member's own policy has no beginning; it counts as long as it is here."),
        say("Take it out, or change the policy of the cooperative."),
    )
    found = record(node, at, POLICY, refused={"from": begins})
    return None if found is None else MappingProxyType(found)
