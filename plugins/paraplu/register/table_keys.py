"""The keys of a table in the register: those that are there twice, or not known.

What is wrong is told where it stands, with what may have been meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.language import Message, say
from paraplu.register.faults import Place, listed, shown
from paraplu.register.hints import DUTCH_KEYS, as_in
from paraplu.register.yaml_lines import Node, RefusedNode, Word, YamlList, YamlTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from paraplu.register.converter import Convert


# A plain word that YAML takes for nothing; in quotes it is text.
_NOTHING = ("", "~", "null", "Null", "NULL")
# The two sides of a comma in a number, which YAML takes for two keys between { and }.
_HEAD = re.compile("-?[0-9]+")
_TAIL = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: ?%)?")
# Looking for the key that was meant takes time with the length of the key.
_LONGEST_KEY = 40
# A slip of the pen, and not another word.
_SLIP = 0.8


class Refusal(NamedTuple):
    """Why a key that someone may well try is not allowed at a place."""

    what: Message
    hint: Message


def is_nothing(node: Node) -> bool:
    """Tell whether a key was left without a value."""
    return isinstance(node, Word) and (
        not node.text.strip() or (not node.quoted and node.text in _NOTHING)
    )


def wrong_shape(
    node: Node, at: Place, wanted: Message, hint: Message | None = None
) -> None:
    """Tell that the node is not what is wanted here."""
    if isinstance(node, RefusedNode):
        at.lose()
        return
    if is_nothing(node):
        at.fault(say("is empty."), say("Fill it in, or delete the key."))
        return
    kinds = {
        Word: say("a single value"),
        YamlList: say("a list"),
        YamlTable: say("keys with values"),
    }
    at.fault(
        say(
            "must be {wanted}, but is {found}.", wanted=wanted, found=kinds[type(node)]
        ),
        hint,
    )


def entries_of(node: Node, at: Place) -> list[tuple[Word, Node]] | None:
    """Return the entries of a table, of each key the first; None if it is no table."""
    if not isinstance(node, YamlTable):
        wrong_shape(node, at, say("keys with values"), as_in(at.path))
        return None
    first: dict[str, int] = {}
    entries = []
    for key, value in node.entries:
        if key.text in first and not is_tail(key, value):
            at.at(key.line).fault(
                say(
                    "{key} is there twice, the first time on line {line}.",
                    key=shown(key.text),
                    line=str(first[key.text]),
                ),
                say("Keep one of the two."),
                unknown=[(*at.path, key.text)],
            )
            continue
        first[key.text] = key.line
        entries.append((key, value))
    return entries


def is_tail(key: Word, value: Node) -> bool:
    """Tell whether a key may be what a comma cut off: the 50 of `{price: 6,50}`."""
    return bool(_TAIL.fullmatch(key.text)) and is_nothing(value)


def cut_off(entries: list[tuple[Word, Node]], tail: Word, at: Place) -> bool:
    """Tell the fault of a decimal comma; False where no number stands before it."""
    place = next(n for n, (key, _) in enumerate(entries) if key is tail)
    key, value = entries[place - 1] if place else (tail, tail)
    if not isinstance(value, Word) or not _HEAD.fullmatch(value.text):
        return False
    comma = "" if "." in tail.text else "."
    at.into(key.text, key.line).fault(
        say(
            "{text} has a comma, and that ends the value here.",
            text=shown(f"{value.text},{tail.text}"),
        ),
        say(
            "Write decimals after a full stop, and nothing between thousands: {text}.",
            text=shown(f"{value.text}{comma}{tail.text}"),
        ),
        unknown=[(*at.path, key.text)],
    )
    return True


def unknown_key(
    key: Word,
    at: Place,
    keys: Mapping[str, Convert[Any]],
    given: AbstractSet[str],
    refused: Mapping[str, Refusal],
) -> None:
    """Tell the fault of a key that is not known.

    It may have been meant for the key that it is like, or for one that is refused by
    its own words, also with a slip of the pen; or for any that is not given,
    but at the top, where it is rather something that has no place in a register.
    """
    place = at.at(key.line)
    word = key.text.casefold()
    plain = word.replace("-", "").replace("_", "").replace(" ", "")
    from difflib import get_close_matches

    dutch = DUTCH_KEYS.get(plain, "")
    near = [dutch] if dutch in keys else []
    near = near or get_close_matches(word[:_LONGEST_KEY], keys, n=1)
    private = [] if near else get_close_matches(plain[:_LONGEST_KEY], refused, 1, _SLIP)
    refusal = refused.get(private[0] if private else plain)
    if refusal:
        what = say("{key}: {what}", key=shown(key.text), what=refusal.what)
        place.fault(what, refusal.hint, unknown=())
        return
    meant = near or [name for name in keys if at.path and name not in given]
    place.fault(
        say("the key {key} is not known here.", key=shown(key.text)),
        say("Did you mean {near}?", near=near[0])
        if near
        else say("The keys here are: {keys}.", keys=listed(keys)),
        unknown=[(*at.path, name) for name in meant],
    )
