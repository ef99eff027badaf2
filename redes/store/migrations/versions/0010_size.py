"""Indexes that answer by themselves what the panel asks of a million reports: its counts, and which reports the queue shows."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LIVING = sa.text("receipt_hash IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_report_counting",
        "report",
        ["municipality", "week", "barrier", "rule", "queue", "urgent_now", "state"],
    )
    op.drop_index("ix_report_municipality", "report")  # the index of the counts begins with it
    op.drop_index("ix_report_review", "report")
    op.create_index(
        "ix_report_review",
        "report",
        ["municipality", "state", "queue", "urgent_now", "week", "barrier", "id"],
        sqlite_where=_LIVING,
        postgresql_where=_LIVING,
    )
    op.create_index(
        "ix_report_turn",
        "report",
        ["week", "id", "municipality", "state", "queue", "urgent_now", "barrier"],
        sqlite_where=_LIVING,
        postgresql_where=_LIVING,
    )


def downgrade() -> None:
    op.drop_index("ix_report_turn", "report")
    op.drop_index("ix_report_review", "report")
    op.create_index("ix_report_review", "report", ["municipality", "state", "week"])
    op.create_index("ix_report_municipality", "report", ["municipality"])
    op.drop_index("ix_report_counting", "report")
