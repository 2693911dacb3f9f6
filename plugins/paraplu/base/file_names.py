"""Names of the files and folders that the books have by agreement (contract)."""

from __future__ import annotations

CUSTOMERS, PRIVATE_CUSTOMERS = "customers.yaml", "customers.private.yaml"
# Beside the ledger too: what is sold more than once.
CATALOGUE = "catalogue.yaml"
INVOICES = "invoices"
REQUESTS = "requests"
# Beside the ledger: what closed periods were (paraplu.ledger.seals).
SEALS = "seals"
# Below that: invoices that were given before the books were kept with paraplu.
EARLIER_INVOICES = "before"
# Below it as well: what is invoiced again and again, and what was only offered.
RECURRING, QUOTES = "recurring", "quotes"
# Below the folder of a year: the documents of customers whom git does not keep.
PRIVATE_INVOICES = "private"
# Beside the ledger, below it a folder for each year: who worked when.
HOURS = "hours"
