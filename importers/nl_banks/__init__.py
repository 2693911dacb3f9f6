"""Beangulp importers for the statements of Dutch banks.

They turn a bank's own file into Beancount entries and know nothing of
cooperatives, so that any ledger can use them. They come with paraplu and carry
its version.
"""
