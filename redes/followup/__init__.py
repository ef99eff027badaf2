"""What comes of reports: mesas, their meetings, promises and plans, the allies of a territory."""
