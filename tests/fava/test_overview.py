"""The overview, as Fava gives it: what it answers first, and the row of each member."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag
from tests.fava.conftest import Site, words
from tests.fava.test_members import FILES, TRADE
from tests.support import MEMBERS

# Permissions without an end, so that nothing asks for attention by itself.
LASTING = MEMBERS.replace(", until: 2025-12-31}]", "}]")


def boxes(page: Tag) -> list[str]:
    """Return what the three boxes say."""
    return [words(box) for box in page.select(".pp-box")]


def rows(page: Tag) -> list[str]:
    """Return the rows of the members."""
    return [words(row) for row in page.select(".pp-rows > li")]


def test_the_first_line_answers(site: Callable[..., Site]) -> None:
    gift = '2025-01-01 * "Gift"\n  Assets:Bank  1000.00 EUR\n  Income:Coop:Gifts\n\n'
    ledger = gift + TRADE
    page = site(ledger, files=FILES, members=LASTING).page("ParapluOverview")
    rules, cover, free = boxes(page)
    assert rules.startswith("Rules ✓ no errors")
    assert cover == "Cover ✓ all of it is there 960.00 is set apart, 1,730.00 is there."
    assert free == (
        "Free to spend €770.00 by the cooperative itself; all of it is money"
    )
    dutch = site(ledger, files=FILES, members=LASTING).page("ParapluOverview", "nl")
    assert "Vrij te besteden € 770,00" in words(dutch)


def test_what_is_missing_leaves_nothing_free(site: Callable[..., Site]) -> None:
    made = site(TRADE, files=FILES)
    page = made.page("ParapluOverview")
    _, cover, free = boxes(page)
    assert "✕ €230.00 is missing" in cover
    assert "€0.00" in free
    assert (
        "Of the 730.00 that is there, 960.00 belongs to members, funds, the "
        "municipality and the tax office. ✕ 230.00 is missing."
    ) in words(page)
    early = words(made.page("ParapluOverview", time="2025-01"))
    assert "Of the 1,110.00 that is there, 1,340.00 belongs to members" in early


def test_what_is_not_money_yet_is_not_free_in_money(site: Callable[..., Site]) -> None:
    ledger = """\
2025-01-10 * "Table, on an invoice"
  Assets:Members:L01:Receivable     100.00 EUR
  Income:Members:L01:Sales         -100.00 EUR

2025-01-11 * "Gift, promised"
  Assets:Receivable                  50.00 EUR
  Income:Coop:Gifts                 -50.00 EUR
"""
    page = site(ledger).page("ParapluOverview")
    _, cover, free = boxes(page)
    assert "! €100.00 is not in money" in cover
    assert "€50.00" in free
    assert "! none of it is money yet" in free
    assert "! 100.00 of it is not in money yet." in words(page)


def test_bars_have_one_scale_and_the_threshold_is_drawn_once(
    site: Callable[..., Site],
) -> None:
    page = site(TRADE, files=FILES, members=LASTING).page("ParapluOverview")
    assert rows(page) == [
        "L01 Tweede Leven Meubels 750.00",
        "L02 Taartenatelier Zoet 0.00",
    ]
    first, second = page.select(".pp-track svg")
    # 750 of the 3,000 that the scale goes to; the threshold is far beyond it.
    assert [rect["width"] for rect in first.select(".pp-waits")] == ["25.00%"]
    assert second.select("rect") == []
    limits = page.select(".pp-limit-mark")
    assert [words(limit) for limit in limits] == ["threshold 2,500"]
    lines = [str(line["x1"]) for line in page.select(".pp-track .pp-threshold")]
    assert lines == ["83.33%", "83.33%"]


def test_what_is_above_the_threshold_is_drawn_apart(site: Callable[..., Site]) -> None:
    low = LASTING.replace("threshold: 2500.00", "threshold: 500.00")
    page = site(TRADE, files=FILES, members=low).page("ParapluOverview")
    first = page.select(".pp-track svg")[0]
    (below,), (above,) = first.select(".pp-waits"), first.select(".pp-f-above")
    assert (below["width"], above["x"], above["width"]) == (
        *("62.50%", "62.50%"),
        "31.25%",
    )
    assert "▲ 250.00 above the threshold" in rows(page)[0]


def test_a_threshold_far_away_is_told_and_not_drawn(site: Callable[..., Site]) -> None:
    far = LASTING.replace("threshold: 2500.00", "threshold: 1000000.00")
    page = site(TRADE, files=FILES, members=far).page("ParapluOverview")
    assert "The threshold of 1,000,000.00 is too far away to draw." in words(page)
    assert page.select(".pp-track .pp-threshold, .pp-limit-mark") == []
    assert page.select(".pp-waits")[0]["width"] == "93.75%"
    none = MEMBERS.replace("    threshold: 2500.00\n", "")
    page = site(TRADE, files=FILES, members=none).page("ParapluOverview")
    assert "threshold" not in words(page.select("section")[1])


def test_one_who_has_far_more_does_not_flatten_the_others(
    site: Callable[..., Site],
) -> None:
    codes = [f"M{n:02}" for n in range(12)]
    members = "members:\n" + "".join(
        f"  {code}: {{joined: 2025-01-01, permission: [{{from: 2025-01-01}}]}}\n"
        for code in codes
    )
    ledger = "".join(
        f'2025-03-01 * "Sale"\n  Income:Members:{code}:Sales  -{amount} EUR\n'
        f"  Assets:Members:{code}:Cash\n\n"
        for code, amount in zip(codes, [*["100.00"] * 11, "90000.00"], strict=True)
    )
    page = site(ledger, members=members).page("ParapluOverview")
    tracks = page.select(".pp-track svg")
    assert [track.select(".pp-waits")[0]["width"] for track in tracks] == (
        ["100.00%"] * 12
    )
    assert [words(track) for track in tracks] == [""] * 11 + ["»"]


@pytest.mark.parametrize(
    ("time", "sign"),
    [
        ("2025-11-15", ""),
        ("2025-12-15", "! permission ends on 31 December 2025"),
        ("2026-01-15", "✕ permission ended on 31 December 2025"),
    ],
)
def test_a_sign_stands_only_where_something_is_the_matter(
    site: Callable[..., Site], time: str, sign: str
) -> None:
    later = TRADE + (
        '\n2026-02-01 * "Rent"\n  Expenses:Coop:Rent  1.00 EUR\n'
        "  Assets:Bank  -1.00 EUR\n"
    )
    page = site(later, files=FILES).page("ParapluOverview", time=time)
    signs = [words(one) for one in page.select(".pp-rows > li .pp-signs")]
    assert signs == ([sign, sign] if sign else [])
    marked = page.select(".pp-rows > li[data-attention]")
    assert len(marked) == (2 if sign else 0)


def test_who_is_frozen_has_left_or_is_unknown_is_said(
    site: Callable[..., Site],
) -> None:
    members = """\
members:
  L01:
    joined: 2025-01-01
    permission: [{from: 2025-01-01}]
    frozen: [{from: 2025-02-01, reason: "<b>dispute</b>"}]
  L02: {joined: 2025-01-01, left: 2025-01-31, permission: [{from: 2025-01-01}]}
"""
    made = site(TRADE.replace("L01:Training", "L09:Training"), members=members)
    first, unknown, gone = made.page("ParapluOverview").select(".pp-rows > li")
    assert "❄ frozen: <b>dispute</b>" in words(first)
    assert "▼ below zero" in words(unknown)
    assert "? not in the register" in words(unknown)
    # Who left is folded away.
    assert gone.find_parent("details")
    assert "◌ left on 31 January 2025" in words(gone)


def test_what_asks_for_attention_has_its_way_on(site: Callable[..., Site]) -> None:
    made = site(TRADE.replace('  receipt: "wood.pdf"\n', ""), files=FILES)
    page = made.page("ParapluOverview")
    asks = page.select(".pp-ask-for")
    assert len(asks) == 2
    cover, receipt = asks
    assert "Talk about money that is not there" in words(cover)
    assert "Add receipts" in words(receipt)
    assert "L01" in words(receipt)
    assert "bookkeeper" in words(receipt)
    link = receipt.select("a.pp-button")[-1]
    assert "task=receipts" in str(link["href"])
    assert made.opened(str(link["href"])).status_code == 200


def test_all_is_well(site: Callable[..., Site]) -> None:
    ledger = '2025-01-02 * "Deposit"\n  Equity:Coop  -5.00 EUR\n  Assets:Cash\n'
    page = site(ledger, members=LASTING).page("ParapluOverview")
    assert "Asks for attention ✓ Nothing: all is well." in words(page)
    assert "Free to spend €5.00" in words(page)


def test_what_beancount_cannot_read_makes_no_cover_sure(
    site: Callable[..., Site],
) -> None:
    ledger = '2025-01-02 * "Gift"\n  Assets:Cash  5.00 EUR\n  Income:Coop:Gifts\n'
    page = site(ledger + "\nnonsense\n").page("ParapluOverview")
    rules, cover, _ = boxes(page)
    assert "✕ 1 error" in rules
    assert "1 line cannot be read, and is missing from these figures." in rules
    assert "✓" not in cover
    assert "? not known for sure" in cover


def test_eight_members_and_two_hundred(site: Callable[..., Site]) -> None:
    for many in (8, 200):
        codes = [f"L{number:03}" for number in range(many)]
        members = "members:\n" + "".join(
            f"  {code}: {{joined: 2025-01-01, permission: [{{from: 2025-01-01}}]}}\n"
            for code in codes
        )
        ledger = "".join(
            f'2025-01-10 * "Sale"\n  Assets:Bank  10.00 EUR\n'
            f"  Income:Members:{code}:Sales  -10.00 EUR\n\n"
            for code in codes
        )
        page = site(ledger, members=members).page("ParapluOverview")
        assert len(page.select(".pp-rows > li")) == many
        assert [str(row["data-code"]) for row in page.select(".pp-row[data-code]")] == (
            codes
        )
        assert f"together {many}0.00".replace("2000.00", "2,000.00") in words(page)
