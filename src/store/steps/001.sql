-- Version 1, as its files are: what schema.sql was then. Days are ISO texts (date(x) alone lets 30/2
-- pass, '+0 days' does not), empty is NULL, keys are the codes people use, so the log (changesets of
-- these tables) can be read without the rows it tells about. `rev` is the id of the step that last
-- changed the row.

-- Settings of the office: utc_offset (minutes), due_soon (working days).
CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL,
	rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Days that are not working days although they fall on Monday to Friday.
CREATE TABLE holiday (
	day TEXT NOT NULL PRIMARY KEY CHECK (day IS date(day, '+0 days')),
	name TEXT NOT NULL,
	rev INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
	code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 32),
	name TEXT NOT NULL CHECK (name <> ''),
	kind TEXT NOT NULL CHECK (kind <> ''),
	parent TEXT REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED CHECK (parent <> code),
	valid_from TEXT CHECK (valid_from IS date(valid_from, '+0 days')),
	valid_to TEXT CHECK (valid_to IS date(valid_to, '+0 days')),
	aliases TEXT,
	rev INTEGER NOT NULL,
	CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
) STRICT, WITHOUT ROWID;

CREATE INDEX unit_by_parent ON unit (parent);

-- Work contacts of officers (DOMAIN.md §7): removed all at once by `tiendo purge people`.
CREATE TABLE person (
	unit TEXT NOT NULL REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED,
	name TEXT NOT NULL CHECK (name <> ''),
	position TEXT,
	phone TEXT,
	email TEXT,
	note TEXT,
	rev INTEGER NOT NULL,
	PRIMARY KEY (unit, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan (
	code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 32),
	title TEXT NOT NULL CHECK (title <> ''),
	document TEXT,
	issued TEXT CHECK (issued IS date(issued, '+0 days')),
	issuer TEXT,
	partners TEXT,
	audience TEXT,
	note TEXT,
	starts TEXT CHECK (starts IS date(starts, '+0 days')),
	ends TEXT CHECK (ends IS date(ends, '+0 days')),
	-- which date decides punctuality: when it was received (NULL) or the document's own
	date_counts TEXT CHECK (date_counts IN ('received', 'document')),
	closed TEXT CHECK (closed IS date(closed, '+0 days')),
	rev INTEGER NOT NULL,
	CHECK (starts IS NULL OR ends IS NULL OR starts <= ends)
) STRICT, WITHOUT ROWID;

-- Sections, tasks, reports, numbers, events. due_before is exclusive whatever the plan's wording.
CREATE TABLE item (
	plan TEXT NOT NULL REFERENCES plan (code) DEFERRABLE INITIALLY DEFERRED,
	code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 32),
	type TEXT NOT NULL CHECK (type IN ('section', 'task', 'report', 'number', 'event')),
	title TEXT NOT NULL CHECK (title <> ''),
	audience TEXT,
	due_before TEXT CHECK (due_before IS date(due_before, '+0 days')),
	wording TEXT CHECK (wording IN ('before', 'by')),
	starts TEXT CHECK (starts IS date(starts, '+0 days')),
	ends TEXT CHECK (ends IS date(ends, '+0 days')),
	proof TEXT CHECK (proof IN ('document', 'count', 'both')),
	target TEXT,
	partners TEXT,
	measure TEXT,
	document TEXT,
	issued TEXT CHECK (issued IS date(issued, '+0 days')),
	issuer TEXT,
	note TEXT,
	position INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	PRIMARY KEY (plan, code),
	CHECK ((due_before IS NULL) = (wording IS NULL)),
	CHECK (starts IS NULL OR ends IS NULL OR starts <= ends)
) STRICT, WITHOUT ROWID;

-- What was recorded of one unit and one task or report; a duty nobody touched has no row.
CREATE TABLE duty (
	plan TEXT NOT NULL,
	item TEXT NOT NULL,
	unit TEXT NOT NULL REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED,
	progress TEXT CHECK (progress IN ('doing', 'done')),
	done_on TEXT CHECK (done_on IS date(done_on, '+0 days')),
	document TEXT,
	document_date TEXT CHECK (document_date IS date(document_date, '+0 days')),
	count INTEGER CHECK (count >= 0),
	note TEXT,
	exempt_why TEXT,
	extended_to TEXT CHECK (extended_to IS date(extended_to, '+0 days')),
	extended_by TEXT,
	extended_why TEXT,
	reminders INTEGER CHECK (reminders > 0),
	rev INTEGER NOT NULL,
	PRIMARY KEY (plan, item, unit),
	FOREIGN KEY (plan, item) REFERENCES item (plan, code) DEFERRABLE INITIALLY DEFERRED,
	CHECK (done_on IS NULL OR progress IS 'done')
) STRICT, WITHOUT ROWID;

-- Dropping a unit asks for entries that point to it: this answers without reading all of them.
CREATE INDEX duty_by_unit ON duty (unit);

-- Version 1 gives the punctuality; later versions are supplements or answers to a return.
CREATE TABLE receipt (
	plan TEXT NOT NULL,
	item TEXT NOT NULL,
	unit TEXT NOT NULL REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED,
	version INTEGER NOT NULL CHECK (version >= 1),
	received_on TEXT NOT NULL CHECK (received_on IS date(received_on, '+0 days')),
	document TEXT,
	document_date TEXT CHECK (document_date IS date(document_date, '+0 days')),
	returned_on TEXT CHECK (returned_on IS date(returned_on, '+0 days')),
	note TEXT,
	rev INTEGER NOT NULL,
	PRIMARY KEY (plan, item, unit, version),
	FOREIGN KEY (plan, item) REFERENCES item (plan, code) DEFERRABLE INITIALLY DEFERRED,
	CHECK (returned_on IS NULL OR returned_on >= received_on)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipt_by_unit ON receipt (unit);

-- A count that a unit gave with a report: digits, or '-' for not applicable. Not reported: no row.
CREATE TABLE number (
	plan TEXT NOT NULL,
	report TEXT NOT NULL,
	item TEXT NOT NULL,
	unit TEXT NOT NULL REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED,
	value TEXT NOT NULL CHECK (value = '-' OR (value <> '' AND value NOT GLOB '*[^0-9]*')),
	rev INTEGER NOT NULL,
	PRIMARY KEY (plan, report, item, unit),
	FOREIGN KEY (plan, report) REFERENCES item (plan, code) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (plan, item) REFERENCES item (plan, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX number_by_unit ON number (unit);

-- One thing a person did. changeset: what it changed (SQLite session extension), from which the log
-- is read and undo is made; an undo or redo keeps none of its own: target has it.
CREATE TABLE step (
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	command TEXT NOT NULL,
	way TEXT NOT NULL CHECK (way IN ('do', 'undo', 'redo')),
	target INTEGER REFERENCES step (id),
	undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
	changeset BLOB,
	CHECK ((way = 'do') = (target IS NULL))
) STRICT;

PRAGMA application_id = 1953064292;
PRAGMA user_version = 1;
