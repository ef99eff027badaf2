"""What each screen holds: from the catalogue to replies. No channel, no dialogue, no I/O."""
