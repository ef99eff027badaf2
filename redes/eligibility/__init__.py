"""Whether care must be given, by whom it is paid and on what basis."""
