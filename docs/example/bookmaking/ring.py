"""The account names that the books use."""

from __future__ import annotations

from dataclasses import dataclass

from bookmaking.money import Vat

BANK = "Assets:Bank:Triodos"
CARDS = "Assets:Clearing:SumUp"
CASH_BOX = "Assets:Cash:Kas"
INPUT_VAT = "Assets:VAT:Input"
VAT_RETURN = "Liabilities:VAT:Return"
PAYABLE = "Liabilities:Payable"
MUNICIPALITY = "Liabilities:Municipality"
CONTRIBUTION = "Income:Coop:Contribution"
STALL_RENT = "Income:Coop:StallRent"
ROUNDING = "Expenses:Coop:Rounding"
RESERVE = "Equity:Coop:Reserve"
COOP_START_CAPITAL = "Equity:Coop:StartCapital"
OPENING = "Equity:Opening-Balances"

VAT_DUE = {Vat.HIGH: "Liabilities:VAT:High", Vat.LOW: "Liabilities:VAT:Low"}


@dataclass(frozen=True)
class Ring:
    """The accounts of one member."""

    code: str

    @property
    def sales(self) -> str:
        """Turnover."""
        return f"Income:Members:{self.code}:Sales"

    @property
    def internal_sales(self) -> str:
        """Turnover from fellow members and the cooperative."""
        return f"Income:Members:{self.code}:InternalSales"

    @property
    def contribution(self) -> str:
        """What went to the cooperative."""
        return f"Expenses:Members:{self.code}:Contribution"

    @property
    def set_off(self) -> str:
        """What went to the municipality."""
        return f"Expenses:Members:{self.code}:SetOff"

    @property
    def start_capital(self) -> str:
        """Means to start."""
        return f"Equity:Members:{self.code}:StartCapital"

    @property
    def thermometer(self) -> str:
        """Profit of closed years."""
        return f"Equity:Members:{self.code}:Thermometer"

    def spent(self, path: str) -> str:
        """Return the account of a use, such as `Costs:Materials` or `Training`."""
        return f"Expenses:Members:{self.code}:{path}"

    def has(self, path: str) -> str:
        """Return the account of something there is, such as `Cash`."""
        return f"Assets:Members:{self.code}:{path}"

    def owes(self, path: str) -> str:
        """Return the account of something owed, such as `Payable`."""
        return f"Liabilities:Members:{self.code}:{path}"
