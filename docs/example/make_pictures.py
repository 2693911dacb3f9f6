# ruff: noqa: INP001 - a script, started by its path
"""Takes the pictures of the pages in Fava that the README and the guides show.

    .venv/bin/python docs/example/make_pictures.py

It needs Chromium and chromedriver. The example books are shown as an English and as a
Dutch reader see them.
"""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.support.expected_conditions import (
    presence_of_element_located as there,
)
from selenium.webdriver.support.wait import WebDriverWait

from paraplu.fava.app import fava_on
from paraplu_cli.serving import HOST, listening

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"overview": "ParapluOverview", "to-do": "ParapluToDo"}
LANGUAGES = ("en", "nl")
WIDTH, HEIGHT = 1180, 760
_PORT = 5000
_PATIENCE = 30


def take_all(language: str, site: str, folder: Path) -> None:
    """Write a picture of each page, as a reader of this language sees it."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
    with webdriver.Chrome(options=options, service=service) as browser:
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        for page, name in PAGES.items():
            browser.get(f"{site}extension/{name}/")
            WebDriverWait(browser, _PATIENCE).until(there(("css selector", "header")))
            browser.save_screenshot(str(folder / f"fava-{page}-{language}.png"))


def main() -> None:
    """Take all pictures, into docs/images."""
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    with fava_on(ROOT / "ledger" / "main.beancount") as app:
        server, port = listening(app, _PORT)
        serving = threading.Thread(target=server.serve)
        serving.start()
        site = f"http://{HOST}:{port}/{app.config['LEDGERS'].first_slug()}/"
        try:
            for language in LANGUAGES:
                take_all(language, site, folder)
        finally:
            server.stop()
            serving.join()


if __name__ == "__main__":
    main()
