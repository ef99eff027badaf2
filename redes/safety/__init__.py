"""Danger is recognised here, before anything else is understood."""
