"""One message on its way through the conversation, a part of the way in each module."""
