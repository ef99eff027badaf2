"""The coordinators' web panel."""
