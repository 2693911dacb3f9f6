"""Settlement: which payment settled which bill, how much of it, and for what reason.

Whoever wants to know what is open makes a `Movement` of all that owes and of all that
pays, and states its criteria, in their order: they are data (`criteria`). A `Matcher`
lays one to the other, and every `Match` says what of what was settled, by what, and by
which criterion. Amounts are exact: what is matched and what is left come to what there
was.

| reader            | what is open; what settles it    | criteria, in their order      |
| ----------------- | -------------------------------- | ----------------------------- |
| `receivables`     | invoices of ours; entries linked | each link in turn; what is    |
| (`invoices`)      | to their numbers, credit notes   | more stays with the last      |
| `open_items`      | what is open under a link, owed  | each link in turn; what is    |
| (`bank_import`)   | by us or to us; linked entries   | more stays with the last      |
| `payouts`         | payouts under way; lines of the  | reference and amount,         |
| (`bank_import`)   | bank                             | reference, amount             |
| `payables`        | bills, of a payee with the same  | 1. link and payee, or the     |
| (`payments`)      | link as one; payments and credit | only bill with the link; then |
|                   | notes, also of before the bill   | 2. payee and amount, payee,   |
|                   |                                  | what was there before the     |
|                   |                                  | books, if all fits; then      |
|                   |                                  | 3. what the payee owes        |
| `cash` (`vat`)    | sales on account; what comes off | link, else the oldest         |
|                   | the account after them           |                               |
| `paydays`         | bills; payments and credit       | each link, else payee; there  |
| (`ledger`)        | notes, also of before the bill   | the oldest                    |
| `lots` (`ledger`) | what came onto a clearing        | 1. each link in turn, then    |
|                   | account or was prepaid; what     | 2. payee, then 3. the oldest  |
|                   | leaves after it                  |                               |
| `reimbursements`  | debts with receipts; what was    | link or receipt, the oldest   |
| (`ledger`)        | paid back earlier                |                               |

Who has no payee is a payee like others for bills and pay days, and none for lots. Of
several links VAT takes the oldest item first; invoices, open items and lots take one
link after another by name. For pay days a payment with several links pays all of them
whole, for any may have been paid first. What is on clearing accounts
(`rules.clearing_lots`) is not settled by criteria: it keeps its age while it moves
between accounts.
"""

from __future__ import annotations

from paraplu.ledger.settlement.criteria import (
    LINK,
    LINK_AND_PARTY,
    LINK_BY_LINK,
    NAMED_PARTY,
    NET,
    OLDEST,
    ONLY_LINK,
    OPENING,
    PARTY_AND_AMOUNT,
    WHOLE_OF_PARTY,
    Criterion,
    Takes,
)
from paraplu.ledger.settlement.matcher import Matcher, settled
from paraplu.ledger.settlement.movements import (
    Match,
    Movement,
    Reason,
    moved,
    movement_of,
    movements,
)

__all__ = [
    "LINK",
    "LINK_AND_PARTY",
    "LINK_BY_LINK",
    "NAMED_PARTY",
    "NET",
    "OLDEST",
    "ONLY_LINK",
    "OPENING",
    "PARTY_AND_AMOUNT",
    "WHOLE_OF_PARTY",
    "Criterion",
    "Match",
    "Matcher",
    "Movement",
    "Reason",
    "Takes",
    "moved",
    "movement_of",
    "movements",
    "settled",
]
