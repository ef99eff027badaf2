"""Quizzes in a room, while they live, and how many people of which post were in them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("host", sa.String(32), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("ips", sa.String(16), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_room"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_room_ends_at", "room", ["ends_at"])
    op.create_table(
        "room_seat",
        sa.Column("room", sa.String(6), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("post", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["room.code"], name="fk_room_seat_room_room", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room", "person", name="pk_room_seat"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "room_vote",
        sa.Column("room", sa.String(6), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["room.code"], name="fk_room_vote_room_room", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room", "number", "person", name="pk_room_vote"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "room_attendance",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("ips", sa.String(16), nullable=False),
        sa.Column("post", sa.String(16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "ips", "post", name="pk_room_attendance"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("room_attendance", "room_vote", "room_seat", "room"):
        op.drop_table(table)
