"""An invented year, to look at the panel with and to measure it: nothing in it happened."""
