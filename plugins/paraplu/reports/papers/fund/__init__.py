"""The report to a funder, as a paper."""
