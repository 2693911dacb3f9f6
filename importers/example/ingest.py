"""Statements of Dutch banks into a Beancount ledger: copy this, and change CONFIG.

python ingest.py identify downloads
python ingest.py extract -e ledger.beancount downloads
python ingest.py archive -o documents downloads
python ingest.py explain downloads
"""

import sys

import beangulp

from nl_banks import Importer, explain

CONFIG = [
    # The account as the bank numbers it, and as your ledger calls it.
    Importer("NL65 INGB 0006 0409 30", "Assets:ING:Betaalrekening"),
    # What has no IBAN goes by the name of its bank or provider.
    Importer(
        "sumup",
        "Assets:SumUp",
        fees="Expenses:Pinkosten",
        transfers="Assets:Onderweg",
    ),
]

# With smart_importer installed it proposes the other account, from your own ledger.
try:
    from smart_importer import PredictPostings

    HOOKS = [PredictPostings().hook]
except ImportError:
    HOOKS = []

if __name__ == "__main__":
    if sys.argv[1:2] == ["explain"]:
        # What each file is, and why nobody takes it.
        print(*explain(CONFIG, sys.argv[2:]), sep="\n")
    else:
        beangulp.Ingest(CONFIG, HOOKS)()
