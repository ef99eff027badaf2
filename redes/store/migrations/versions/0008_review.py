"""An index for the queue of the review: what waits in a territory, by its week."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_report_review", "report", ["municipality", "state", "week"])


def downgrade() -> None:
    op.drop_index("ix_report_review", "report")
