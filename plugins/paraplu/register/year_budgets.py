"""The part of the register that is about budgets: of each year, by account.

A budget is the cooperative's own: what members earn and spend is for them to plan.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.vocabulary import words_of
from paraplu.register import fields, names
from paraplu.register.converter import either, shaped
from paraplu.register.impersonal import impersonal
from paraplu.register.meetings import Post
from paraplu.register.shape import Keys, named
from paraplu.register.yaml_lines import Node, YamlTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.faults import Faults, Place
    from paraplu.register.model import Register

# `Income:Coop` has two parts.
_LEAST = 2

POST = Keys(
    {
        "amount": fields.amount.for_(
            say("What comes in or is spent in the year, as an amount above zero.")
        ),
        "explained": impersonal.for_(
            say("Why the year became otherwise, for the general meeting.")
        ),
    },
    required=("amount",),
)


@shaped(lambda lang: either(fields.amount.schema(lang), POST.schema(lang)))
def _post(node: Node, at: Place) -> Post | None:
    """Return a post: an amount as it stands, or one with an explanation."""
    if isinstance(node, YamlTable):
        found = POST.read(node, at)
        return None if found is None else Post(at.name, source=at.source, **found)
    amount = fields.amount(node, at)
    return None if amount is None else Post(at.name, amount, source=at.source)


_posts = named(names.account(_LEAST), _post)
_by_year = named(fields.year, _posts)


@shaped(_by_year.schema)
def budgets(node: Node, at: Place) -> Mapping[int, Mapping[str, Post]] | None:
    """Return the posts of each year, by account."""
    found = _by_year(node, at)
    if found is None:
        return None
    return MappingProxyType({int(year): posts for year, posts in found.items()})


def check_budgets(register: Register, faults: Faults) -> None:
    """Keep a fault for every post on accounts of members; it would never be met."""
    members = words_of(register.chart)["Members"]
    for year, posts in register.budgets.items():
        for account, post in posts.items():
            if account.split(":")[1] == members:
                faults.add(
                    post.source.line,
                    say(
                        "{account} under `budgets:` is of members.",
                        account=account,
                    ),
                    say(
                        "A budget is of the cooperative itself: write an account such "
                        "as {example}.",
                        example="Expenses:Coop:Rent",
                    ),
                )
                faults.unknown.append(("budgets", str(year)))
