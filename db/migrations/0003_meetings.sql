-- The meeting and its papers: when bodies meet, who was there, what was sealed, and how packs are put together.

-- When a body meets: from its first day, so many weeks or months apart. The year's meetings are made from it.
CREATE TABLE meeting_series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id INTEGER NOT NULL REFERENCES body (id) ON DELETE CASCADE,
  first_on TEXT NOT NULL CHECK (first_on IS date(first_on, '+0 days')),
  last_on TEXT CHECK (last_on IS date(last_on, '+0 days')),
  unit TEXT NOT NULL DEFAULT 'week' CHECK (unit IN ('week', 'month')),
  every INTEGER NOT NULL DEFAULT 1 CHECK (every BETWEEN 1 AND 52),
  start TEXT CHECK (start IS strftime('%H:%M', start)),
  "end" TEXT CHECK ("end" IS strftime('%H:%M', "end")),
  place TEXT NOT NULL DEFAULT '',
  CHECK (first_on <= last_on)
) STRICT;
CREATE INDEX meeting_series_body ON meeting_series (body_id);

-- The year wheel: what comes round every year, or every odd or even one.
CREATE TABLE wheel_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  last_month INTEGER CHECK (last_month BETWEEN 1 AND 12),
  title TEXT NOT NULL CHECK (title <> ''),
  body_id INTEGER REFERENCES body (id) ON DELETE SET NULL,
  years TEXT NOT NULL DEFAULT 'every' CHECK (years IN ('every', 'odd', 'even')),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

-- A body's own agenda template.
CREATE TABLE standing_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id INTEGER NOT NULL REFERENCES body (id) ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL DEFAULT 'information' CHECK (kind IN ('information', 'discussion', 'decision')),
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  presenter TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX standing_item_body ON standing_item (body_id);

-- Who was there, by the seats as they were on the meeting's day; the role is kept as it was called then.
CREATE TABLE attendance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  seat_id INTEGER REFERENCES seat (id) ON DELETE SET NULL,
  role TEXT NOT NULL CHECK (role <> ''),
  party_id INTEGER REFERENCES party (id) ON DELETE SET NULL,
  state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'absent', 'deputy')),
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (meeting_id, seat_id)
) STRICT;

-- Jäv: who announced it and left while an item was dealt with.
CREATE TABLE recusal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
  seat_id INTEGER REFERENCES seat (id) ON DELETE SET NULL,
  role TEXT NOT NULL CHECK (role <> ''),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX recusal_item ON recusal (item_id);

-- How an item ended: closed, goes on to the next meeting, bordlagd or återremitterad. NULL: not dealt with yet.
ALTER TABLE agenda_item ADD COLUMN outcome TEXT CHECK (outcome IN ('closed', 'carried', 'tabled', 'referred_back'));
ALTER TABLE agenda_item ADD COLUMN carried_from_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL;

ALTER TABLE decision ADD COLUMN obstacle_id INTEGER REFERENCES obstacle (id) ON DELETE SET NULL;
ALTER TABLE obstacle ADD COLUMN secrecy TEXT NOT NULL DEFAULT 'internal' CHECK (secrecy IN ('open', 'internal', 'may_be_secret'));
ALTER TABLE paper ADD COLUMN secrecy TEXT NOT NULL DEFAULT 'open' CHECK (secrecy IN ('open', 'internal', 'may_be_secret'));

-- The notes of a meeting as the chair adjusted them: never changed afterwards. content is JSON.
CREATE TABLE sealed_minutes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting (id) ON DELETE CASCADE,
  sealed_on TEXT NOT NULL CHECK (sealed_on IS date(sealed_on, '+0 days')),
  sealed_by TEXT NOT NULL CHECK (sealed_by <> ''),
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

-- What was put right in adjusted notes, and why; shown beside them.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on, '+0 days')),
  text TEXT NOT NULL CHECK (text <> ''),
  reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
CREATE INDEX correction_meeting ON correction (meeting_id);

-- Which parts a body's packs have and in which order. parts is a JSON list of section keys.
CREATE TABLE pack_profile (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id INTEGER REFERENCES body (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  parts TEXT NOT NULL DEFAULT '[]',
  is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
  with_papers INTEGER NOT NULL DEFAULT 1 CHECK (with_papers IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX pack_profile_once ON pack_profile (coalesce(body_id, 0), name);

-- An issued pack rebuilds from its frozen content, byte for byte.
ALTER TABLE issued_pack ADD COLUMN content_sha256 TEXT REFERENCES file (sha256);
ALTER TABLE issued_pack ADD COLUMN profile TEXT NOT NULL DEFAULT '';
ALTER TABLE issued_pack ADD COLUMN masked TEXT NOT NULL DEFAULT '[]';
