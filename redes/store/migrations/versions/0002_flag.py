"""The table of flags: «Esta respuesta está mal»."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flag",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("case_facts", sa.String(43), nullable=True),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("guarded_by", sa.String(300), nullable=True),
        sa.Column("note", sa.String(1000), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_flag"),
        sqlite_with_rowid=False,
    )
    for column in ("subject", "week", "state"):
        op.create_index(f"ix_flag_{column}", "flag", [column])


def downgrade() -> None:
    op.drop_table("flag")
