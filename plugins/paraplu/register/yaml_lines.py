"""YAML as a tree that keeps its lines and the text of each value as it was written.

PyYAML's own loader would turn `no` into False, `012` into ten and `10.10` into a
float, keep the last of two equal keys, and build whatever a tag asks for. So the
tree is made from the parser's events: it has words, lists and tables only, and what
a register has no use for (anchors, tags, a second document) is a fault. Nothing
here recurses, so no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from paraplu.base.language import Message, say
from paraplu.register.faults import shown

if TYPE_CHECKING:
    from paraplu.register.faults import Faults

# A register is six levels deep.
DEEPEST = 20

# libyaml is thirty times as fast; not every build of PyYAML has it.
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BEGINS = (yaml.ScalarEvent, yaml.CollectionStartEvent)

# What a reader cannot see, and what makes text stand in another order than it reads:
# controls, zero-width and direction marks, lone surrogates, tags.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)


# What may stand in the place of such a character, of which a text has none itself.
_MARKS = range(0xE000, 0xF900)

_QUOTES = say("a value has a character in it that needs quotes around the whole value")
_UNCLOSED = say("a quote or a bracket is never closed")

# What the parser finds wrong, by its words, and those of libyaml; the first that fits
# counts.
_PROBLEMS = (
    ("end of stream", _UNCLOSED),
    ("<stream end>", _UNCLOSED),
    (
        "mapping values are not allowed",
        say("there is a colon where there cannot be one, or the indentation is wrong"),
    ),
    ("could not find expected ':'", say("a key has no colon after it")),
    ("cannot start any token", _QUOTES),
    ("escape", _QUOTES),
    (
        "expected",
        say("the indentation, a quote or a bracket does not match the lines above"),
    ),
)


class Word(NamedTuple):
    """A single value, by its text."""

    text: str
    line: int
    quoted: bool = False


class YamlList(NamedTuple):
    """A list."""

    nodes: tuple[Node, ...]
    line: int


class YamlTable(NamedTuple):
    """Keys with their values, in the order of the file; a key may be there twice."""

    entries: tuple[tuple[Word, Node], ...]
    line: int


class RefusedNode(NamedTuple):
    """Something that was told as a fault when the tree was made."""

    line: int


Node: TypeAlias = Word | YamlList | YamlTable | RefusedNode


class _Open(NamedTuple):
    """A list or table whose end is still to come."""

    line: int
    is_table: bool
    children: list[Node]


class _Stop(Exception):  # noqa: N818 - the fault is told; nothing can follow it
    """The file cannot be read beyond this point."""


def read_tree(text: str, faults: Faults) -> Node | None:
    """Return the tree of a YAML document, or None where the file says nothing.

    What is wrong with how the file is written goes to `faults`; then the tree is
    None, or holds `RefusedNode` where only a part of it is wrong.
    """
    mark = next((chr(code) for code in _MARKS if chr(code) not in text), "\ue000")
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    lines = _visible(lines, mark, faults)
    root: list[Node] = []
    try:
        _build("\n".join(lines), mark, root, faults)
    except _Stop:
        return None
    except yaml.YAMLError as error:
        _explain(error, lines, faults)
        return None
    except (ValueError, OverflowError):
        # PyYAML without libyaml takes escapes such as "\UFFFFFFFF" for characters.
        faults.add(
            0,
            say(
                "The file is not valid YAML: the code after a \\ does not stand for "
                "a character."
            ),
        )
        return None
    if not root or (isinstance(root[0], Word) and not root[0].text):
        return None
    return root[0]


def line_of(node: Node, key: str) -> int:
    """Return the line of a key in a table; the node's own line where it has none."""
    entries = node.entries if isinstance(node, YamlTable) else ()
    return next((word.line for word, _ in entries if word.text == key), node.line)


def node_at(node: Node, *keys: str) -> Node:
    """Return what stands under keys within each other; the last table on the way."""
    for key in keys:
        entries = node.entries if isinstance(node, YamlTable) else ()
        node = next((value for word, value in entries if word.text == key), node)
    return node


def _visible(lines: list[str], mark: str, faults: Faults) -> list[str]:
    """Return the lines with a mark for what cannot be seen, and tell of each line.

    The parser would stop at the first.
    """
    seen = []
    for number, line in enumerate(lines, 1):
        hit = UNSEEN.search(line.replace("\t", " "))
        tabs = (UNSEEN.sub(mark, part) for part in line.split("\t"))
        seen.append("\t".join(tabs) if hit else line)
        if hit:
            faults.add(
                number,
                say(
                    "There is an invisible character here ({character}).",
                    character=f"U+{ord(hit[0]):04X}",
                ),
                say("Delete it. If the text was pasted, type it again."),
            )
    return seen


def _build(text: str, mark: str, root: list[Node], faults: Faults) -> None:
    """Put the tree in `root`; it stays empty where there is none.

    A value with the `mark` in it was told by its line.
    """
    documents = 0
    opened = [_Open(0, is_table=False, children=root)]
    for event in yaml.parse(text, Loader=LOADER):
        # The stubs know of marks without a line; the parser makes none.
        line = event.start_mark.line + 1  # type: ignore[union-attr]
        if isinstance(event, yaml.ScalarEvent) and mark in event.value:
            opened[-1].children.append(RefusedNode(line))
        elif isinstance(event, _BEGINS):
            _begin(event, line, opened, faults)
        elif isinstance(event, yaml.CollectionEndEvent):
            done = opened.pop()
            opened[-1].children.append(_closed(done, faults))
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                faults.add(
                    line,
                    say(
                        "A second document begins here; a register is a single "
                        "document."
                    ),
                    say("Delete the line `---` or `...`."),
                )
                raise _Stop
        elif isinstance(event, yaml.AliasEvent):
            _refuse(f"*{event.anchor}", line, faults)
            opened[-1].children.append(RefusedNode(line))


def _begin(
    event: yaml.ScalarEvent | yaml.CollectionStartEvent,
    line: int,
    opened: list[_Open],
    faults: Faults,
) -> None:
    """Add a word to what is open, or open a list or a table."""
    if event.anchor is not None:
        _refuse(f"&{event.anchor}", line, faults)
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        faults.add(
            line,
            say("The tag {tag} is not used in a register.", tag=shown(tag)),
            say("Delete it; every key already knows what kind of value it takes."),
        )
    if isinstance(event, yaml.ScalarEvent):
        quoted = event.style not in {None, ""}
        opened[-1].children.append(Word(event.value, line, quoted))
    elif len(opened) > DEEPEST:
        faults.add(line, say("This is more than {most} levels deep.", most=DEEPEST))
        raise _Stop
    else:
        is_table = isinstance(event, yaml.MappingStartEvent)
        opened.append(_Open(line, is_table, []))


def _refuse(mark: str, line: int, faults: Faults) -> None:
    faults.add(
        line,
        say("{mark} is a reference, which a register does not use.", mark=shown(mark)),
        say("Write the value out where it is needed."),
    )


def _closed(done: _Open, faults: Faults) -> Node:
    if not done.is_table:
        return YamlList(tuple(done.children), done.line)
    entries = []
    lost = False
    for key, value in zip(done.children[::2], done.children[1::2], strict=True):
        if isinstance(key, Word):
            # Else a space in quotes would make a second member of the same code.
            entries.append((key._replace(text=key.text.strip()), value))
            continue
        if not isinstance(key, RefusedNode):
            faults.add(key.line, say("A key is a word, not a list or a table."))
        lost = True
    if lost:
        # Which of its values is missing cannot be told.
        return RefusedNode(done.line)
    return YamlTable(tuple(entries), done.line)


def _explain(error: yaml.YAMLError, lines: list[str], faults: Faults) -> None:
    """Tell where the file stops being YAML."""
    problem = getattr(error, "problem", None) or str(error)
    # A quote or bracket that is never closed is mended where it was opened.
    at_end = "end of stream" in problem or "<stream end>" in problem
    mark = getattr(error, "context_mark" if at_end else "problem_mark", None)
    number = min(mark.line + 1, len(lines)) if mark else 0
    line = lines[number - 1] if number else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        faults.add(
            number,
            say("The line begins with a tab."),
            say("Indent with spaces; YAML does not allow tabs there."),
        )
        return
    faults.add(
        number,
        say(
            "The file is not valid YAML: {meaning} ({problem}).",
            meaning=_meaning_of(problem),
            problem=problem[:200],
        ),
        say(
            "Look at this line and the one above it: at the indentation, the colons,"
            " the quotes and the brackets."
        ),
    )


def _meaning_of(problem: str) -> Message:
    """Return what a problem means, as the end of a sentence."""
    return next(
        (said for words, said in _PROBLEMS if words in problem),
        say("YAML cannot read what is here"),
    )
