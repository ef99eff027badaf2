"""``redes backup`` and ``redes restore``: the database in one file, its keys beside it or not."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from launch.house import House
from redes.errors import RedesError
from redes.reports.keeping import StoreUnavailable
from redes.store.backup import back_up, read_keys, read_manifest, restore

KEYS = ("secret.key", "keyring.json")
"""What opens narratives, in the data folder. The first is not there when REDES_SECRET_KEY is set."""


class CannotSave(RedesError):
    """The file cannot be written, or is there already."""


class OtherKeys(RedesError):
    """The data folder holds other keys than the archive."""


def save(house: House, path: Path, *, with_keys: bool) -> Iterator[str]:
    """Write an archive; what was done, a line each.

    Raises:
        CannotSave: The file cannot be written, or is there already; it was not touched.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    house.prepare_database()
    with contextlib.suppress(StoreUnavailable):
        house.take_in()
    waiting = sum(1 for _ in house.spool.waiting())
    try:
        manifest = back_up(house.engine, path, keys=_keys(house) if with_keys else {})
    except FileExistsError:
        raise CannotSave(f"{path}: is there already; give another name, so that the last backup stays") from None
    except OSError as refused:
        raise CannotSave(f"{path}: cannot be written ({refused.strerror})") from None
    yield f"{path}: {manifest.rows} rows of {len(manifest.tables)} tables, schema {manifest.revision}"
    if waiting:
        yield f"NOT in it: {waiting} reports that still wait in {house.settings.data_dir / 'spool'}"
    if not with_keys:
        yield (
            f"keys NOT in it: without secret.key and keyring.json of {house.settings.data_dir} nobody opens its "
            "narratives; copy those two apart, over their last copy"
        )
        return
    yield f"keys in it: {', '.join(manifest.keys) or 'none found'}. WHOEVER HAS THIS FILE READS EVERY NARRATIVE,"
    yield "and what is erased from now on stays readable in it: destroy it when it has done its work"
    if "secret.key" not in manifest.keys:
        yield "REDES_SECRET_KEY is set by its own: it is not in the file"


def bring_back(house: House, path: Path) -> Iterator[str]:
    """Restore an archive; what was done, a line each.

    Keys of the archive are put into the data folder; other keys are never overwritten.

    Raises:
        OtherKeys: Other keys are there; nothing was changed.
        redes.store.backup.BadArchive: It is damaged; the database stays empty.
        redes.store.backup.NotEmpty: The database holds something.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    keys = read_keys(path, read_manifest(path))
    folder = house.settings.data_dir
    missing = {}
    for name, content in keys.items():
        if name not in KEYS:
            raise OtherKeys(f"{path}: holds a key of an unknown name; it was not made by this program")
        if not (folder / name).exists():
            missing[name] = content
        elif (folder / name).read_bytes() != content:
            raise OtherKeys(f"{folder / name} is another key than the archive's; restore into an empty data folder")
    manifest = restore(house.engine, path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in missing.items():
        _put(folder / name, content)
    yield f"{manifest.rows} rows of {len(manifest.tables)} tables restored; every hash is equal"
    if missing:
        yield f"keys restored into {folder}: {', '.join(sorted(missing))}"
    elif not keys:
        yield f"no keys in the archive: put secret.key and keyring.json into {folder}, mode 0600, to open narratives"


def _keys(house: House) -> dict[str, bytes]:
    folder = house.settings.data_dir
    return {name: (folder / name).read_bytes() for name in KEYS if (folder / name).exists()}


def _put(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
