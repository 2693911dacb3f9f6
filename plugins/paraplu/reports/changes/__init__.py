"""What differs between two states of the same books, in the words of accounting.

`entries` tells which entries came, went or are others; `figures` what that does to
thermometers, cover and VAT.
"""
