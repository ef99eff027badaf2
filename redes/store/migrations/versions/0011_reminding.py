"""Reminders with their sealed addresses, and alerts of refused emergencies on their way."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("who", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("seat", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("who", "kind", name="uq_reminder_who"),
        sa.ForeignKeyConstraint(["seat"], ["account.id"], name="fk_reminder_seat_account", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reminder_seat", "reminder", ["seat"])
    op.create_table(
        "alert",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_alert"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_alert_report_id_report", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alert_notice",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("reminder_id", sa.String(32), nullable=False),
        sa.Column("territory", sa.String(64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("free_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alert_notice"),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name="fk_alert_notice_reminder_id_reminder", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_alert_notice_reminder_id", "alert_notice", ["reminder_id"])


def downgrade() -> None:
    for table in ("alert_notice", "alert", "reminder"):
        op.drop_table(table)
