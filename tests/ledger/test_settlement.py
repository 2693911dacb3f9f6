"""What settles what: by which criterion, how much, and nothing twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraplu.base.chart import Account, Kind
from paraplu.base.money import ZERO
from paraplu.ledger.settlement import (
    LINK,
    LINK_AND_PARTY,
    LINK_BY_LINK,
    NAMED_PARTY,
    NET,
    OLDEST,
    ONLY_LINK,
    OPENING,
    PARTY_AND_AMOUNT,
    WHOLE_OF_PARTY,
    Criterion,
    Match,
    Matcher,
    Movement,
    Reason,
    settled,
)

ACCOUNT = Account("Liabilities:Members:L01:Payable", Kind.PAYABLE, member="L01")
DAY = dt.date(2025, 1, 1)
Move = Movement[str]


def move(
    place: int, amount: str, party: str = "", links: str = "", *, opened: bool = False
) -> Move:
    """Return what is open or, below zero, pays; one place is a month after another."""
    return Movement(
        place,
        f"entry {place}",
        DAY + dt.timedelta(30 * place),
        Decimal(amount),
        ACCOUNT,
        party,
        frozenset(links.split()),
        opened=opened,
    )


def told(matches: list[Match[str, str]]) -> list[str]:
    """Return matches as text: what of which item by which, and why."""
    return [f"{m.item.place} {m.amount} by {m.by.place}: {m.reason}" for m in matches]


def matched(moves: list[Move], *criteria: Criterion) -> list[str]:
    return told(settled(moves, criteria).matches)


def test_a_match_says_what_of_what_when_and_why() -> None:
    bill, payment = move(1, "100.00", "Printer", "b"), move(4, "-30.00", "", "b")
    matcher: Matcher[str] = Matcher(LINK, OLDEST)
    matcher.add(bill)
    first, second = matcher.settle(payment) + matcher.settle(move(5, "-70.00"))
    assert first == Match(bill, payment, Decimal("30.00"), ZERO, Reason.LINK)
    assert (second.before, second.reason) == (Decimal("30.00"), Reason.OLDEST)
    assert (first.date, bill.member) == (payment.date, "L01")
    assert not matcher.left(bill)


def test_what_was_paid_ahead_is_settled_on_the_day_of_the_bill() -> None:
    ahead: Matcher[str] = Matcher(OLDEST)
    ahead.add(move(1, "-50.00"), Decimal("50.00"))
    (match,) = ahead.settle(move(3, "20.00"))
    assert match.date == DAY + dt.timedelta(90)


CASES: dict[str, tuple[list[Move], tuple[Criterion, ...], list[str]]] = {
    "a link goes before age": (
        [move(1, "5"), move(2, "5", links="b"), move(3, "-5", links="b")],
        (LINK, OLDEST),
        ["2 5 by 3: link"],
    ),
    "and what is more goes to the oldest": (
        [move(1, "5"), move(2, "5", links="b"), move(3, "-7", links="b")],
        (LINK, OLDEST),
        ["2 5 by 3: link", "1 2 by 3: oldest"],
    ),
    "one payment for many bills, the oldest first": (
        [move(1, "5", links="b"), move(2, "5", links="a"), move(3, "-7", links="a b")],
        (LINK,),
        ["1 5 by 3: link", "2 2 by 3: link"],
    ),
    "or one link after another": (
        [move(1, "5", links="b"), move(2, "5", links="a"), move(3, "-7", links="a b")],
        (LINK_BY_LINK,),
        ["2 5 by 3: link", "1 2 by 3: link"],
    ),
    "two links on both are one bill": (
        [move(1, "5", links="a b"), move(2, "-7", links="a b")],
        (LINK,),
        ["1 5 by 2: link"],
    ),
    "a bill is not open before it is there": (
        [move(2, "-5", links="a"), move(3, "5", links="a")],
        (LINK, OLDEST),
        [],
    ),
    "a name is the same with other capitals": (
        [move(1, "5", "Baker"), move(2, "5", "Printer"), move(3, "-5", "PRINTER ")],
        (NAMED_PARTY,),
        ["2 5 by 3: party"],
    ),
    "nobody is not a named party": (
        [move(1, "5"), move(2, "-5")],
        (NAMED_PARTY,),
        [],
    ),
    "of a party that of the very amount goes first": (
        [move(1, "5", "P"), move(2, "6", "P"), move(3, "7", "P"), move(4, "-6", "P")],
        (PARTY_AND_AMOUNT, WHOLE_OF_PARTY),
        ["2 6 by 4: party-and-amount"],
    ),
    "also what is left of one": (
        [
            move(1, "5", "P"),
            move(2, "8", "P"),
            move(3, "-7", "P"),
            move(4, "-6", "P"),
        ],
        (PARTY_AND_AMOUNT, WHOLE_OF_PARTY),
        ["1 5 by 3: party", "2 2 by 3: party", "2 6 by 4: party-and-amount"],
    ),
    "more than a party is owed goes nowhere": (
        [move(1, "5", "P"), move(2, "-6", "P"), move(3, "-5", "P")],
        (WHOLE_OF_PARTY,),
        ["1 5 by 3: party"],
    ),
    "what was there before the books has no name": (
        [
            move(1, "5", opened=True),
            move(2, "9", opened=True),
            move(3, "4", "Q"),
            move(4, "-9", "P"),
            move(5, "-3", "P"),
            move(6, "-3", "P"),
        ],
        (PARTY_AND_AMOUNT, WHOLE_OF_PARTY, OPENING),
        ["2 9 by 4: opening", "1 3 by 5: opening"],
    ),
    "a link and a name take all, also too much": (
        [move(1, "5", "P", "a"), move(2, "5", "P", "a"), move(3, "-8", "p", "a")],
        (LINK_AND_PARTY, ONLY_LINK),
        ["1 8 by 3: link-and-party"],
    ),
    "a link alone takes all of one bill": (
        [move(1, "5", "P", "a"), move(2, "5", "P", "b"), move(3, "-8", "Q", "a")],
        (LINK_AND_PARTY, ONLY_LINK),
        ["1 8 by 3: link"],
    ),
    "and of several none": (
        [move(1, "5", "P", "a"), move(2, "5", "P", "b"), move(3, "-8", "Q", "a b")],
        (LINK_AND_PARTY, ONLY_LINK),
        [],
    ),
    "what a party owes is netted with what it is owed": (
        [move(1, "5"), move(2, "6"), move(3, "-8")],
        (NET,),
        ["1 5 by 3: net", "2 3 by 3: net"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_which_is_settled(case: str) -> None:
    moves, criteria, expected = CASES[case]
    assert matched(moves, *criteria) == expected


def test_a_round_is_over_for_all_before_the_next_begins() -> None:
    moves = [move(1, "5", links="a"), move(2, "-5"), move(3, "-5", links="a")]
    found, left = settled(moves, [LINK], [OLDEST])
    assert told(found) == ["1 5 by 3: link"]
    assert left == {2: Decimal(5)}
    assert told(settled(moves, [LINK, OLDEST]).matches) == ["1 5 by 2: oldest"]


def test_what_is_more_than_all_stays_with_the_last() -> None:
    matcher: Matcher[str] = Matcher()
    first, last = move(1, "5"), move(2, "6")
    matcher.add(first)
    matcher.add(last)
    payment = move(3, "-20")
    found = matcher.spread([first, last], payment, Decimal(20))
    assert told(found) == ["1 5 by 3: link", "2 15 by 3: link"]
    assert matcher.left(last) == -9
    # What is paid back settles what was paid too much.
    assert told(matcher.spread([last, first], payment, Decimal(-9))) == [
        "2 -9 by 3: link",
        "1 0 by 3: link",
    ]


# -- of any moves ----------------------------------------------------------------

PARTIES = st.sampled_from(["", "Printer", "PRINTER ", "Baker"])
CENTS = st.integers(1, 500).map(lambda n: Decimal(n) / 100)
EVERY = (
    LINK,
    LINK_BY_LINK,
    NAMED_PARTY,
    PARTY_AND_AMOUNT,
    WHOLE_OF_PARTY,
    OPENING,
    OLDEST,
)


@st.composite
def any_moves(draw: st.DrawFn) -> list[Move]:
    rows = st.tuples(
        CENTS,
        st.booleans(),
        PARTIES,
        st.frozensets(st.sampled_from("abc"), max_size=2),
        st.booleans(),
        st.integers(0, 3),
    )
    month, found = 0, []
    for place, (amount, opens, party, links, opened, later) in enumerate(
        draw(st.lists(rows, max_size=14))
    ):
        month += later
        one = move(
            place,
            str(amount if opens else -amount),
            party,
            " ".join(links),
            opened=opened and opens,
        )
        found.append(one._replace(date=DAY + dt.timedelta(30 * month)))
    return found


ROUNDS = st.lists(st.lists(st.sampled_from(EVERY), min_size=1, max_size=4), max_size=3)


@given(any_moves(), ROUNDS)
def test_nothing_is_settled_twice(
    moves: list[Move], rounds: list[list[Criterion]]
) -> None:
    """To the cent: of no item and of no payment more is matched than there is."""
    found, left = settled(moves, *rounds)
    taken: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for match in found:
        assert match.amount > 0
        assert match.before == taken[match.item.place]
        assert match.item.amount > 0 > match.by.amount
        assert match.item.place < match.by.place
        taken[match.item.place] += match.amount
        taken[match.by.place] += match.amount
    for one in moves:
        assert taken[one.place] <= abs(one.amount)
        if one.amount < 0:
            assert left.get(one.place, ZERO) == -one.amount - taken[one.place]
    assert sum(taken.values()) == 2 * sum(match.amount for match in found)


@given(any_moves(), ROUNDS)
def test_the_reason_holds(moves: list[Move], rounds: list[list[Criterion]]) -> None:
    found = settled(moves, *rounds).matches
    owed = sum(one.amount for one in moves if one.amount > 0)
    assert sum(match.amount for match in found) <= owed
    for match in found:
        one, other = match.item, match.by
        alike = one.party.strip().casefold() == other.party.strip().casefold()
        if match.reason is Reason.LINK:
            assert one.links & other.links
        elif match.reason is Reason.OPENING:
            assert one.opened
            assert not alike
        elif match.reason is not Reason.OLDEST:
            assert alike


@given(any_moves())
def test_the_oldest_is_as_by_looking_at_each(moves: list[Move]) -> None:
    """Against one queue that is walked from its beginning for each payment."""
    expected: list[str] = []
    queue: list[tuple[Move, list[Decimal]]] = []
    for one in moves:
        if one.amount > 0:
            queue.append((one, [one.amount]))
            continue
        left = -one.amount
        linked = [pair for pair in queue if pair[0].links & one.links]
        for why, some in (("link", linked), ("oldest", queue)):
            for item, there in some:
                part = min(left, there[0])
                if part:
                    expected.append(f"{item.place} {part} by {one.place}: {why}")
                    there[0] -= part
                    left -= part
    assert matched(moves, LINK, OLDEST) == expected


@given(any_moves(), st.randoms())
def test_items_of_one_day_may_come_in_any_order(
    moves: list[Move], chance: Random
) -> None:
    """What is open is taken by age, in whatever order it was added."""
    moves.sort(key=lambda one: (one.date, one.amount < 0, one.place))
    shuffled: list[Move] = []
    for _, alike in groupby(moves, key=lambda one: (one.date, one.amount < 0)):
        some = list(alike)
        if some[0].amount > 0:
            chance.shuffle(some)
        shuffled += some
    rounds = [LINK, PARTY_AND_AMOUNT], [WHOLE_OF_PARTY, OPENING, OLDEST]
    assert settled(shuffled, *rounds) == settled(moves, *rounds)


@given(st.lists(CENTS, min_size=1, max_size=6), st.data())
def test_part_payments_come_to_the_bill(
    parts: list[Decimal], data: st.DataObject
) -> None:
    """However it is paid, in parts months apart, with a credit note, or written off."""
    whole = sum(parts, ZERO)
    bill = move(0, str(whole), "Printer", "b")
    order = data.draw(st.permutations(parts))
    paying = [move(n, str(-part), "", "b") for n, part in enumerate(order, 1)]
    found, left = settled([bill, *paying], [LINK])
    assert [match.amount for match in found] == order
    assert [match.before for match in found] == [
        sum(order[:n], ZERO) for n in range(len(order))
    ]
    assert left == {}


@given(st.lists(CENTS, min_size=1, max_size=6), CENTS)
def test_an_overpayment_is_left_over(bills: list[Decimal], more: Decimal) -> None:
    items = [move(n, str(amount), links="b") for n, amount in enumerate(bills)]
    payment = move(len(bills), str(-sum(bills, ZERO) - more), links="b")
    found, left = settled([*items, payment], [LINK])
    assert [match.amount for match in found] == bills
    assert left == {payment.place: more}
