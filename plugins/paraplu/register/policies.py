"""The part of the register that is about what was agreed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.register import fields, hours, names, partings
from paraplu.register.agreements import (
    AgreedShare,
    Base,
    Cents,
    Deficit,
    Most,
    Per,
    Policy,
)
from paraplu.register.converter import either, shaped
from paraplu.register.shape import Keys, items, named
from paraplu.register.table_keys import Refusal
from paraplu.register.yaml_lines import Node, YamlList, YamlTable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from paraplu.register.faults import Place

_SHARE = Keys(
    {
        "base": fields.word_of(Base).for_(
            say("What it is a part of: turnover, that minus costs, or profit.")
        ),
        "rate": fields.rate.for_(say("How much of that, as a percentage: 30%.")),
        "purpose": names.component.for_(
            say("The pot that it goes to; without it, the cooperative itself.")
        ),
        "cents": fields.word_of(Cents).for_(
            say("How a part of a cent is rounded: half a cent up, or down."),
            Cents.HALF_UP,
        ),
        "deficit": fields.word_of(Deficit).for_(
            say(
                "A month below zero counts in later months (carry), nowhere (drop), or "
                "gives back what was paid (return)."
            ),
            Deficit.CARRY,
        ),
    },
    required=("base", "rate"),
)


@shaped(_SHARE.schema)
def _share(node: Node, at: Place) -> AgreedShare | None:
    found = _SHARE.read(node, at)
    return None if found is None else AgreedShare(**found)


_shares = items(_share)


@shaped(lambda language: either(_share.schema(language), _shares.schema(language)))
def _contribution(node: Node, at: Place) -> tuple[AgreedShare, ...] | None:
    """Return the shares: one as it stands, or a list with one for each purpose."""
    if not isinstance(node, YamlList):
        share = _share(node, at)
        return None if share is None else (share,)
    shares = _shares(node, at) or ()
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


_MOST = Keys(
    {
        "most": fields.amount.for_(say("The most that a member is charged for it.")),
        "per": fields.word_of(Per).for_(say("Over how long that counts."), Per.MONTH),
    },
    required=("most",),
)


@shaped(_MOST.schema)
def _most(node: Node, at: Place) -> Most | None:
    found = _MOST.read(node, at)
    return None if found is None else Most(found.pop("most"), **found)


_limited = named(names.component, _most)


@shaped(lambda lang: either(names.component.schema(lang), _limited.schema(lang)))
def _charge(node: Node, at: Place) -> Mapping[str, Most | None] | None:
    """Return a charge by its name: as it stands, or with the most that was agreed."""
    if isinstance(node, YamlTable):
        return _limited(node, at)
    name = names.component(node, at)
    return None if name is None else {name: None}


_each_charge = items(_charge)


@shaped(_each_charge.schema)
def _charges(node: Node, at: Place) -> Mapping[str, Most | None] | None:
    found = _each_charge(node, at)
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


_NONE = Policy()
POLICY = Keys(
    {
        "contribution": _contribution.for_(
            say("What a member pays to the cooperative each month: one share, or more.")
        ),
        "receipt_from": fields.amount.for_(
            say("From this amount on, spending needs a receipt."),
            int(_NONE.receipt_from),
        ),
        "approval_from": fields.amount.for_(
            say("From this amount on, growth and training need an earlier approval.")
        ),
        "signature_from": fields.amount.for_(
            say("From this amount on, the board signs an approval with its key.")
        ),
        "clearing_days": fields.days.for_(
            say("The days that money may stay on a clearing account."),
            _NONE.clearing_days,
        ),
        "reconcile_days": fields.days.for_(
            say("The days that an account of a bank may go without a balance."),
            _NONE.reconcile_days,
        ),
        "warn_before_days": fields.days.for_(
            say("So many days before a permission ends there is a warning."),
            _NONE.warn_before_days,
        ),
        "caps": named(names.account(1), fields.amount).for_(
            say("By class, such as Costs:Phone, the most of a calendar year.")
        ),
        "charges": _charges.for_(
            say("What members may be charged for, by name; a name can have a limit.")
        ),
        "threshold": fields.amount.for_(
            say("A thermometer above this amount is a signal.")
        ),
        "turnover_per_hour": hours.hourly_turnover.for_(
            say("What an hour is to bring in; less is a signal.")
        ),
        "least_result": hours.least_result.for_(
            say("The result of a month that was agreed; less is a signal.")
        ),
        "leaving": partings.parting.for_(
            say("What becomes of what is in the ring of a member who leaves.")
        ),
    }
)
_DATED = Keys(
    {"from": fields.day.for_(say("The day that this begins.")), **POLICY.keys},
    required=("from",),
)


@shaped(_DATED.schema)
def _policy(node: Node, at: Place) -> Policy | None:
    found = _DATED.read(node, at)
    if found is None:
        return None
    return Policy(start=found.pop("from"), source=at.source, **found)


_each_policy = items(_policy)


@shaped(_each_policy.schema)
def policies(node: Node, at: Place) -> tuple[Policy, ...] | None:
    """Return the policies by the day they begin.

    Each stands alone: a key that a newer policy leaves out has its default, not the
    older policy's value, so that a policy can be read without its history.
    """
    found = _each_policy(node, at)
    if found is None or not isinstance(node, YamlList):
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


def _lose_times(node: YamlList, at: Place) -> None:
    """Keep that it is unknown when a policy begins, and so what holds on any day.

    But for a key that none of them has: that has its default on all days.
    """
    for number, item in enumerate(node.nodes, 1):
        given = (
            {key.text for key, _ in item.entries} if isinstance(item, YamlTable) else ()
        )
        for key in POLICY:
            if key in given or not isinstance(item, YamlTable):
                at.into(str(number), item.line).into(key, item.line).lose()


_BEGINS = Refusal(
    say("a member's own policy has no start date; it applies as long as it is here."),
    say("Take it out, or change the policy of the cooperative."),
)
_OWN = replace(POLICY, refused={"from": _BEGINS})


@shaped(_OWN.schema)
def overrides(node: Node, at: Place) -> Mapping[str, Any] | None:
    """Return the keys of the policy that a member has its own value for."""
    found = _OWN.read(node, at)
    return None if found is None else MappingProxyType(found)
