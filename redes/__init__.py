"""The library under all faces: content, eligibility, privacy, safety, reports, follow-up, store.

It imports no face (``bot``, ``actions``, ``panel``), no Telegram and no Rasa; a test holds that.
"""
