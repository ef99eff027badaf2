"""Rasa custom actions: slots in, one call of ``redes``, a directive out."""
