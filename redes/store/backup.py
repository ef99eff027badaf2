"""Everything out, everything back: a logical copy of the database in one archive that any of its kinds takes.

The archive is a ZIP: ``manifest.json`` (revision of the schema, rows and SHA-256 of each table, which keys are in
it), a file of JSON lines for each table, rows in the order of their primary key, and ``keys/`` when wanted. The
hash is over those lines, so it is the same whichever database they came from, and restoring is proved by
reckoning it again from what was restored.
"""

import base64
import binascii
import contextlib
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from redes.errors import RedesError
from redes.reports.keeping import StoreUnavailable
from redes.store.schema import HEAD, downgrade, is_current, upgrade

FORMAT = 1
_REVISIONS = "alembic_version"
_BROUGHT = frozenset({"audit_head"})
"""Tables into which a migration itself puts a row: an empty database has it too."""

_BATCH = 2000
_DAMAGED = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a method of packing that this program does not use
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
)
"""What reading a damaged archive can end in."""

_MOST_MANIFEST = 1_000_000
"""Bytes of a manifest; a larger one is none."""


class BadArchive(RedesError):
    """The file is no whole archive of this program, or of a newer one."""


class NotEmpty(RedesError):
    """The database to restore into holds something."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One table of an archive.

    Attributes:
        rows: How many.
        sha256: Over its lines, 64 hexadecimal digits.
    """

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive says of itself.

    Attributes:
        revision: Of the schema its rows were in.
        tables: Name -> what was copied, in an order in which no row comes before one it names.
        keys: Names of the key files in it.
    """

    revision: str
    tables: Mapping[str, Copied]
    keys: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(one.rows for one in self.tables.values())


def back_up(engine: Engine, path: Path, *, keys: Mapping[str, bytes]) -> Manifest:
    """Write an archive of one moment of the database; people may go on writing meanwhile.

    Args:
        engine: The database; its schema must be current.
        path: The file; it must not be there yet. It is readable by its owner only.
        keys: Name -> content of key files to take along.

    Raises:
        StoreUnavailable: The database did not answer, or its schema is another.
        OSError: The file could not be written; nothing of it stays.
    """
    if not is_current(engine):
        raise StoreUnavailable("the schema is not up to date; run: redes db upgrade")
    tables: dict[str, Copied] = {}
    # A name that is taken is refused, and nobody else may read the new file while it is written.
    with open(path, "xb", opener=_private) as file:
        try:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment(engine) as connection:
                for table in _tables(connection):
                    with archive.open(_member(table.name), "w", force_zip64=True) as out:
                        tables[table.name] = _write(_rows(connection, table), out)
                for name, content in sorted(keys.items()):
                    archive.writestr(f"keys/{name}", content)
                manifest = Manifest(revision=HEAD, tables=tables, keys=tuple(sorted(keys)))
                archive.writestr("manifest.json", _manifest_json(manifest))
        except SQLAlchemyError:
            path.unlink()
            raise _away() from None
        except BaseException:
            path.unlink()
            raise
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What an archive says of itself.

    Raises:
        BadArchive: It is no archive, or one of a newer program.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("manifest.json").file_size > _MOST_MANIFEST:
                raise BadArchive(f"{path}: is no archive of this program")
            said = json.loads(archive.read("manifest.json"))
        if said["format"] != FORMAT or said["revision"] > HEAD:
            raise BadArchive(f"{path}: was made by a newer program; update this one first")
        return Manifest(
            revision=str(said["revision"]),
            tables={str(name): Copied(int(one["rows"]), str(one["sha256"])) for name, one in said["tables"].items()},
            keys=tuple(map(str, said["keys"])),
        )
    except _DAMAGED:
        raise BadArchive(f"{path}: is no archive of this program, or is damaged") from None


def restore(engine: Engine, path: Path) -> Manifest:
    """Bring an archive into an empty database, and prove that all of it came.

    The database is brought to the schema of the archive, filled, compared, and only then to the newest schema.
    Filling and comparing are one transaction: what is damaged leaves an empty database.

    Raises:
        BadArchive: It is damaged; the database is as empty as it was.
        NotEmpty: The database holds something.
        StoreUnavailable: The database did not answer.
    """
    manifest = read_manifest(path)
    _refuse_if_full(engine)
    if manifest.revision != HEAD and is_current(engine):
        downgrade(engine, "base")  # of an empty schema nothing is lost, and there is no way back to a middle
    upgrade(engine, manifest.revision)
    try:
        with zipfile.ZipFile(path) as archive, engine.begin() as connection:
            tables = {table.name: table for table in _tables(connection)}
            if set(tables) != set(manifest.tables):
                raise BadArchive(f"{path}: its tables are not those of schema {manifest.revision}")
            for name in manifest.tables.keys() & _BROUGHT:
                connection.execute(delete(tables[name]))
            for name in manifest.tables:
                with archive.open(_member(name)) as lines:
                    for batch in _batches(lines, tables[name]):
                        connection.execute(insert(tables[name]), batch)
            for name, copied in manifest.tables.items():
                if fingerprint(connection, tables[name]) != copied:
                    raise BadArchive(f"{path}: what was restored of '{name}' is not what was saved; nothing was kept")
    except SQLAlchemyError:
        raise BadArchive(f"{path}: the database refused its rows; nothing was kept") from None
    except _DAMAGED:
        raise BadArchive(f"{path}: is damaged; nothing was kept") from None
    upgrade(engine)
    return manifest


def read_keys(path: Path, manifest: Manifest) -> dict[str, bytes]:
    """Name -> content of the key files in an archive.

    Raises:
        BadArchive: One of them cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(f"keys/{name}") for name in manifest.keys}
    except _DAMAGED:
        raise BadArchive(f"{path}: is damaged") from None


def fingerprint(connection: Connection, table: Table) -> Copied:
    """What an archive would say of a table as it is now."""
    return _write(_rows(connection, table), None)


def fingerprints(engine: Engine) -> dict[str, Copied]:
    """Table -> what an archive would say of it now."""
    with _one_moment(engine) as connection:
        return {table.name: fingerprint(connection, table) for table in _tables(connection)}


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextlib.contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is when it is first read, whoever writes meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # the driver begins none for reading
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _tables(connection: Connection) -> list[Table]:
    """All tables there are, each after those its rows name; without Alembic's own."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)  # what was nothing is nothing again, not JSON's null
    return [table for table in found.sorted_tables if table.name != _REVISIONS]


def _rows(connection: Connection, table: Table) -> Iterator[str]:
    """A table's rows as lines, in the order of its primary key, in the same form on every database."""
    # PostgreSQL's order of letters is that of its country; SQLite's that of their numbers.
    plain = connection.dialect.name == "postgresql"
    order = [
        column.collate("C") if plain and isinstance(column.type, String) else column for column in table.primary_key
    ]
    streamed = connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*order))
    for row in streamed.mappings():
        values = {column.name: _plain(row[column.name]) for column in table.columns}
        yield json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _write(lines: Iterable[str], out: IO[bytes] | None) -> Copied:
    digest, count = hashlib.sha256(), 0
    for line in lines:
        data = line.encode() + b"\n"
        digest.update(data)
        count += 1
        if out is not None:
            out.write(data)
    return Copied(count, digest.hexdigest())


def _plain(value: Any) -> Any:
    """A value as JSON says it; days as text, bytes in base64. What they were is told by the column."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def _batches(lines: IO[bytes], table: Table) -> Iterator[list[dict[str, Any]]]:
    batch = []
    for line in lines:
        values = json.loads(line)
        batch.append({column.name: _typed(column, values[column.name]) for column in table.columns})
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _typed(column: Column[Any], value: Any) -> Any:
    """A value as its column takes it.

    Raises:
        ValueError: It is none.
    """
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        try:
            return base64.b64decode(value, validate=True)
        except binascii.Error:
            raise ValueError("bytes are damaged") from None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, Boolean):
        return bool(value)
    return value


def _refuse_if_full(engine: Engine) -> None:
    """Go on only if no table holds a row.

    Raises:
        NotEmpty: One does.
        StoreUnavailable: The database did not answer.
    """
    try:
        with engine.connect() as connection:
            for table in _tables(connection):
                if table.name not in _BROUGHT and connection.scalar(select(func.count()).select_from(table)):
                    raise NotEmpty(f"the database holds rows in '{table.name}'; restore into an empty one")
    except SQLAlchemyError:
        raise _away() from None


def _manifest_json(manifest: Manifest) -> str:
    said = {
        "format": FORMAT,
        "revision": manifest.revision,
        "tables": {name: {"rows": one.rows, "sha256": one.sha256} for name, one in manifest.tables.items()},
        "keys": list(manifest.keys),
    }
    return json.dumps(said, indent=1) + "\n"


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _away() -> StoreUnavailable:
    return StoreUnavailable("the database did not answer; check REDES_DATABASE_URL and its server")
