"""Joining, permission, freezing, leaving and coming back, as text for the books."""
