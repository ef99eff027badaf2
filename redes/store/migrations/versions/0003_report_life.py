"""A report's life: what it is about, its own key, its thread, its day of erasure.

The table is made anew: on SQLite it loses its hidden row number, which told the order of arrival.
"""

import uuid
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEPT = ("receipt_hash", "week", "barrier", "municipality", "groups", "story", "state", "language")
_INDEXED = ("week", "barrier", "municipality")


def upgrade() -> None:
    rows = _leave("report")
    op.create_table(
        "report",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("receipt_hash", sa.String(64), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("erase_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("queue", sa.String(8), nullable=False),
        sa.Column("voice", sa.String(8), nullable=True),
        sa.Column("barrier", sa.String(64), nullable=True),
        sa.Column("practice", sa.Integer(), nullable=True),
        sa.Column("municipality", sa.String(5), nullable=True),
        sa.Column("service", sa.String(32), nullable=True),
        sa.Column("ips", sa.String(64), nullable=True),
        sa.Column("rule", sa.String(64), nullable=True),
        sa.Column("when", sa.String(12), nullable=True),
        sa.Column("urgent_now", sa.Boolean(), nullable=True),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("story", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(20), nullable=True),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("receipt_hash", name="uq_report_receipt_hash"),
        sqlite_with_rowid=False,
    )
    for column in (*_INDEXED, "erase_on"):
        op.create_index(f"ix_report_{column}", "report", [column])
    _bring("report", [dict(row, **_new(row)) for row in rows])
    op.create_table(
        "report_message",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(8), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_report_message"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_report_message_report_id_report", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_key",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_report_key"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_report_key_report_id_report", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erasure",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "what", name="pk_erasure"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """What the table of before has no room for is lost: compliments, bare counts, threads, keys."""
    for table in ("erasure", "report_key", "report_message"):
        op.drop_table(table)
    rows = [row for row in _leave("report") if row["receipt_hash"] is not None and row["barrier"] is not None]
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
    for column in _INDEXED:
        op.create_index(f"ix_report_{column}", "report", [column])
    _bring("report", rows)


def _table(name: str, columns: tuple[str, ...]) -> sa.TableClause:
    types: dict[str, sa.types.TypeEngine[object]] = {
        "week": sa.Date(),  # type: ignore[dict-item]
        "erase_on": sa.Date(),  # type: ignore[dict-item]
        "groups": sa.JSON(),
        "story": sa.LargeBinary(),  # type: ignore[dict-item]
    }
    return sa.table(name, *(sa.column(column, types.get(column)) for column in columns))


def _leave(name: str) -> list[dict[str, object]]:
    """The rows of a table, which is dropped."""
    kept = [dict(row) for row in op.get_bind().execute(sa.select(_table(name, _KEPT))).mappings()]
    op.drop_table(name)
    return kept


def _bring(name: str, rows: list[dict[str, object]]) -> None:
    if rows:
        op.bulk_insert(_table(name, tuple(rows[0])), rows)


def _new(row: dict[str, object]) -> dict[str, object]:
    """What a report of before has in the new columns. Two years: what its author was not told, but the shortest rule."""
    week = row["week"]
    assert isinstance(week, date)
    return {
        "id": uuid.uuid4().hex,
        "erase_on": week.replace(year=week.year + 2, day=min(week.day, 28)),
        "kind": "barrera",
        "queue": "normal",
        "version": 1,
    }
