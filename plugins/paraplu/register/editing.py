"""Puts new text into a register, and leaves every other character as it was.

A library that writes YAML anew changes quotes, indents and lines that are none of the
change, and a person has to find the change among them. So ruamel.yaml only tells where
things stand; the new text is put there in the way of what is around it, and read again:
an edit that would say anything else than what was asked is refused (`CannotEdit`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from paraplu.base.language import say
from paraplu.register.yaml_places import (
    CannotEdit,
    Plain,
    YamlNode,
    begin_of,
    column_of,
    end_of,
    is_flow,
    items_of,
    pair_in,
    pairs_of,
    plain,
    tree_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Path = tuple[str, ...]

_BARE = re.compile(r"[\w./][\w ./()+–-]*")
_STEP = 2


class Text(str):
    """A value that is text, whatever it looks like: a number gets quotes."""

    __slots__ = ()


def flow(value: Plain) -> str:
    """Return a value on one line, as YAML has it between brackets."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return "{" + ", ".join(f"{_scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"


def _scalar(text: str) -> str:
    """Return a value that reads as itself: bare where no reader makes more of it."""
    bare = _BARE.fullmatch(text) and text == text.strip()
    if bare and not (isinstance(text, Text) and _is_more(text)):
        return str(text)
    return json.dumps(text, ensure_ascii=False)


def _is_more(text: str) -> bool:
    """Tell whether YAML makes something other than text of a word."""
    try:
        return not isinstance(yaml.safe_load(text), str)
    except (yaml.YAMLError, ValueError):
        return True


def with_item(text: str, path: Path, item: Plain) -> str:
    """Return a register with one more item in the list at a path, which may be new."""
    *above, key = path

    def changed(said: dict[str, Plain]) -> None:
        listed = said.setdefault(key, [])
        if isinstance(listed, list):
            listed.append(item)

    def write(source: str, table: YamlNode) -> str:
        pair = pair_in(table, key)
        if pair is None:
            return _with_key(source, table, key, [item])
        items = items_of(pair.value)
        if is_flow(pair.value):
            return _in_brackets(source, pair.value, items, flow(item))
        dash = " " * column_of(pair.value)
        return _below(
            source, pair.value, f"{dash}- {flow(item)}", column_of(pair.key) + 1
        )

    return _edited(text, tuple(above), changed, write)


def with_value(text: str, path: Path, value: str) -> str:
    """Return a register in which the key at a path has this value.

    A number in a path is the place of an item in a list.
    """
    *above, key = path

    def changed(said: dict[str, Plain]) -> None:
        said[key] = value

    def write(source: str, table: YamlNode) -> str:
        pair = pair_in(table, key)
        if pair is None:
            return _with_key(source, table, key, value)
        begin, end = begin_of(pair.value), end_of(pair.value)
        return source[:begin] + flow(value) + source[end:]

    return _edited(text, tuple(above), changed, write)


def with_entry(text: str, path: Path, values: Mapping[str, Plain]) -> str:
    """Return a register with a new table at a path, below what is there already."""
    *above, key = path

    def changed(said: dict[str, Plain]) -> None:
        said[key] = dict(values)

    def write(source: str, table: YamlNode) -> str:
        return _with_key(source, table, key, dict(values))

    return _edited(text, tuple(above), changed, write)


def with_periods(
    text: str, path: Path, short: Sequence[str], key: str, periods: list[Plain]
) -> str:
    """Return a register in which a list stands in the place of the keys `short`.

    The first of them that is there gives its line to the list. Comments behind the
    keys stay, each above it.
    """

    def changed(said: dict[str, Plain]) -> None:
        for one in short:
            said.pop(one, None)
        said[key] = periods

    def write(source: str, table: YamlNode) -> str:
        pairs = [pair for pair in pairs_of(table) if pair.name in short]
        if is_flow(table):
            first, *rest = pairs
            for pair in reversed(rest):
                begin = source.rindex(",", 0, begin_of(pair.key))
                source = source[:begin] + source[end_of(pair.value) :]
            new = f"{key}: {flow(periods)}"
            return source[: begin_of(first.key)] + new + source[end_of(first.value) :]
        indent, end = " " * column_of(pairs[0].key), _line_end(source)
        kept: list[str] = []
        for pair in reversed(pairs):
            line = source.rindex("\n", 0, begin_of(pair.key)) + 1
            after = _next_line(source, end_of(pair.value))
            comment = source[end_of(pair.value) : after].strip()
            kept = [f"{indent}{comment}{end}", *kept] if comment else kept
            source, at = source[:line] + source[after:], line
        lines = [f"{indent}{key}:", *(f"{indent}  - {flow(one)}" for one in periods)]
        new = "".join(kept) + "".join(line + end for line in lines)
        return source[:at] + new + source[at:]

    return _edited(text, path, changed, write)


def _edited(
    text: str,
    path: Path,
    changed: Callable[[dict[str, Plain]], None],
    write: Callable[[str, YamlNode], str],
) -> str:
    """Return the text with an edit of the table at a path, which is then proven."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    source = text.removeprefix("\ufeff")
    tree = tree_of(source)
    wanted = plain(tree)
    node, said = tree, wanted
    for key in path:
        if key.isdigit() and isinstance(said, list):
            node, said = items_of(node)[int(key)], said[int(key)]
            continue
        pair = pair_in(node, key)
        if pair is None or not isinstance(said, dict):
            raise CannotEdit(say("{key} is not in the register", key=".".join(path)))
        node, said = pair.value, said[key]
    if not isinstance(said, dict):
        raise CannotEdit(say("there are no keys where they were looked for"))
    changed(said)
    result = write(source, node)
    if plain(tree_of(result)) != wanted:
        raise CannotEdit(
            say("it is written in a way that this command cannot add to; edit it")
        )
    return bom + result


def _with_key(source: str, table: YamlNode, key: str, value: Plain) -> str:
    """Return the text with one more key at the end of a table."""
    pairs = pairs_of(table)
    if is_flow(table):
        new = f"{_scalar(key)}: {flow(value)}"
        return _in_brackets(source, table, [pair.value for pair in pairs], new)
    column = column_of(pairs[0].key)
    lines = "\n".join(_block(key, value, column))
    return _below(source, table, lines, column)


def _block(key: str, value: Plain, column: int) -> list[str]:
    """Return a key with its value as lines; what is inside is on one line."""
    indent, inner = " " * column, " " * (column + _STEP)
    name = f"{indent}{_scalar(key)}:"
    if isinstance(value, dict):
        return [
            name,
            *(line for k, v in value.items() for line in _inside(k, v, inner)),
        ]
    if isinstance(value, list):
        return [name, *(f"{inner}- {flow(one)}" for one in value)]
    return [f"{name} {flow(value)}"]


def _inside(key: str, value: Plain, indent: str) -> list[str]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _block(key, value, len(indent))
    return [f"{indent}{_scalar(key)}: {flow(value)}"]


def _in_brackets(
    source: str, node: YamlNode, inside: Sequence[YamlNode], new: str
) -> str:
    """Return the text with something new as the last between brackets."""
    if not inside:
        at = begin_of(node) + 1
        return source[:at] + new + source[at:]
    at = end_of(inside[-1])
    return f"{source[:at]}, {new}{source[at:]}"


def _below(source: str, node: YamlNode, lines: str, least: int) -> str:
    """Return the text with lines below a node.

    Comments below it that are indented by `least` or more belong to it.
    """
    end = _line_end(source)
    at = _next_line(source, end_of(node))
    while True:
        after = _next_line(source, at)
        line = source[at:after]
        indent = len(line) - len(line.lstrip(" "))
        if not line.lstrip(" ").startswith("#") or indent < least:
            break
        at = after
    open_end = "" if source[:at].endswith("\n") else end
    return source[:at] + open_end + lines.replace("\n", end) + end + source[at:]


def _next_line(source: str, at: int) -> int:
    found = source.find("\n", at)
    return len(source) if found < 0 else found + 1


def _line_end(source: str) -> str:
    return "\r\n" if "\r\n" in source else "\n"
