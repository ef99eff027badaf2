"""The table of the training: progress under a pseudonym of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_progress",
        sa.Column("learner", sa.String(32), nullable=False),
        sa.Column("exam", sa.String(8), nullable=False),
        sa.Column("first", sa.String(1), nullable=False),
        sa.Column("entry", sa.String(10), nullable=False),
        sa.Column("exit", sa.String(10), nullable=False),
        sa.Column("lessons", sa.JSON(), nullable=False),
        sa.Column("ips", sa.String(16), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("learner", name="pk_training_progress"),
        sqlite_with_rowid=False,
    )
    for column in ("ips", "week"):
        op.create_index(f"ix_training_progress_{column}", "training_progress", [column])


def downgrade() -> None:
    op.drop_table("training_progress")
