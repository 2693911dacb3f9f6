"""Makes the books of the example cooperative."""
