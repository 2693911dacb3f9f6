"""The keys of metadata that rules and commands read, by the names that books have.

Where the contract tells of each stands beside it. `nl_banks` writes some of them too,
and knows nothing of this package.
"""

from __future__ import annotations

# Why a finding is no error here: `waiver: "EV01: why"`. Section 5.
WAIVER = "waiver"
# Who agreed to an expense before it was made, and when. Section 5, EV03.
APPROVED = "approved"
# The request that the board decided on, by its number. Section 5, EV03.
REQUEST = "request"
# A file that says what was paid; either key, or a `document` directive. Section 5, on
# evidence.
RECEIPT, DOCUMENT = "receipt", "document"
# What is on a receipt with its VAT, where it is of more than one entry. The same place.
RECEIPT_TOTAL = "receipt-total"
# For whom money of a fund was used. Section 4.
MEMBER = "member"
# The month that a share is for, where it is booked in another. PF07.
CONTRIBUTION = "contribution"
# The line of a statement that a posting is of. Section 5, BK01.
BANK_REF = "bank-ref"
# Under which other keys the bank told that line, with spaces between. docs/import.md.
BANK_REF_ALSO = "bank-ref-also"
# The account of the other side of a payment. PV02 and PF04; docs/import.md.
COUNTERPARTY = "counterparty"
# What a payment said that it was for, in a form that machines read. README of
# `nl_banks`.
PAYMENT_REF = "payment-ref"
# The mandate of a direct debit, by which its reversal is known too. README of
# `nl_banks`.
MANDATE = "mandate"
# What the payee wants to read on the payment of a bill: on its entry or its posting.
# docs/payments.md.
REFERENCE = "reference"
# The last day to pay a bill, as it says. docs/bills.md.
DUE = "due"
# Why an import booked a line as it did. docs/import.md.
ALLOCATED = "allocated"
# The code of VAT of an entry or a posting, the customer's number, and the day of
# delivery. Section 5, VT01, VT03 and FN02; docs/vat.md.
VAT_CODE, VAT_ID, DELIVERED = "vat", "vat-id", "delivered"
# The day on which VAT on a sale falls due, where no invoice has to be made of it.
# docs/vat.md.
VAT_DUE = "vat-due"
# Of how many receipts a total of a cash register is, each with its VAT rounded.
# docs/vat.md.
RECEIPTS = "receipts"
# On the entry of VAT on margins: the period, or the year that it settles. VT07;
# docs/vat.md.
VAT_MARGIN, VAT_MARGIN_YEAR = "vat-margin", "vat-margin-year"
# On the entry of a return: its period, its boxes, what it corrects, and the sum over
# what it was made of. Section 5, VT04; docs/vat.md.
VAT_RETURN, VAT_RETURN_BOXES = "vat-return", "vat-return-boxes"
VAT_RETURN_CORRECTS, VAT_RETURN_SEAL = "vat-return-corrects", "vat-return-seal"
