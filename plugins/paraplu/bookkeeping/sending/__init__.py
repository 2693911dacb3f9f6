"""Sending invoices and reminders by e-mail: once each, and on record."""
