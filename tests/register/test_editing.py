"""What is put into a register stands there, and no other character of it changes."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraplu.register.editing import (
    Text,
    with_entry,
    with_item,
    with_periods,
    with_value,
)
from paraplu.register.yaml_places import CannotEdit, plain, tree_of

REGISTER = """\
# Fictional.
language: nl   # of messages

members:
  L01:  # the first
    trade: "cakes: sweet"
    permission:
      - {from: 2025-01-01, until: 2025-12-31}   # until New Year
    joined: 2025-01-01
    # of L01
  # the second
  L02: {joined: 2025-02-01, frozen: [{from: 2025-03-01}]}  # on one line

# after the members
budgets: {}
"""


def added(before: str, after: str) -> str:
    """Return the lines that an edit added; an AssertionError where one went away."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert [line for line in lines if line.startswith("- ")] == []
    return "\n".join(line[2:] for line in lines if line.startswith("+ "))


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0)
    return [
        line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]


def test_an_item_goes_below_the_others() -> None:
    item = {"from": "2026-01-01", "reference": Text("no. 7: yes")}
    after = with_item(REGISTER, ("members", "L01", "permission"), item)
    assert added(REGISTER, after) == (
        '      - {from: 2026-01-01, reference: "no. 7: yes"}'
    )


def test_a_list_begins_below_the_member_with_its_comments() -> None:
    after = with_item(REGISTER, ("members", "L01", "frozen"), {"from": "2025-05-01"})
    assert added(REGISTER, after) == "    frozen:\n      - {from: 2025-05-01}"
    assert "    # of L01\n    frozen:" in after


def test_between_brackets_it_stays_on_its_line() -> None:
    after = with_item(REGISTER, ("members", "L02", "frozen"), {"from": "2025-05-01"})
    assert changed(REGISTER, after) == [
        "-  L02: {joined: 2025-02-01, frozen: [{from: 2025-03-01}]}  # on one line",
        (
            "+  L02: {joined: 2025-02-01, frozen: [{from: 2025-03-01}, "
            "{from: 2025-05-01}]}  # on one line"
        ),
    ]


def test_a_member_comes_after_the_last_one() -> None:
    values = {"trade": Text("2025"), "permission": [{"from": "2025-06-01"}]}
    after = with_entry(REGISTER, ("members", "L03"), values)
    assert added(REGISTER, after) == (
        '  L03:\n    trade: "2025"\n    permission:\n      - {from: 2025-06-01}'
    )
    assert after.endswith("{from: 2025-06-01}\n\n# after the members\nbudgets: {}\n")


def test_a_value_is_replaced_or_added() -> None:
    path = ("members", "L02", "frozen", "0", "until")
    ended = with_value(REGISTER, path, "2025-03-09")
    assert "frozen: [{from: 2025-03-01, until: 2025-03-09}]}  # on one line" in ended
    again = with_value(ended, path, "2025-03-10")
    assert again == ended.replace("03-09", "03-10")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "    joined: 2025-01-01  # by the board\n    left: 2025-06-30\n",
            (
                "    # by the board\n    membership:\n"
                "      - {from: 2025-01-01}\n      - {from: 2026-01-01}\n"
            ),
        ),
        (
            "    {joined: 2025-01-01, left: 2025-06-30}\n",
            "    {membership: [{from: 2025-01-01}, {from: 2026-01-01}]}\n",
        ),
        (
            "    {trade: x, left: 2025-06-30, policy: {}, joined: 2025-01-01}\n",
            (
                "    {trade: x, membership: [{from: 2025-01-01}, {from: 2026-01-01}], "
                "policy: {}}\n"
            ),
        ),
    ],
)
def test_two_spells_take_the_place_of_one(before: str, after: str) -> None:
    periods = [{"from": "2025-01-01"}, {"from": "2026-01-01"}]
    head, tail = "members:\n  L01:\n", "  L02: {joined: 2025-01-01}\n"
    found = with_periods(
        head + before + tail,
        ("members", "L01"),
        ("joined", "left", "left_to"),
        "membership",
        [*periods],
    )
    assert found == head + after + tail


def test_the_first_member_of_an_empty_register() -> None:
    after = with_entry("members: {}\n", ("members", "L01"), {"joined": "2025-01-01"})
    assert after == "members: {L01: {joined: 2025-01-01}}\n"


def test_ends_of_lines_and_a_mark_at_the_begin_stay() -> None:
    before = "\ufeffmembers:\r\n  L01: {joined: 2025-01-01}"
    after = with_entry(before, ("members", "L02"), {"joined": "2025-02-01"})
    assert after == before + "\r\n  L02:\r\n    joined: 2025-02-01\r\n"


@pytest.mark.parametrize("text", ["", "- a\n", "members: [", "members: {L01: 5}\n"])
def test_what_is_no_register_is_refused(text: str) -> None:
    with pytest.raises(CannotEdit):
        with_item(text, ("members", "L01", "permission"), {"from": "2025-01-01"})


COMMENTS = st.sampled_from(["", "  # why", "   #  it's {a: [b"])
GAPS = st.sampled_from(["", "\n", "    # of this member\n", "  # of the next\n"])
TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1
)


@st.composite
def registers(draw: st.DrawFn) -> str:
    """Draw a register, with comments and gaps wherever people leave them."""
    lines = ["members:" + draw(COMMENTS) + "\n"]
    for number in range(draw(st.integers(1, 3))):
        code = f"L{number:02}"
        if draw(st.booleans()):
            lines.append(f"  {code}: {{joined: 2025-01-01, permission: []}}")
            lines.append(draw(COMMENTS) + "\n" + draw(GAPS))
            continue
        lines.append(f"  {code}:{draw(COMMENTS)}\n    joined: 2025-01-01")
        lines.append(draw(COMMENTS) + "\n" + draw(GAPS) + "    permission:")
        dash = draw(st.sampled_from(["    - ", "      - "]))
        lines.append(draw(COMMENTS) + f"\n{dash}{{from: 2025-01-01,\n        ")
        lines.append(f"until: 2025-06-30}}{draw(COMMENTS)}\n{dash}from: 2025-07-01\n")
        lines.append(draw(GAPS))
    tail = draw(st.sampled_from(["", "# the end\n", "\nlanguage: nl\n"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return ("".join(lines) + tail).replace("\n", end)


@given(registers(), TEXTS)
@settings(max_examples=30, deadline=None)
def test_whatever_the_register_looks_like(register: str, words: str) -> None:
    item = {"from": "2026-01-01", "reference": Text(words)}
    after = with_item(register, ("members", "L00", "permission"), item)
    wanted = plain(tree_of(register))
    wanted["members"]["L00"]["permission"].append(item)
    assert plain(tree_of(after)) == wanted
    # All that was there is still there, in its order: one stretch is new.
    new = len(after) - len(register)
    assert new > 0
    assert any(
        register == after[:at] + after[at + new :] for at in range(len(register) + 1)
    )
    joined = with_entry(after, ("members", "L99"), {"joined": "2026-01-01"})
    assert len(joined) > len(after)
