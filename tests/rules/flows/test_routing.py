"""The router against a count of every cut: the least of them is the maximum flow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from paraplu.rules.flows.routing import Edge, route

Amounts = dict[int, Decimal]
CENTS = st.integers(1, 1000).map(lambda cents: Decimal(cents) / 100)
INFINITE = Decimal(10**9)


@st.composite
def networks(draw: st.DrawFn) -> tuple[Amounts, Amounts, list[Edge[int]]]:
    """Draw up to four credits and debits, and up to five channels between them."""
    credits = dict(enumerate(draw(st.lists(CENTS, min_size=1, max_size=4))))
    debits = dict(enumerate(draw(st.lists(CENTS, min_size=1, max_size=4)), start=10))
    channels = [
        Edge(
            n,
            tuple(draw(st.sets(st.sampled_from(sorted(credits)), min_size=1))),
            tuple(draw(st.sets(st.sampled_from(sorted(debits)), min_size=1))),
            draw(st.none() | st.just(Decimal(0)) | CENTS),
        )
        for n in range(draw(st.integers(0, 5)))
    ]
    return credits, debits, channels


@st.composite
def fans(draw: st.DrawFn) -> tuple[Amounts, Amounts, list[Edge[int]]]:
    """Draw one credit with channels to one debit each, or the other way round."""
    one = {0: draw(CENTS)}
    amounts = draw(st.lists(CENTS, min_size=1, max_size=4))
    others = dict(enumerate(amounts, start=10))
    capacity = st.none() | st.just(Decimal(0)) | CENTS
    ends = draw(st.lists(st.sampled_from(sorted(others)), max_size=5))
    if draw(st.booleans()):
        channels = [Edge(n, (0,), (end,), draw(capacity)) for n, end in enumerate(ends)]
        return one, others, channels
    channels = [Edge(n, (end,), (0,), draw(capacity)) for n, end in enumerate(ends)]
    return others, one, channels


def subsets(legs: Iterable[int]) -> list[frozenset[int]]:
    every = list(legs)
    sizes = range(len(every) + 1)
    return [
        frozenset(s) for s in chain.from_iterable(combinations(every, n) for n in sizes)
    ]


def least_cut(
    credits: Mapping[int, Decimal],
    debits: Mapping[int, Decimal],
    channels: list[Edge[int]],
) -> Decimal:
    """Return the least cut between credits and debits, by trying all of them.

    A cut leaves some credits and debits on the near side. It costs the credits of the
    far side, the debits of the near side, and each channel from near to far.
    """
    costs = []
    for near in subsets(credits):
        for reached in subsets(debits):
            cost = sum((n for leg, n in credits.items() if leg not in near), Decimal(0))
            cost += sum((debits[leg] for leg in reached), Decimal(0))
            for channel in channels:
                if near & set(channel.credits) and set(channel.debits) - reached:
                    cost += INFINITE if channel.capacity is None else channel.capacity
            costs.append(cost)
    return min(costs)


@given(networks() | fans())
def test_as_much_as_possible_is_routed(
    network: tuple[Amounts, Amounts, list[Edge[int]]],
) -> None:
    credits, debits, channels = network
    routed = route(credits, debits, channels)
    flow = least_cut(credits, debits, channels)
    assert sum(credits.values()) - sum(routed.credits.values()) == flow
    assert sum(debits.values()) - sum(routed.debits.values()) == flow
    assert routed.amount == min(sum(credits.values()), sum(debits.values())) - flow


@given(networks() | fans())
def test_no_channel_takes_more_than_it_holds(
    network: tuple[Amounts, Amounts, list[Edge[int]]],
) -> None:
    credits, debits, channels = network
    routed = route(credits, debits, channels)
    assert sum(routed.through.values()) == sum(credits.values()) - sum(
        routed.credits.values()
    )
    for channel in channels:
        through = routed.through[channel.label]
        assert through >= 0
        assert channel.capacity is None or through <= channel.capacity
        assert through <= sum(credits[n] for n in channel.credits)
        assert through <= sum(debits[n] for n in channel.debits)


def test_one_euro_of_training_beside_49_of_lunch_leaves_49() -> None:
    training = Edge("use", (0,), (1,))
    routed = route(
        {0: Decimal("50.00")}, {1: Decimal("1.00"), 2: Decimal("49.00")}, [training]
    )
    assert routed.amount == Decimal("49.00")
    assert routed.debits == {2: Decimal("49.00")}


def test_where_the_first_channel_is_in_the_way_of_two_others() -> None:
    one = Decimal("1.00")
    channels = [Edge("a", (0,), (10,)), Edge("b", (0,), (11,)), Edge("c", (1,), (10,))]
    routed = route({0: one, 1: one}, {10: one, 11: one}, channels)
    assert routed.amount == 0
    assert {label: n for label, n in routed.through.items() if n} == {
        "b": one,
        "c": one,
    }
