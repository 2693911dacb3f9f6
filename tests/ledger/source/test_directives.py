from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from beancount.parser import parser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paraplu.ledger.source.directives import brief, directives

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.ledger.source import SourceDirective


def lines(text: str | bytes) -> list[tuple[str, str, str | None, int]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [
        (found.keyword, found.name, found.value, found.source.line)
        for found in directives(data, "main")
    ]


def test_the_three_directives_in_their_order() -> None:
    text = 'option "title" "Books"\ninclude "2025/*.beancount"\n\nplugin "p" "c"\n'
    assert lines(text) == [
        ("option", "title", "Books", 1),
        ("include", "2025/*.beancount", None, 2),
        ("plugin", "p", "c", 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'plugin "p"',
        '  plugin "p"\n',
        'plugin"p"\n',
        'plugin\t"p" ; a comment\r\n',
        'plugin\r"p"\r',
        'nonsense plugin "p"\n',
        '2025-01-01 note plugin "p"\n',
        '2025-01-01 * "Shop" plugin "p"\n',
        '"a string" plugin "p"\n',
        'é" plugin "p"\n',
        '\ufeff plugin "p"\n',
        '\f plugin "p"\n',
        '9plugin "p"\n',
        '#tag plugin "p"\n',
        '  * plugin "p"\n',
        'é; plugin "p"\n',
        'é"; plugin "p"\n',
        'plugin "\\p"\n',
        'plugin "a" plugin "p"\n',
    ],
)
def test_what_beancount_takes_for_a_plugin_is_found(text: str) -> None:
    assert parser.parse_string(text)[2]["plugin"] == [("p", None)]
    assert lines(text) == [("plugin", "p", None, 1)]


@pytest.mark.parametrize(
    "text",
    [
        ';plugin "p"\n',
        '  ; plugin "p"\n',
        'option "title" ; plugin "p"\n',
        '2025-01-01 open Assets:Bank ; "the" new ; plugin "p"\n',
        '* plugin "p"\n',
        '! plugin "p"\n',
        ': plugin "p"\n',
        '2025-01-01 * "WordPress plugin" "for the shop"\n',
        '2025-01-01 * "WordPress plugin"\n  receipt: "bon.pdf"\n  note: "none"\n',
        '2025-01-01 * "Shop" "plugin \\"p\\" bought"\n',
        '2025-01-01 note Assets:Bank "plugin\n\\"p\\"\n"\n',
        '2025-01-01 note Assets:Bank "\n; plugin "\n',
        'plugin "p" nonsense\n',
        'plugin "p" "c" "d"\n',
        'plugin\n"p"\n',
        "plugin: TRUE\n",
    ],
)
def test_what_only_looks_like_a_plugin_is_not(text: str) -> None:
    assert parser.parse_string(text)[2]["plugin"] == []
    assert lines(text) == []


def test_strings_are_as_beancount_hands_them_on() -> None:
    text = 'plugin "a\\tb\\x\\\\\\"" "\nc"\nplugin "d" ""\n'
    expected = [("a\tbx\\" + '"', "\nc"), ("d", "")]
    assert parser.parse_string(text)[2]["plugin"] == expected
    assert [(name, value) for _, name, value, _ in lines(text)] == expected


def test_a_file_can_be_included_by_an_option() -> None:
    text = 'option "include" "more.beancount"\n'
    assert parser.parse_string(text)[2]["include"] == ["more.beancount"]
    assert lines(text) == [("include", "more.beancount", None, 1)]


def test_an_option_without_a_value_is_none_and_an_include_has_one_string() -> None:
    assert lines('option "title"\ninclude "a" "b"\n') == []


def test_long_text_is_shown_briefly() -> None:
    assert brief("a" * 80) == "a" * 80
    assert brief("a" * 81) == "a" * 79 + "…"


@pytest.mark.parametrize(
    "part",
    ['plugin "', 'plugin ";', 'plugin "\n', 'plugin "\\" ', ';plugin "', "plugin   "],
)
def test_repetition_takes_no_time_to_speak_of(part: str) -> None:
    # Work that grew with the square of the length would take hours here.
    for _ in directives(part.encode() * 100_000, "main"):
        pass


FRAGMENTS = [
    *'";*é\\\r\f\v\0#!?%&:|~-/A',
    *['"', '"', " ", " ", "\n", "\n", "\t", '\\"', "\\\n", "\r\n", "\ufeff", "\u2028"],
    *["plugin", "option", "include", 'plugin "a"', 'plugin "b" "c"', 'plugin "a"\n'],
    *['option "title" "x"', 'option "insert_pythonpath" "TRUE"', 'include "i"'],
    *['option "include" "j"', "2025-01-01", "note", "txn", "open", "balance", "A:B"],
    *["TRUE", "USD", "#a", "^l", "key:", "1.2", '""', '"s"', "\n  ", "\n;", "\n*"],
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
@example('é"plugin "a"\n"\nplugin "b"\n')
@example('"x plugin"\nplugin "\na"\n')
def test_nothing_that_beancount_takes_is_missed(text: str) -> None:
    options = parser.parse_string(text)[2]
    found = list(directives(text.encode(), "main"))

    def named(keyword: str) -> list[tuple[str, str | None]]:
        return [_pair(line) for line in found if line.keyword == keyword]

    assert _in_order(options["plugin"], named("plugin"))
    assert _in_order([(name, None) for name in options["include"]], named("include"))
    if options["insert_pythonpath"]:
        assert ("insert_pythonpath", "TRUE") in named("option")
    if options["title"] != "Beancount":
        assert ("title", options["title"]) in named("option")


def _pair(line: SourceDirective) -> tuple[str, str | None]:
    return line.name, line.value


def _in_order(some: Iterable[object], all_of_them: Iterable[object]) -> bool:
    rest = iter(all_of_them)
    return all(item in rest for item in some)
