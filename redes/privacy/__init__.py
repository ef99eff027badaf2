"""Personal data leaves here: scrubbing, pseudonyms, sealing."""
