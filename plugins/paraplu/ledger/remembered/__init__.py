"""Files of a ledger in the memory of a program that shows it, and loads it again.

Whoever edits books changes one file of many. What the others say is known already:
their entries as Beancount has them, booked, and as the rules see them. Of these a load
is made that is the same as that of all files.

It is one-sided: only what is plain is remembered. Any doubt, and the whole ledger is
loaded as ever. Findings are never remembered, and nothing of it is on a disk.
"""
