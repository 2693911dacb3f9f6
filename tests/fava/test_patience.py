"""A filter that would take hours ends in time, and the others work as before."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from fava.core.filters import FilterError
from tests.support import write_books

from paraplu.fava import patience
from paraplu.fava.app import fava_on

SALE = f"""\
2025-03-01 * "Market" "{"a" * 60}!"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:{"A" * 60}-0       100.00 EUR
"""


def test_a_filter_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST", 0.3)
    with fava_on(write_books(tmp_path, SALE)) as app:
        client = app.test_client()
        for name, value in (
            ("account", "(A|A)*$x"),
            ("account", "(AA|A|aa)+!$"),
            ("filter", "narration:'(a|a|aa)+$'"),
        ):
            begun = time.monotonic()
            client.get("/beancount/api/journal", query_string={name: value})
            # Without an end it would take days; a busy machine takes some seconds.
            assert time.monotonic() - begun < 20
        for value, count in (("Sales", 1), ("L01:s.les", 1), ("Nobody", 0), ("(", 0)):
            answer = client.get(
                "/beancount/api/income_statement", query_string={"account": value}
            )
            assert answer.status_code == 200
            journal = client.get(
                "/beancount/api/journal", query_string={"account": value}
            ).get_json()["data"]
            assert len([one for one in journal if one["t"] == "Transaction"]) == count


def test_a_pattern_is_searched_as_python_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert patience.compile("B", re.IGNORECASE).search("abc")
    assert not patience.compile("B").search("abc")
    with pytest.raises(re.error):
        patience.compile("(")
    with (
        fava_on(write_books(tmp_path, SALE)) as app,
        app.test_request_context("/beancount/journal/"),
    ):
        app.preprocess_request()
        monkeypatch.setattr(patience, "LONGEST", 0.1)
        slow = patience.compile("(a|a|aa)+$")
        with pytest.raises(FilterError, match="too long"):
            slow.search("a" * 60 + "!")
