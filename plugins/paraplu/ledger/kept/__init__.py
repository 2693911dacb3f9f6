"""Files of the ledger as they were read before, kept on this computer.

Beancount's parser takes most of the time that a check takes, and most files of a ledger
never change again. So what a file says is kept, booked and in the form that the reader
makes transactions of, under the SHA-256 of its text.

It is one-sided: only what is plain is kept, and it answers only where it is certain
that Beancount would say the same. Any doubt, and Beancount reads the whole ledger.
Findings are never kept.
"""
