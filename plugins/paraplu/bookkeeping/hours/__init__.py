"""Hours: what members worked, in whole minutes, in files beside the ledger.

A file is of one member and one month, `hours/2026/L07-2026-03.csv`; a row says on which
day, for whom, how long, what, of which kind, what shows it, and who agreed.
"""
