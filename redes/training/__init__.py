"""Learning between two patients: who has read what, what the test showed, and what changed."""
