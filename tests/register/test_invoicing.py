"""How the cooperative invoices, as the register says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from paraplu.base.language import Language
from paraplu.register import read_register
from paraplu.register.model import Invoicing

MEMBERS = "members:\n  L02: {joined: 2025-01-01}\n"


def read(folder: Path, invoices: str) -> tuple[Invoicing | None, list[str]]:
    """Return what a register says of invoices, and its faults."""
    path = folder / "members.yaml"
    path.write_text(f"{MEMBERS}invoices: {invoices}\n", "utf-8")
    reading = read_register(path)
    said = [Language("en").render(fault.message) for fault in reading.faults]
    return (None if said else reading.register.invoices), said


def test_every_key(tmp_path: Path) -> None:
    text = (
        "{series: member, first: [L02-2026-014], terms: 30, ubl: peppol, "
        "vat: {high: 'Liabilities:VAT:21'}, logos: {Zoet: zoet.svg}}"
    )
    assert read(tmp_path, text) == (
        Invoicing(
            per_member=True,
            first=("L02-2026-014",),
            terms=30,
            vat={"high": "Liabilities:VAT:21"},
            logos={"Zoet": "zoet.svg"},
            ubl="peppol",
        ),
        [],
    )


def test_what_counts_without(tmp_path: Path) -> None:
    assert read(tmp_path, "{terms: 14}") == (Invoicing(), [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{serie: member}", "invoices: the key serie is not known here."),
        ("{series: both}", "invoices › series: both is not one of: cooperative, mem"),
        ("{first: 2026-0001}", "invoices › first: must be a list"),
        ("{terms: -1}", "invoices › terms: -1 is not a whole number of days"),
        (
            "{ubl: xrechnung}",
            "invoices › ubl: xrechnung is not one of: nlcius, peppol.",
        ),
        ("{vat: {high: VAT}}", "invoices › vat › high: VAT has fewer than 2 parts."),
        ("[]", "invoices: must be keys with values, but is a list."),
    ],
)
def test_faults(text: str, fault: str, tmp_path: Path) -> None:
    invoicing, faults = read(tmp_path, text)
    assert invoicing is None
    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_a_logo_is_in_the_folder_of_the_register(tmp_path: Path) -> None:
    """A picture of somebody else would go into what customers are sent."""
    books = tmp_path / "books"
    (books / "logos").mkdir(parents=True)
    (books / "out.png").symlink_to("../scan.png")
    (books / "away").symlink_to(tmp_path)
    (books / "in.png").symlink_to("logos/zoet.png")
    for file in ("../scan.png", f"{tmp_path}/scan.png", "out.png", "away/scan.png"):
        said = read(books, f"{{logos: {{Hout: in.png, Zoet: {file}}}}}")[1]
        (fault,) = said
        assert fault.startswith(f"invoices › logos › Zoet: {file[:20]}")
        assert fault.endswith(" is outside the folder of the books.")
    for file in ("logos/../logos/zoet.png", f"{books}/logos/zoet.png", "no/where.png"):
        assert read(books, f"{{logos: {{Zoet: {file}, Hout: in.png}}}}")[1] == []
    path = books / "members.yaml"
    path.write_text(f"{MEMBERS}invoices:\n  logos:\n    A: a.png\n    B: ../b.png\n")
    (found,) = read_register(path).faults
    assert (found.code, found.source.line) == ("MB00", 6)
