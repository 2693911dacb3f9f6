"""The papers of the general meeting: the year, and what is to be decided on it."""
