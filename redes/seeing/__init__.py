"""What the reports show at a glance: the figures of the dashboard, and the charts they are drawn as.

Reading order: :mod:`reading` (which months are looked at, and how a figure is read from the releases), :mod:`waiting` (how long
the unanswered wait), :mod:`board` (all figures of one view), :mod:`chart` (figures in words, the table and what is drawn of it),
:mod:`drawing` (matplotlib: SVG and PNG of the same figure), :mod:`seeing` (what panel and bot hold).

Every figure on reports is read from a :class:`redes.publishing.release.Release`; how many wait is told in the bands that
an agenda tells them in. What a mesa promised is public and exact.
"""
