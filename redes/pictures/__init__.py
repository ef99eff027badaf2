"""Typesetting: cards, practices, directories and counter cards as pictures for a phone and as PDF."""
