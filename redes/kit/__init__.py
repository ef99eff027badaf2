"""The replicator's kit on paper and on a screen: a plan, slides and a handout, all from the content, each in a form to edit."""
