"""What runs in Rasa's Python: our channel, tracker store and pipeline component."""
