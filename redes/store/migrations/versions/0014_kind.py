"""Indexes hold the kind too: since proposals are rows like reports, every question of the review asks for it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_LIVING = sa.text("receipt_hash IS NOT NULL")
_PROPOSED = sa.text("receipt_hash IS NOT NULL AND kind = 'propuesta'")

_BEFORE = {
    "ix_report_counting": ("municipality", "week", "barrier", "rule", "queue", "urgent_now", "state"),
    "ix_report_review": ("municipality", "state", "queue", "urgent_now", "week", "barrier", "id"),
    "ix_report_turn": ("week", "id", "municipality", "state", "queue", "urgent_now", "barrier"),
}


def upgrade() -> None:
    _make_anew("kind")
    op.create_index(
        "ix_report_proposed",
        "report",
        ["week", "id", "municipality", "state", "queue"],
        sqlite_where=_PROPOSED,
        postgresql_where=_PROPOSED,
    )


def downgrade() -> None:
    op.drop_index("ix_report_proposed", "report")
    _make_anew()


def _make_anew(*more: str) -> None:
    for name, columns in _BEFORE.items():
        op.drop_index(name, "report")
        living = None if name == "ix_report_counting" else _LIVING
        op.create_index(name, "report", [*columns, *more], sqlite_where=living, postgresql_where=living)
