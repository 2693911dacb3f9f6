"""Documents that people and programs read: invoices as PDF and UBL, letters."""
