"""What a bank really has to download: nobody should look for what is not there."""

from __future__ import annotations

_ALL = "CAMT.053, MT940, CSV"
_OFFERED = {
    "ABN AMRO": "CAMT.053, MT940, TXT, XLS",
    **dict.fromkeys(("bunq", "ING", "Rabobank", "Triodos Bank", "Wise"), _ALL),
    **dict.fromkeys(("Finom", "Knab"), "MT940, CSV"),
    **dict.fromkeys(("Adyen", "bol.com"), "CSV, XLSX"),
    "Mollie": "MT940, CSV",
    "Zettle": "XLSX",
}


def offered(bank: str) -> str:
    """Return the kinds of file that a bank or provider has, the best first."""
    return _OFFERED.get(bank, "CSV")
