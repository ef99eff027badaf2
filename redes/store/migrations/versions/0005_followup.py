"""What comes of reports: mesas, meetings, commitments, work plans, allies."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mesa",
        sa.Column("territory", sa.String(64), nullable=False),
        sa.Column("organisations", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("territory", name="pk_mesa"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("territory", sa.String(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("attendance", sa.JSON(), nullable=False),
        sa.Column("notes", sa.String(20000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("territory", sa.String(64), nullable=False),
        sa.Column("organisation", sa.String(12), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("meeting", sa.String(32), nullable=True),
        sa.Column("what", sa.String(500), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("barriers", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("practices", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitment_report",
        sa.Column("commitment_id", sa.String(32), nullable=False),
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("commitment_id", "report_id", name="pk_commitment_report"),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name="fk_commitment_report_commitment_id_commitment",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_commitment_report_report_id_report", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_commitment_report_report_id", "commitment_report", ["report_id"])
    op.create_table(
        "work_plan",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("territory", sa.String(64), nullable=False),
        sa.Column("ips", sa.String(64), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_work_plan"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ally",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("territory", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("offers", sa.String(500), nullable=False),
        sa.Column("for_whom", sa.String(200), nullable=True),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("phone", sa.String(60), nullable=True),
        sa.Column("address", sa.String(200), nullable=True),
        sa.Column("hours", sa.String(200), nullable=True),
        sa.Column("source_url", sa.String(500), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ally"),
        sqlite_with_rowid=False,
    )
    for table in ("meeting", "commitment", "work_plan", "ally"):
        op.create_index(f"ix_{table}_territory", table, ["territory"])


def downgrade() -> None:
    for table in ("ally", "work_plan", "commitment_report", "commitment", "meeting", "mesa"):
        op.drop_table(table)
