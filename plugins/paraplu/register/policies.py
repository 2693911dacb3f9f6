"""The part of the register that is about what was agreed."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.agreements import Base, Cents, Deficit, Most, Per, Policy, Share
from paraplu.register.shape import Convert, Refusal, items, named, record
from paraplu.register.yaml_lines import Items, Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node

_SHARE: dict[str, Convert[Any]] = {
    "base": fields.word_of(Base),
    "rate": fields.rate,
    "purpose": names.component,
    "cents": fields.word_of(Cents),
    "deficit": fields.word_of(Deficit),
}


def _share(node: Node, at: Place) -> Share | None:
    found = record(node, at, _SHARE, required=("base", "rate"))
    return None if found is None else Share(**found)


def _contribution(node: Node, at: Place) -> tuple[Share, ...] | None:
    """Return the shares: one as it stands, or a list with one for each purpose."""
    if not isinstance(node, Items):
        share = _share(node, at)
        return None if share is None else (share,)
    shares = items(_share)(node, at) or ()
    purposes = Counter(share.purpose for share in shares)
    for purpose, times in purposes.items():
        if times > 1:
            at.fault(
                say(
                    "{n} shares go to the same purpose, {purpose}.",
                    n=times,
                    purpose=purpose,
                )
                if purpose
                else say("{n} shares have no purpose.", n=times),
                say("Add them up, or give each its own `purpose:`."),
            )
    return shares


_MOST: dict[str, Convert[Any]] = {"most": fields.amount, "per": fields.word_of(Per)}


def _most(node: Node, at: Place) -> Most | None:
    found = record(node, at, _MOST, required=("most",))
    return None if found is None else Most(found.pop("most"), **found)


def _charge(node: Node, at: Place) -> Mapping[str, Most | None] | None:
    """Return a charge by its name: as it stands, or with the most that was agreed."""
    if isinstance(node, Table):
        return named(names.component, _most)(node, at)
    name = names.component(node, at)
    return None if name is None else {name: None}


def _charges(node: Node, at: Place) -> Mapping[str, Most | None] | None:
    found = items(_charge)(node, at)
    if found is None:
        return None
    times = Counter(name for charge in found for name in charge)
    for name in (name for name, n in times.items() if n > 1):
        if any(charge.get(name) for charge in found):
            at.fault(
                say("the charge {name} is listed more than once.", name=name),
                say("Keep one of them, with or without `most:`."),
            )
    return MappingProxyType(
        {name: most for charge in found for name, most in charge.items()}
    )


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
    if found is None or not isinstance(node, Items):
        return None
    if len(found) < len(node.nodes):
        _lose_times(node, at)
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
                say("Make them one, or start one of them on another day."),
                unknown=(),
            )
            _lose_times(node, at)
    return tuple(begun[date] for date in sorted(begun))


def _lose_times(node: Items, at: Place) -> None:
    """Keep that it is unknown when a policy begins, and so what holds on any day.

    But for a key that none of them has: that has its default on all days.
    """
    for number, item in enumerate(node.nodes, 1):
        given = {key.text for key, _ in item.entries} if isinstance(item, Table) else ()
        for key in POLICY:
            if key in given or not isinstance(item, Table):
                at.into(str(number), item.line).into(key, item.line).lose()


def overrides(node: Node, at: Place) -> Mapping[str, Any] | None:
    """Return the keys of the policy that a member has its own value for."""
    begins = Refusal(
        say(
            "a member's own policy has no start date; it applies as long as it is here."
        ),
        say("Take it out, or change the policy of the cooperative."),
    )
    found = record(node, at, POLICY, refused={"from": begins})
    return None if found is None else MappingProxyType(found)
