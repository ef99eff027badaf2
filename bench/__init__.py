"""Our whole stack beside a stock Rasa project made from the same data: ``python -m bench``.

Read in this order: ``messages`` (what is asked), ``stock`` (the project compared with), ``sides`` (how each
is started), ``client`` (the process that asks), ``rounds`` (what is measured when), ``table`` (what is said).

Beside it ``python -m bench.law``: how fast the rules of «¿debo atender?» answer and are proved.
"""
