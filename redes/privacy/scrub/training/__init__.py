"""How the tagger of names is made: carriers, names to put into them, and the fitting. Not used while running."""
