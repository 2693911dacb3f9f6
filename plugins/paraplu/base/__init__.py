"""What knows of no ledger: language, money, days, accounts by their names."""
