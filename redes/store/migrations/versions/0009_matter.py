"""Which reports are joined."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_matter",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("matter", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_report_matter"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_report_matter_report_id_report", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_report_matter_matter", "report_matter", ["matter"])


def downgrade() -> None:
    op.drop_table("report_matter")
