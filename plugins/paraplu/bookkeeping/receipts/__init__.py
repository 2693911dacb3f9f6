"""Receipts on their way into the books: what came, made fit to keep, and filed.

A file is known by what is in it and not by its name; a photo is turned upright, made
smaller and loses what the phone wrote into it; and it is named on the entry that it
shows.
"""
