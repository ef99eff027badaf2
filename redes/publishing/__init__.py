"""Counts that leave the house: in the panel, in the bot, in documents and as open data.

Reading order: :mod:`linked` (counts and the sums that link them), :mod:`attacker` (what somebody finds out who
knows all that was published), :mod:`hide` (which cells are left out so that she finds out nothing), :mod:`periods`
and :mod:`shape` (what is published of which period), :mod:`release` (a period as published, and how figures are
read from it), :mod:`publisher` (publishing each period once), :mod:`open_data` (files), :mod:`showing` (one report
shown to a coordinator).

There is one way out: a :class:`redes.publishing.release.Release`. Every figure is a published cell, or a sum of
published cells, so two views never tell together what each of them hides.
"""
