"""The end of a year: results go to the thermometers, to funds and to the reserve."""
