"""Finds the lines of one ledger file that ask for code, options or other files.

Beancount's parser recovers from errors, so a directive counts wherever the keyword
is followed by its strings and the end of the line, even after nonsense on the same
line. This finds every such place, and so never misses one that Beancount takes. It
leaves out what Beancount surely skips: a comment or a heading. The price is that a
comment with quotes in it and a whole directive behind them is taken for a directive.

The text is searched as bytes, which takes some 2 ms per megabyte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from paraplu.base.findings import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

Keyword = Literal[
    "plugin",
    "option",
    "include",
    "extension",
    "importers",
    "fava-option",
    "fava-link",
    "key",
]
# Options of Fava that name a path or an address, as Fava calls them itself.
_NAMING = frozenset({"default_file", "default_page", "import_dirs"})
# Numbers that Fava writes as many spaces, shows as many of, or goes as many days by.
NUMBERS = frozenset(
    {
        "currency_column",
        "indent",
        "sidebar_show_queries",
        "upcoming_events",
        "uptodate_indicator_grey_lookback_days",
    }
)


class SourceDirective(NamedTuple):
    """One directive.

    `name` is the module, the option or the pattern of the files; `value` the
    configuration of a plugin or the value of an option. An include has the file
    that it reaches as its value where that file is refused.

    Two are custom directives that have Fava run code: an extension, by its module, and
    the importers, by their file. Where Fava would find a name that is no string, such
    as that of an account, the name is empty here. Two more name paths and addresses
    to Fava: an option, by its name with underscores, and a link in the sidebar, by what
    the reader sees; the path or address is their value. An option that is a number, or
    without a name, is here too.

    A key is no directive: it is one of Beancount's own, written among metadata.
    """

    keyword: Keyword
    name: str
    value: str | None
    source: Source


# Four searches, because a literal beginning makes each of them a fast one.
_KEYWORDS = [
    re.compile(word + rb'(?=[ \t\r]*")')
    for word in (b"plugin", b"option", b"include", b"custom")
]
# As Beancount's lexer has them: a carriage return is blank, a string may span lines,
# and a backslash takes the next character along, but not a line's end.
_STRING = rb'[ \t\r]*"([^"\\]*+(?:\\[^\n][^"\\]*+)*+)"'
_DIRECTIVE = re.compile(
    rb"(plugin|option|include)%b(?:%b)?[ \t\r]*(?:[;\n]|\Z)" % (_STRING, _STRING)
)
# Whatever else is on the line of a custom directive, its first values count.
_CUSTOM = re.compile(rb"custom%b(?:%b)?(?:%b)?" % (_STRING, _STRING, _STRING))
# What makes a keyword mere text where no quote stands between them: the sign of a
# comment, or at the start of a line one of those that make Beancount skip the line.
# Should a string be open there, then the quote behind the keyword ends it.
_SKIPPED = re.compile(rb"(?:\A|[ \t\r]);|\A[*:!&?%]")
_SHOWN = 80
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def directives(text: bytes, file: str) -> Iterator[SourceDirective]:
    """Yield the plugin, option and include lines of a file, in their order."""
    starts = sorted(hit.start() for word in _KEYWORDS for hit in word.finditer(text))
    number, line, seen = 1, 0, 0
    for start in starts:
        # Counted from the last keyword on, so that one very long line costs no more
        # than many short ones.
        if newlines := text.count(b"\n", seen, start):
            number += newlines
            line = text.rindex(b"\n", seen, start) + 1
        seen = start
        found = _DIRECTIVE.match(text, start) or _CUSTOM.match(text, start)
        if not found:
            continue
        quote = text.rfind(b'"', line, start)
        if _SKIPPED.search(text[max(line, quote) : start]):
            continue
        directive = _line(found, Source(file, number))
        if directive:
            yield directive


def brief(text: str) -> str:
    """Return a ledger's text short enough to show in a sentence."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _line(found: re.Match[bytes], source: Source) -> SourceDirective | None:
    if found.re is _CUSTOM:
        return _custom(found, source)
    name, value = (None if text is None else _plain(text) for text in found.group(2, 3))
    match found[1], name, value:
        case b"plugin", str(), _:
            return SourceDirective("plugin", name, value, source)
        case b"include", str(), None:
            return SourceDirective("include", name, None, source)
        # Beancount keeps its list of includes among the options, and lets this
        # option add to it.
        case b"option", "include", str():
            return SourceDirective("include", value, None, source)
        case b"option", str(), str():
            return SourceDirective("option", name, value, source)
        case _:
            return None


def _custom(found: re.Match[bytes], source: Source) -> SourceDirective | None:
    kind, first, second = (
        None if text is None else _plain(text) for text in found.group(1, 2, 3)
    )
    if kind == "fava-extension":
        return SourceDirective("extension", first or "", second, source)
    if kind == "fava-sidebar-link":
        return SourceDirective("fava-link", first or "", second, source)
    option = (first or "").replace("-", "_")
    if kind != "fava-option":
        return None
    if option == "import_config":
        return SourceDirective("importers", second or "", None, source)
    told = not option or option in _NAMING | NUMBERS
    return SourceDirective("fava-option", option, second, source) if told else None


def _plain(text: bytes) -> str:
    """Return a string as Beancount hands it on; one that is not UTF-8 it refuses."""
    decoded = text.decode(errors="replace")
    return _ESCAPE.sub(lambda hit: _ESCAPED.get(hit[1], hit[1]), decoded)
