-- Version 2: accounts.

-- Who may come in over SSH (tiendo serve) and what for. An admin has no branch, an editor always one.
CREATE TABLE account (
	name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 32),
	role TEXT NOT NULL CHECK (role IN ('admin', 'editor', 'viewer')),
	unit TEXT REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED,
	rev INTEGER NOT NULL,
	CHECK (role <> 'admin' OR unit IS NULL),
	CHECK (role <> 'editor' OR unit IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_by_unit ON account (unit);

PRAGMA user_version = 2;
