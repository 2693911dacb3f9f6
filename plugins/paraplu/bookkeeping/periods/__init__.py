"""Closing periods: what a seal is made of, when it may be made, what changed since.

What a seal is as text and as a value is in `paraplu.ledger.seals`.
"""
