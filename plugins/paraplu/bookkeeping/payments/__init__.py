"""Payments out: from what the books owe to a file that the bank executes."""
