-- The collection desk: how far each party's workbook has come in a period, what was learned about a department's own
-- words, what a workbook held that was not taken in, and EST's weekly counts.

-- One party's workbook for one period, from the day it was written until it was accepted. No row: not written.
CREATE TABLE collection (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period_id INTEGER NOT NULL REFERENCES period (id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  written_on TEXT CHECK (written_on IS date(written_on, '+0 days')),
  book_name TEXT NOT NULL DEFAULT '',
  sent_on TEXT CHECK (sent_on IS date(sent_on, '+0 days')),
  reminded_on TEXT CHECK (reminded_on IS date(reminded_on, '+0 days')),
  reminders INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0),
  returned_on TEXT CHECK (returned_on IS date(returned_on, '+0 days')),
  returned_name TEXT NOT NULL DEFAULT '',
  errors INTEGER NOT NULL DEFAULT 0 CHECK (errors >= 0),
  sent_back_on TEXT CHECK (sent_back_on IS date(sent_back_on, '+0 days')),
  accepted_on TEXT CHECK (accepted_on IS date(accepted_on, '+0 days')),
  UNIQUE (period_id, party_id)
) STRICT;
CREATE INDEX collection_party ON collection (party_id);

-- What the leader once said about a department's own words: "läge" heads the column of statuses. Used the next time.
CREATE TABLE reading_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('sheet', 'column', 'word', 'measure')),
  written TEXT NOT NULL CHECK (written <> ''),
  meaning TEXT NOT NULL DEFAULT '',
  UNIQUE (party_id, kind, written)
) STRICT;

-- What a workbook held that was not taken in, and why; identity numbers are masked before they come here.
CREATE TABLE left_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  sheet TEXT NOT NULL DEFAULT '',
  "row" INTEGER NOT NULL DEFAULT 0,
  cell TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL,
  original TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX left_out_batch ON left_out (batch_id);

-- EST: how often a kind of event was noted at a place in a week (ISO 8601). Counts only, never a single event.
CREATE TABLE est_count (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  week TEXT NOT NULL CHECK (week GLOB '[12][0-9][0-9][0-9]-W[0-5][0-9]' AND substr(week, 7) BETWEEN '01' AND '53'),
  area_id INTEGER REFERENCES area (id),
  place TEXT NOT NULL DEFAULT '',
  event_type TEXT NOT NULL CHECK (event_type <> ''),
  count INTEGER NOT NULL CHECK (count >= 0),
  source TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX est_count_once ON est_count (week, coalesce(area_id, 0), place, event_type);
CREATE INDEX est_count_area ON est_count (area_id);
