"""The banks, each with the layouts it has had."""
