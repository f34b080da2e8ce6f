"""The file of a snapshot as a database of its own, under the name `snap`."""

from pathlib import Path

import duckdb

# Threads share a scan out by groups of rows: DuckDB's own 122,880 would leave 100,000 projects to one of them.
ROW_GROUP = 30_720


def attach(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Attach the file; a new one is made unless it is only to be read. Raises duckdb.Error.

    The size of row groups is no property of the file: who reads it has to name it too, or plans for one thread.
    """
    quoted = str(path.resolve()).replace("'", "''")
    access = ", READ_ONLY" if read_only else ""
    connection.execute(f"ATTACH '{quoted}' AS snap (ROW_GROUP_SIZE {ROW_GROUP}{access})")


def create(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes a new file, within the memory and the threads of a build; names without a database are
    the file's. Raises duckdb.Error.
    """
    spilled = f"{path}.tmp"
    connection = duckdb.connect(":memory:", config={"memory_limit": "1GB", "threads": "2", "temp_directory": spilled})
    attach(connection, path, read_only=False)
    return connection.execute("USE snap")
