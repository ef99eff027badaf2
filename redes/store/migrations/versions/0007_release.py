"""What was published of a period, as it was published."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("period", name=op.f("pk_release")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("release")
