"""Proposals: which card they would change, and which flag passes one on to who reviews the content."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report", sa.Column("card", sa.String(64), nullable=True))
    op.add_column("flag", sa.Column("proposal", sa.String(32), nullable=True))


def downgrade() -> None:
    """Proposals go: a program of before would take them for compliments without a practice."""
    report = sa.table("report", sa.column("id"), sa.column("kind"))
    proposals = sa.select(report.c.id).where(report.c.kind == "propuesta")
    for name in ("report_message", "report_key", "commitment_report"):
        beside = sa.table(name, sa.column("report_id"))
        op.execute(sa.delete(beside).where(beside.c.report_id.in_(proposals)))
    op.execute(sa.delete(report).where(report.c.kind == "propuesta"))
    op.execute("DELETE FROM flag WHERE reason = 'propuesta'")
    op.drop_column("flag", "proposal")
    op.drop_column("report", "card")
