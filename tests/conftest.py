from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from contextlib import contextmanager, nullcontext
from functools import wraps
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# A busy machine is slow, which says nothing about the code. Where a change is judged,
# the same examples are tried each time; elsewhere others, which may find something.
_JUDGED = os.environ.get("PARAPLU_EXAMPLES") == "same"
settings.register_profile("paraplu", deadline=None, derandomize=_JUDGED)
settings.load_profile("paraplu")

# Beancount keeps what took a second to load beside the ledger, on a busy machine also
# that of the example; a test that copies the example would then have it by chance.
os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"

# One browser for each worker, wherever its tests are.
pytest_plugins = ("tests.browser",)

# Have all ledgers read in each way (tests/both_readers.py), which takes its time.
_BOTH_READERS = "PARAPLU_BOTH_READERS"

# What whoever runs the tests may have set, or a worker of the tests sets itself.
_OF_PEOPLE = (
    "PARAPLU_LANG",
    "LC_MESSAGES",
    "LANG",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
)

# Counting which lines run makes a test twice as long. The first cases of a test, and
# the first examples that Hypothesis tries, run the lines that it is about; in the
# others all is asserted and nothing is counted, so the share of the lines that is said
# to be tested is never too high.
_COUNTED_CASES = 2
_COUNTED_EXAMPLES = 10
# Set by whoever has to know every test that runs a line, as scripts/mutate does.
EVERY_CASE = "PARAPLU_COUNT_EVERY_CASE"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count the lines that run only in the first cases of each test."""
    if os.environ.get(EVERY_CASE):
        return
    cases: Counter[str] = Counter()
    for item in items:
        test = item.nodeid.partition("[")[0]
        cases[test] += 1
        if cases[test] > _COUNTED_CASES:
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Stop counting in what a test is given that is marked so."""
    with _counting(item, marked=_is_marked(item)):
        return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Stop counting in a test that is marked so, in the workers of xdist as well."""
    handle = getattr(getattr(item, "obj", None), "hypothesis", None)
    with _counting(item, marked=_is_marked(item), handle=handle):
        return (yield)


def _is_marked(item: pytest.Item) -> bool:
    return item.get_closest_marker("no_cover") is not None


@contextmanager
def _counting(
    item: pytest.Item,
    *,
    marked: bool,
    handle: Any = None,  # noqa: ANN401 - of Hypothesis
) -> Iterator[None]:
    """Count nothing of a test that is marked, and little of one with many examples.

    In workers pytest-cov counts twice, and what it stops by itself is one of the two.
    """
    if not item.config.pluginmanager.hasplugin("_cov") or not (marked or handle):
        yield
        return
    here, threads = sys.gettrace(), threading.gettrace()
    if marked:
        _stop_counting()
    try:
        with _few_counted(handle) if handle else nullcontext():
            yield
    finally:
        sys.settrace(here)
        threading.settrace(threads)


def _stop_counting() -> None:
    sys.settrace(None)
    threading.settrace(None)


@contextmanager
def _few_counted(handle: Any) -> Iterator[None]:  # noqa: ANN401 - of Hypothesis
    """Stop counting after the first examples of a test, of which this is the handle."""
    whole, tried = handle.inner_test, count(1)

    @wraps(whole)
    def test(*given: object, **named: object) -> object:
        if next(tried) > _COUNTED_EXAMPLES:
            _stop_counting()
        return whole(*given, **named)

    handle.inner_test = test
    try:
        yield
    finally:
        handle.inner_test = whole


@pytest.fixture(scope="session", autouse=True)
def neutral_environment() -> Iterator[None]:
    """Whoever runs the tests has a language and colours; the tests have none."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _OF_PEOPLE:
            patch.delenv(name, raising=False)
        patch.setenv("LC_ALL", "C.UTF-8")
        yield


@pytest.fixture(scope="session", autouse=True)
def no_wait_for_the_disk() -> Iterator[None]:
    """What tests write need not outlive a loss of power, and waiting for it is slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _descriptor: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _each_way() -> Iterator[None]:
    """Have what is checked read in each way, where that is asked for."""
    if not os.environ.get(_BOTH_READERS):
        yield
        return
    from tests.both_readers import both_readers

    with both_readers() as counts:
        yield
    print(dict(counts), file=sys.__stderr__)
