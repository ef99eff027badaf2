"""The table of barrier reports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("receipt_hash", sa.String(64), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("barrier", sa.String(64), nullable=False),
        sa.Column("municipality", sa.String(5), nullable=True),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("story", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.PrimaryKeyConstraint("receipt_hash", name="pk_report"),
    )
    for column in ("week", "barrier", "municipality"):
        op.create_index(f"ix_report_{column}", "report", [column])


def downgrade() -> None:
    op.drop_table("report")
