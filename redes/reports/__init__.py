"""Barrier reports: from a person's words to a receipt and back."""
