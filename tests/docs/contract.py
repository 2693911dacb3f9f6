"""Reads the contract: its sections, and the tables in them."""

from __future__ import annotations

import re

import pytest
from tests.docs.guides import FOLDERS, read_guide

each_language = pytest.mark.parametrize("language", FOLDERS)


def section(language: str, number: int) -> str:
    """Return a section of the contract."""
    text = read_guide("contract", language).text
    return re.split(r"^## \d\. ", text, flags=re.MULTILINE)[number]


def rows(text: str, columns: int) -> list[list[str]]:
    """Return the cells of all tables with so many columns, without their heads."""
    lines = text.splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line, below in zip(lines, [*lines[1:], ""], strict=True)
        if line.startswith("|") and "---" not in line + below
    ]
    return [row for row in cells if len(row) == columns]
