"""Everything the program knows and says, as checked data."""
