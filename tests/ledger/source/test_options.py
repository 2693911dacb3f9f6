from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.parser import options

from paraplu.base.language import Language
from paraplu.ledger.source import judge_source
from paraplu.ledger.source.options import _NUMBERS, _OF_CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.ledger.source import LedgerText

    Scan = Callable[..., LedgerText]

OWN = 'plugin "paraplu"\n'


def judged(text: LedgerText) -> list[tuple[str, str, int]]:
    return [
        (finding.code, finding.severity, finding.source.line)
        for finding in judge_source(text)
    ]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("insert_pythonpath", "TRUE"),
        ("insert_pythonpath", "1"),
        ("insert_pythonpath", "yes"),
        ("insert_pythonpath", "perhaps"),
        ("plugin_processing_mode", "raw"),
        ("infer_tolerance_from_cost", "TRUE"),
        ("infer_tolerance_from_cost", "on"),
        ("inferred_tolerance_default", "*:0.01"),
        ("inferred_tolerance_default", "EUR:0.0051"),
        ("inferred_tolerance_default", "EUR:0.005:1"),
        ("inferred_tolerance_default", "EUR:1 or so"),
        ("inferred_tolerance_default", "EUR:1.2.3"),
        ("inferred_tolerance_default", "EUR"),
        ("inferred_tolerance_default", ""),
        ("tolerance_multiplier", "0.51"),
        ("tolerance_multiplier", "0,5"),
        ("tolerance_multiplier", "1e3"),
        ("tolerance_multiplier", "NaN"),
        ("tolerance_multiplier", "sNaN"),
        ("tolerance_multiplier", "Infinity"),
        ("tolerance_multiplier", "-1"),
        ("tolerance_multiplier", "half"),
        ("inferred_tolerance_multiplier", "1.1"),
    ],
)
def test_an_option_that_weakens_the_checks(scan: Scan, option: str, value: str) -> None:
    assert option in options.OPTIONS
    assert judged(scan(f'{OWN}option "{option}" "{value}"\n')) == [("CK04", "error", 2)]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("insert_pythonpath", "FALSE"),
        ("insert_pythonpath", "0"),
        ("plugin_processing_mode", "default"),
        ("infer_tolerance_from_cost", "False"),
        ("inferred_tolerance_default", "EUR:0.005"),
        ("inferred_tolerance_default", "*:0"),
        ("tolerance_multiplier", "0.5"),
        ("tolerance_multiplier", ".4"),
        ("inferred_tolerance_multiplier", "0"),
        ("title", "insert_pythonpath"),
        ("operating_currency", "EUR"),
    ],
)
def test_an_option_that_leaves_the_checks_as_they_are(
    scan: Scan, option: str, value: str
) -> None:
    assert judged(scan(f'{OWN}option "{option}" "{value}"\n')) == []


MALFORMED = [
    ("inferred_tolerance_default", "*:1/0"),
    ("inferred_tolerance_default", "*:0.0/0"),
    ("inferred_tolerance_default", "EUR:0.001.5"),
    ("inferred_tolerance_default", "EUR:0.001 or so"),
    ("inferred_tolerance_default", "EUR:5:0.001"),
    ("inferred_tolerance_default", "eur:0.001"),
    ("inferred_tolerance_default", "EUR: 0.001"),
    ("inferred_tolerance_default", "EUR:-0.001"),
    ("inferred_tolerance_default", "EUR:\u0660.\u0660"),
    ("inferred_tolerance_default", "0.001"),
    ("display_precision", "EUR:1/0"),
    ("display_precision", "EUR:.."),
    ("display_precision", "EUR"),
    ("tolerance_multiplier", "1/0"),
    ("tolerance_multiplier", "\u0660.\u0665"),
    ("tolerance_multiplier", "-0"),
    ("tolerance_multiplier", "."),
    ("tolerance_multiplier", ""),
    ("inferred_tolerance_multiplier", "0/1"),
    ("long_string_maxlines", "1/0"),
]


@pytest.mark.parametrize(("option", "value"), MALFORMED)
def test_an_option_of_which_the_number_cannot_be_read(
    scan: Scan, option: str, value: str
) -> None:
    """Beancount takes a part of it, nothing of it, or stops on it."""
    assert option in options.OPTIONS
    line = f'option "{option}" "{value}"\n'
    included = scan(OWN + 'include "a.beancount"\n', a="\n\n" + line)
    (finding,) = judge_source(included)
    assert finding.source.file.endswith("a.beancount")
    assert judged(included) == [("CK04", "error", 3)]
    assert judged(scan(OWN + line)) == [("CK04", "error", 2)]
    said = Language("en").render(finding.message)
    assert said.startswith(f'The option {option} "{value}" is not a ')


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("inferred_tolerance_default", "AB.C-1:.005"),
        ("display_precision", "EUR:0.01"),
        ("tolerance_multiplier", "0. 5"),
        ("long_string_maxlines", "128"),
    ],
)
def test_an_option_of_which_the_number_can_be_read(
    scan: Scan, option: str, value: str
) -> None:
    assert judged(scan(f'{OWN}option "{option}" "{value}"\n')) == []


def test_every_option_that_beancount_reads_as_a_number_is_known() -> None:
    """Of a new one in Beancount somebody has to say what it may be."""
    numbers = {
        one.name
        for group in options.PUBLIC_OPTION_GROUPS
        for one in group.options
        if (
            isinstance(one.default_value, int | Decimal)
            and not isinstance(one.default_value, bool)
        )
        or one.converter is options.options_validate_tolerance_map
    }
    assert numbers
    assert numbers <= _NUMBERS.keys() | _OF_CURRENCIES.keys()


def test_every_breach_is_said_even_if_a_later_line_mends_it(scan: Scan) -> None:
    text = scan(
        OWN
        + 'option "insert_pythonpath" "TRUE"\n'
        + 'option "insert_pythonpath" "FALSE"\n'
        + '  option "tolerance_multiplier" "1" ; with a blank before it\n'
    )
    assert judged(text) == [("CK04", "error", 2), ("CK04", "error", 4)]


def test_of_an_included_file_only_the_python_path_counts(scan: Scan) -> None:
    text = scan(
        OWN + 'include "a.beancount"\n',
        a='option "plugin_processing_mode" "raw"\n'
        'option "insert_pythonpath" "TRUE"\n'
        'option "tolerance_multiplier" "9"\n'
        'option "inferred_tolerance_default" "*:9"\n'
        'option "infer_tolerance_from_cost" "TRUE"\n',
    )
    assert judged(text) == [("CK04", "error", 2)]


def test_an_option_in_a_comment_is_no_option(scan: Scan) -> None:
    assert judged(scan(OWN + '; option "insert_pythonpath" "TRUE"\n')) == []


def test_the_words_name_the_option_and_what_to_do(scan: Scan) -> None:
    [finding] = judge_source(
        scan(OWN + 'option "inferred_tolerance_default" "EUR:0.01"\n')
    )
    english = Language("en")
    assert english.render(finding.message) == (
        'The option inferred_tolerance_default "EUR:0.01" lets amounts be wrong by '
        "more than half a cent."
    )
    assert finding.hint
    assert english.render(finding.hint) == (
        'Write at most 0.005, as in "EUR:0.005", or take the option out.'
    )
