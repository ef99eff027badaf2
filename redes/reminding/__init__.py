"""What the bot says by itself, to those who asked for it: reminders, and the alert of a refused emergency.

The only room that keeps where somebody can be written to: sealed, with her consent, deleted when she stops it.
"""
