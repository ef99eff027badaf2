"""Mesas, commitments and work plans."""
