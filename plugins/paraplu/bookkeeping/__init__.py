"""What a bookkeeper does: statements, payments, invoices, VAT, contributions."""
