"""The ledger as data: its text, its transactions, and what they say of whom."""
