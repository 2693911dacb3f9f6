"""A browser for the tests that look at pages and papers: one for all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver


@contextmanager
def browsing(profile: Path) -> Iterator[webdriver.Chrome | None]:
    """Start a browser without a window; None where there is no Chromium."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        yield None
        return
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in (
        "--headless=new",
        "--no-sandbox",  # CI runs as root
        "--disable-dev-shm-usage",
        "--accept-lang=en",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": "en"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(executable_path=driver)
    with webdriver.Chrome(options=options, service=service) as browser:
        browser.set_page_load_timeout(60)
        yield browser


def new_tab(browser: webdriver.Chrome) -> None:
    """Go on in a new tab: a history holds fifty pages, and one that is full moves."""
    old = browser.current_window_handle
    browser.switch_to.new_window("tab")
    new = browser.current_window_handle
    browser.switch_to.window(old)
    browser.close()
    browser.switch_to.window(new)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A browser; the tests that need it are skipped without one, but not in CI."""
    with browsing(tmp_path_factory.mktemp("chromium")) as browser:
        if browser is None:
            missing = "chromium and chromedriver are not installed"
            if os.environ.get("CI"):
                pytest.fail(missing)
            pytest.skip(missing)
        yield browser
