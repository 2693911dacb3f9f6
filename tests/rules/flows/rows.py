"""The rows of the contract's table, each with what it allows and its neighbour.

An entry is written as legs with shares instead of amounts: `net`, the `vat` on it,
`all` of it together, `half` of that and the `rest`; a share may have a few cents more
or less (`all+1.00`). `{who}` is the member, `{other}` another one. What must have
happened before stands in `before`, and `^link` where both sides must share a link.
"""

from __future__ import annotations

from dataclasses import dataclass

WHO = "Members:{who}"
OTHER = "Members:{other}"


@dataclass(frozen=True)
class Row:
    """A legal entry, and the nearest one that is not, with the amount that strays."""

    name: str
    legal: str
    illegal: str = ""
    stray: str = ""
    before: str = ""
    linked: bool = False
    neighbour_linked: bool | None = None
    alone: bool = False  # legal only in an entry of its own


def _legs(*legs: str) -> str:
    return "\n".join(legs).replace("~", WHO).replace("@", OTHER)


SALE = ("Income:~:Sales -net", "Liabilities:VAT -vat")
EARNED = (
    *(
        Row(
            f"a sale to {target}",
            _legs(f"{target} all", *SALE),
            _legs(f"{wrong} all", *SALE),
            "121.00",
        )
        for target, wrong in (
            ("Assets:Bank:Current", "Assets:@:Cash"),
            ("Assets:Cash", "Assets:Receivable"),
            ("Assets:Clearing:Cards", "Liabilities:Municipality"),
            ("Assets:~:Cash", "Assets:@:Receivable"),
            ("Assets:~:Receivable", "Liabilities:Payable"),
        )
    ),
    Row(
        "VAT on a sale",
        _legs("Assets:Bank:Current all", *SALE),
        _legs(
            "Assets:Bank:Current all+9.00",
            "Income:~:Sales -net",
            "Liabilities:VAT -vat-9.00",
        ),
        "8.95",
    ),
    Row(
        "a sale that settles a down payment",
        _legs("Liabilities:~:Deposit half", "Assets:Bank:Current rest", *SALE),
        _legs(
            "Liabilities:~:Deposit half+1.00", "Assets:Bank:Current rest-1.00", *SALE
        ),
        "1.00",
        before=_legs("Assets:Bank:Current half", "Liabilities:~:Deposit -half"),
    ),
    *(
        Row(
            f"a sale netted with {use}",
            _legs("Assets:Bank:Current rest", f"Expenses:~:{use} half", *SALE),
            _legs("Assets:Bank:Current rest", f"Expenses:@:{use} half", *SALE),
            "60.50",
        )
        for use in ("Costs:Card-Fees", "Growth:Ads", "Training:Course")
    ),
    Row(
        "a down payment",
        _legs("Assets:Bank:Current all", "Liabilities:~:Deposit -all"),
        _legs("Expenses:~:Costs all", "Liabilities:~:Deposit -all"),
        "121.00",
    ),
)

INVOICE = _legs("Assets:~:Receivable all", *SALE)
OWED = (
    *(
        Row(
            f"an invoice collected in {money}",
            _legs(f"{money} all", "Assets:~:Receivable -all"),
            _legs(f"{wrong} all", "Assets:~:Receivable -all"),
            "121.00",
            before=INVOICE,
        )
        for money, wrong in (
            ("Assets:Bank:Current", "Expenses:~:Growth"),
            ("Assets:Cash", "Assets:@:Cash"),
            ("Assets:Clearing:Cards", "Expenses:Coop:Lunch"),
            ("Assets:~:Cash", "Expenses:~:SetOff"),
        )
    ),
    Row(
        "a credit note",
        _legs("Income:~:Sales net", "Liabilities:VAT vat", "Assets:~:Receivable -all"),
        _legs("Income:@:Sales net", "Liabilities:VAT vat", "Assets:~:Receivable -all"),
        "121.00",
        before=INVOICE,
    ),
    Row(
        "a bad debt",
        _legs(
            "Expenses:~:Costs net", "Liabilities:VAT vat", "Assets:~:Receivable -all"
        ),
        _legs(
            "Expenses:~:Training net", "Liabilities:VAT vat", "Assets:~:Receivable -all"
        ),
        "121.00",
        before=INVOICE,
    ),
)

OWN_PAYERS = ("Assets:~:Cash", "Liabilities:~:Payable", "Assets:~:Prepaid")
PAYERS = ("Assets:Bank:Current", "Assets:Cash", "Assets:Clearing:Card", *OWN_PAYERS)
USES = (
    "Expenses:~:Costs:Materials",
    "Expenses:~:Growth",
    "Expenses:~:Training",
    "Assets:~:Equipment",
    "Assets:~:Stock",
    "Assets:~:Prepaid:Insurance",
)
SPENT = tuple(
    Row(
        f"{use} from {payer}",
        _legs(f"{use} net", "Assets:VAT vat", f"{payer} -all"),
        _legs(f"{use} half", f"{use.replace('~', '@')} rest", f"{payer} -all")
        if payer in OWN_PAYERS
        else _legs(f"{use} half", "Expenses:Coop:Lunch rest", f"{payer} -all"),
        "60.50",
        # What is prepaid becomes another prepayment no further than it was there.
        before=_legs(f"{payer} all", "Assets:Bank:Current -all")
        if payer == "Assets:~:Prepaid"
        else "",
    )
    for payer in PAYERS
    for use in USES
)
BILL = _legs("Expenses:~:Costs net", "Assets:VAT vat", "Liabilities:~:Payable -all")
SETTLED = (
    *(
        Row(
            f"a bill paid from {payer}",
            _legs("Liabilities:~:Payable all", f"{payer} -all"),
            _legs("Liabilities:~:Payable all+1.00", f"{payer} -all-1.00"),
            "1.00",
            before=BILL,
        )
        for payer in PAYERS
        if payer != "Liabilities:~:Payable"
    ),
    Row(
        "a down payment given back",
        _legs("Liabilities:~:Deposit all", "Assets:Bank:Current -all"),
        _legs("Liabilities:~:Deposit all+1.00", "Assets:Bank:Current -all-1.00"),
        "1.00",
        before=_legs("Assets:Bank:Current all", "Liabilities:~:Deposit -all"),
    ),
    Row(
        "VAT on a purchase from abroad, owed and claimed",
        _legs(
            "Expenses:~:Costs net",
            "Assets:VAT vat",
            "Liabilities:VAT -vat",
            "Assets:Bank:Current -net",
        ),
        _legs(
            "Expenses:~:Costs net",
            "Assets:VAT vat+9.00",
            "Liabilities:VAT -vat-9.00",
            "Assets:Bank:Current -net",
        ),
        "8.95",
    ),
    Row(
        "VAT on a purchase",
        _legs("Expenses:~:Costs net", "Assets:VAT vat", "Assets:Bank:Current -all"),
        _legs(
            "Expenses:~:Costs net",
            "Assets:VAT vat+9.00",
            "Assets:Bank:Current -all-9.00",
        ),
        "8.95",
    ),
)

HELD = (
    Row(
        "stock used",
        _legs("Expenses:~:Costs:Materials net", "Assets:~:Stock -net"),
        _legs("Expenses:~:Training net", "Assets:~:Stock -net"),
        "100.00",
    ),
    Row(
        "depreciation",
        _legs("Expenses:~:Growth:Depreciation net", "Assets:~:Equipment -net"),
        _legs("Expenses:~:Costs:Depreciation net", "Assets:~:Equipment -net"),
        "100.00",
    ),
    *(
        Row(
            f"equipment sold for {money}",
            _legs(f"{money} net", "Assets:~:Equipment -net"),
            _legs(f"{wrong} net", "Assets:~:Equipment -net"),
            "100.00",
        )
        for money, wrong in (
            ("Assets:Bank:Current", "Assets:@:Equipment"),
            ("Assets:~:Cash", "Assets:@:Cash"),
        )
    ),
)

SERVED = (
    *(
        Row(
            f"an internal service for {target}",
            _legs(f"{target} net", "Income:~:InternalSales -net"),
            _legs(f"{wrong} net", "Income:~:InternalSales -net"),
            "100.00",
        )
        for target, wrong in (
            ("Expenses:@:Costs", "Assets:@:Stock"),
            ("Expenses:@:Growth:Site", "Assets:@:Equipment"),
            ("Expenses:@:Training", "Assets:Bank:Current"),
            ("Expenses:Coop:Cleaning", "Expenses:Funds:Cordaid2025"),
        )
    ),
)

SHARED = (
    Row(
        "a contribution",
        _legs("Expenses:~:Contribution net", "Income:Coop:Contribution -net"),
        _legs("Expenses:~:Costs net", "Income:Coop:Contribution -net"),
        "100.00",
    ),
    Row(
        "a contribution to what it is for",
        _legs("Expenses:~:Contribution net", "Income:Coop:Contribution -net"),
        _legs("Expenses:~:Contribution net", "Income:Coop:Gifts -net"),
        "100.00",
    ),
    Row(
        "a charge that the policy names",
        _legs("Expenses:~:Costs:Stall net", "Income:Coop:StallRent -net"),
        _legs("Expenses:~:Costs:Stall net", "Income:Coop:Membership -net"),
        "100.00",
    ),
    Row(
        "a charge is a cost",
        _legs("Expenses:~:Costs:Stall net", "Income:Coop:StallRent -net"),
        _legs("Expenses:~:Growth:Stall net", "Income:Coop:StallRent -net"),
        "100.00",
    ),
    Row(
        "a set-off",
        _legs("Expenses:~:SetOff net", "Liabilities:Municipality -net"),
        _legs("Expenses:~:SetOff net", "Assets:Bank:Current -net"),
        "100.00",
    ),
    Row(
        "a set-off is no cost",
        _legs("Expenses:~:SetOff net", "Liabilities:Municipality -net"),
        _legs("Expenses:~:Costs net", "Liabilities:Municipality -net"),
        "100.00",
    ),
)

GIVERS = (
    "Equity:Coop",
    "Expenses:Funds:Cordaid2025:Start",
    "Liabilities:Funds:Cordaid2025",
    "Equity:Funds:Cordaid2025",
)
STARTED = (
    *(
        Row(
            f"start capital from {giver}",
            _legs(f"{giver} net", "Equity:~:StartCapital -net"),
            _legs(f"{wrong} net", "Equity:~:StartCapital -net"),
            "100.00",
        )
        for giver, wrong in zip(
            GIVERS,
            (
                "Assets:Bank:Current",
                "Income:Funds:Cordaid2025",
                "Expenses:Coop:Start",
                "Expenses:~:Growth",
            ),
            strict=True,
        )
    ),
    *(
        Row(
            f"start capital back to {giver}",
            _legs("Equity:~:StartCapital net", f"{giver} -net"),
            _legs("Equity:~:StartCapital net", f"{wrong} -net"),
            "100.00",
            before=_legs(f"{giver} net", "Equity:~:StartCapital -net"),
        )
        for giver, wrong in zip(
            GIVERS,
            (
                "Assets:Bank:Current",
                "Income:Coop:Contribution",
                "Assets:~:Cash",
                "Equity:@:StartCapital",
            ),
            strict=True,
        )
    ),
)

CLOSED = (
    Row(
        "a closing",
        _legs(
            "Income:~:Sales all",
            "Expenses:~:Costs -half",
            "Equity:~:Thermometer -rest",
        ),
        _legs(
            "Income:~:Sales all",
            "Expenses:~:Costs -half",
            "Equity:@:Thermometer -rest",
        ),
        "60.50",
        alone=True,
    ),
    Row(
        "a correction",
        _legs("Expenses:~:Growth net", "Expenses:~:Costs -net"),
        _legs("Expenses:@:Growth net", "Expenses:~:Costs -net"),
        "100.00",
        alone=True,
    ),
    Row(
        "a closing of results only",
        _legs("Income:~:Sales net", "Equity:~:Thermometer -net"),
        _legs(
            "Income:~:Sales net",
            "Equity:~:Thermometer -half",
            "Assets:Bank:Current -net+half",
        ),
        "100.00",
        alone=True,
    ),
)

BOUGHT = ("Assets:VAT vat", "Assets:Bank:Current -all")
BACK = ("Assets:VAT -vat", "Assets:Bank:Current all")
REFUNDED = (
    *(
        Row(
            f"a refund of {use}",
            _legs(f"Expenses:~:{use} -net", *BACK),
            _legs(f"Expenses:~:{use} -net", *BACK),
            "121.00",
            before=_legs(f"Expenses:~:{use} net", *BOUGHT),
            linked=True,
            neighbour_linked=False,
        )
        for use in ("Costs", "Growth", "Training")
    ),
    Row(
        "a refund of no more than was paid",
        _legs("Expenses:~:Costs -net", *BACK),
        _legs(
            "Expenses:~:Costs -net-1.00",
            "Assets:VAT -vat",
            "Assets:Bank:Current all+1.00",
        ),
        "1.00",
        before=_legs("Expenses:~:Costs net", *BOUGHT),
        linked=True,
    ),
    Row(
        "a refund on what is owed",
        _legs("Expenses:~:Costs -net", "Assets:VAT -vat", "Liabilities:~:Payable all"),
        _legs("Expenses:~:Costs -net", "Assets:VAT -vat", "Liabilities:@:Payable all"),
        "121.00",
        before=BILL,
        linked=True,
    ),
    Row(
        "a customer's refund",
        _legs("Income:~:Sales net", "Liabilities:VAT vat", "Assets:Bank:Current -all"),
        _legs("Income:~:Sales net", "Liabilities:VAT vat", "Assets:Bank:Current -all"),
        "121.00",
        before=_legs("Assets:Bank:Current all", *SALE),
        linked=True,
        neighbour_linked=False,
    ),
    Row(
        "a customer's refund of no more than was sold",
        _legs("Income:~:Sales net", "Liabilities:VAT vat", "Assets:Bank:Current -all"),
        _legs(
            "Income:~:Sales net+1.00",
            "Liabilities:VAT vat",
            "Assets:Bank:Current -all-1.00",
        ),
        "1.00",
        before=_legs("Assets:Bank:Current all", *SALE),
        linked=True,
    ),
)

# What the table leaves to common sense: a mistake is mended, money changes places.
MENDED = (
    Row(
        "a cash box filled",
        _legs("Assets:~:Cash net", "Assets:Bank:Current -net"),
        _legs("Assets:@:Cash net", "Assets:~:Cash -net"),
        "100.00",
        alone=True,
    ),
    Row(
        "a cash box emptied",
        _legs("Assets:Bank:Current net", "Assets:~:Cash -net"),
        _legs("Assets:Receivable net", "Assets:~:Cash -net"),
        "100.00",
        alone=True,
    ),
    Row(
        "a payment that bounced",
        _legs("Assets:Bank:Current all", "Liabilities:~:Payable -all"),
        _legs("Assets:Bank:Current all", "Liabilities:~:Payable -all"),
        "121.00",
        before=f"{BILL}\n\n"
        + _legs("Liabilities:~:Payable all", "Assets:Bank:Current -all"),
        linked=True,
        neighbour_linked=False,
    ),
    *(
        Row(
            f"{own} taken back",
            _legs(f"{common} net", f"Expenses:~:{own} -net"),
            _legs(f"{wrong} net", f"Expenses:~:{own} -net"),
            "100.00",
            before=_legs(f"Expenses:~:{own} net", f"{common} -net"),
            linked=True,
        )
        for own, common, wrong in (
            ("Contribution", "Income:Coop:Contribution", "Assets:Bank:Current"),
            ("SetOff", "Liabilities:Municipality", "Assets:~:Cash"),
        )
    ),
    Row(
        "an internal service taken back",
        _legs("Income:~:InternalSales net", "Expenses:@:Costs -net"),
        _legs("Income:~:InternalSales net", "Expenses:@:Costs -net"),
        "100.00",
        before=_legs("Expenses:@:Costs net", "Income:~:InternalSales -net"),
        linked=True,
        neighbour_linked=False,
    ),
)

ROUNDED = (
    Row(
        "rounding down",
        _legs("Assets:~:Cash all-0.05", "Expenses:Coop:Rounding 0.05", *SALE),
        _legs("Assets:~:Cash all-0.06", "Expenses:Coop:Rounding 0.06", *SALE),
        "0.01",
        alone=True,
    ),
    Row(
        "rounding up",
        _legs("Assets:~:Cash all+0.05", "Expenses:Coop:Rounding -0.05", *SALE),
        _legs("Assets:~:Cash all+0.06", "Expenses:Coop:Rounding -0.06", *SALE),
        "0.01",
        alone=True,
    ),
)

FUNDED = (
    Row(
        "what a fund pays",
        _legs("Expenses:Funds:Cordaid2025:Training net", "Assets:Bank:Current -net"),
        _legs("Expenses:Funds:Cordaid2025:Training net", "Assets:~:Cash -net"),
        "100.00",
        alone=True,
    ),
)

ROWS: tuple[Row, ...] = (
    *EARNED,
    *OWED,
    *SPENT,
    *SETTLED,
    *HELD,
    *SERVED,
    *SHARED,
    *STARTED,
    *CLOSED,
    *REFUNDED,
    *MENDED,
    *ROUNDED,
    *FUNDED,
)
