"""What transactions have in common, in ledgers of a few lines."""

from __future__ import annotations

from textwrap import dedent

from tests.rules.flows.small_books import books

from paraplu.base.chart import Kind
from paraplu.ledger.books import Books

HEAD = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"

"""


def read(text: str) -> Books:
    return books(HEAD + dedent(text))


def signatures(seen: Books) -> list[list[int]]:
    """Return the transactions by signature, by their numbers."""
    return [[one.number for one in alike] for alike in seen.by_signature.values()]


def test_whose_it_is_makes_no_difference_and_the_side_does() -> None:
    seen = read("""
        2025-01-01 * "Sold by one"
          Assets:Bank                 10.00 EUR
          Income:Members:L01:Sales   -10.00 EUR

        2025-01-02 * "Sold by another, under a name of its own"
          Assets:Bank                  7.00 EUR
          Income:Members:L02:Sales:Shop  -7.00 EUR

        2025-01-03 * "Taken back"
          Assets:Bank                -10.00 EUR
          Income:Members:L01:Sales    10.00 EUR
    """)
    assert signatures(seen) == [[0, 1], [2]]
    sold, back = seen.by_signature
    assert sold.kinds == back.kinds == {Kind.BANK, Kind.SALES}
    assert (sold.credit, back.credit) == ((False, True), (True, False))
    assert [one.member(1) for one in seen.transactions] == ["L01", "L02", "L01"]


def test_one_member_twice_is_not_two_members() -> None:
    seen = read("""
        2025-01-01 * "Two of one"
          Expenses:Members:L01:Costs   3.00 EUR
          Expenses:Members:L01:Costs:Wood   4.00 EUR
          Assets:Bank                 -7.00 EUR

        2025-01-02 * "One of each"
          Expenses:Members:L01:Costs   3.00 EUR
          Expenses:Members:L02:Costs   4.00 EUR
          Assets:Bank                 -7.00 EUR

        2025-01-03 * "One of each, the other way about"
          Expenses:Members:L02:Costs   3.00 EUR
          Expenses:Members:L01:Costs   4.00 EUR
          Assets:Bank                 -7.00 EUR
    """)
    assert signatures(seen) == [[0], [1, 2]]
    one, both = seen.by_signature
    assert [role.ring for role in one.roles] == [1, 1, 0]
    assert [role.ring for role in both.roles] == [1, 2, 0]
    assert [one.members for one in seen.transactions] == [
        {"L01"},
        {"L01", "L02"},
        {"L01", "L02"},
    ]


def test_a_posting_of_nothing_moves_nothing_and_still_stands_on_its_account() -> None:
    seen = read("""
        2025-01-01 * "Nothing of a member"
          Assets:Bank                  5.00 EUR
          Income:Coop:Gifts           -5.00 EUR
          Expenses:Members:L01:Costs   0.00 EUR
    """)
    (transaction,) = seen.transactions
    assert transaction.signature.kinds == {Kind.BANK, Kind.COOP_INCOME}
    assert transaction.accounts[2].kind is Kind.NOTHING
    assert not transaction.members
    assert seen.transactions_of("L01") == []
    assert {account.name for account in seen.days} == {
        "Assets:Bank",
        "Income:Coop:Gifts",
        "Expenses:Members:L01:Costs",
    }
    assert list(seen.booked(frozenset({Kind.COSTS}))) == []


def test_what_does_not_say_what_it_comes_to_is_apart() -> None:
    seen = read("""
        2025-01-01 * "In euros"
          Assets:Bank        5.00 EUR
          Assets:Cash       -5.00 EUR

        2025-01-02 * "In dollars, with what they come to"
          Assets:Bank        6.00 USD @@ 5.00 EUR
          Assets:Cash       -5.00 EUR

        2025-01-03 * "In dollars alone"
          Assets:Bank        6.00 USD
          Assets:Cash       -6.00 USD

        2025-01-04 * "Euros with a price in dollars"
          Assets:Bank        5.00 EUR @ 1.20 USD
          Assets:Cash       -6.00 USD
    """)
    assert signatures(seen) == [[0], [1], [2], [3]]
    assert [(one.foreign, one.unweighed) for one in seen.by_signature] == [
        ((), ()),
        ((0,), ()),
        ((0, 1), (0, 1)),
        ((1,), (0, 1)),
    ]
    amounts = [[p.amount for p in one.postings] for one in seen.transactions]
    assert amounts == [[5, -5], [5, -5], [0, 0], [5, 0]]


def test_a_key_is_found_on_a_transaction_and_on_a_posting() -> None:
    seen = read("""
        2025-01-01 * "On the whole"
          receipt: "a.pdf"
          Expenses:Coop:Rent   5.00 EUR
          Assets:Bank

        2025-01-02 * "On neither"
          Expenses:Coop:Rent   5.00 EUR
          Assets:Bank

        2025-01-03 * "On both, and another word beside it"
          receipt: "b.pdf"
          Expenses:Coop:Rent   5.00 EUR
            receipt: "c.pdf"
            vat: "high"
          Assets:Bank
    """)
    first, _, last = seen.transactions
    assert seen.saying("receipt") == [first, last]
    assert seen.saying("vat") == [last]
    assert seen.saying("waiver") == []
    assert [(one.number, meta["receipt"]) for one, meta in seen.remarks("receipt")] == [
        (0, "a.pdf"),
        (2, "b.pdf"),
        (2, "c.pdf"),
    ]
    assert [last.said("receipt", n) for n in (0, 1)] == ["c.pdf", "b.pdf"]
    assert last.said("vat", 1) is None
    # Beancount adds metadata of its own where it fills in an amount.
    assert seen.remarked == [last]


def test_links_are_followed_in_the_order_of_the_ledger() -> None:
    seen = read("""
        2025-01-01 * "One" ^a ^b
          Expenses:Coop:Rent   5.00 EUR
          Assets:Bank

        2025-01-02 * "Two" ^b
          Expenses:Coop:Rent   5.00 EUR
          Assets:Bank

        2025-01-03 * "Three" ^a
          Expenses:Coop:Rent   5.00 EUR
          Assets:Bank
    """)
    assert [one.narration for one in seen.linked("a")] == ["One", "Three"]
    assert [one.narration for one in seen.linked("b", "a")] == ["One", "Two", "Three"]
    assert seen.linked("c") == []
