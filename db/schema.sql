CREATE TABLE format (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  needs TEXT NOT NULL
) STRICT;

CREATE TABLE programme (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  municipality TEXT NOT NULL DEFAULT '',
  target_year INTEGER CHECK (target_year BETWEEN 2000 AND 2100),
  decided_by TEXT NOT NULL DEFAULT '',
  decision_date TEXT CHECK (decision_date IS date(decision_date, '+0 days')),
  decision_number TEXT NOT NULL DEFAULT '',
  registry_number TEXT NOT NULL DEFAULT '',
  vision TEXT NOT NULL DEFAULT '',
  motto TEXT NOT NULL DEFAULT '',
  is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1))
) STRICT;

CREATE TABLE party (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  short_name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('police', 'soft', 'hard', 'company', 'authority', 'civil_society', 'research')),
  valid_from TEXT CHECK (valid_from IS date(valid_from, '+0 days')),
  valid_to TEXT CHECK (valid_to IS date(valid_to, '+0 days')),
  position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE body (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('assigner', 'owner', 'steering_group', 'project_leader', 'work_group',
    'reference_group', 'est', 'sspf', 'trefas', 'place_cooperation')),
  parent_id INTEGER REFERENCES body (id),
  cadence TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  CHECK (parent_id <> id)
) STRICT;

CREATE TABLE seat (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id INTEGER NOT NULL REFERENCES body (id) ON DELETE CASCADE,
  party_id INTEGER REFERENCES party (id),
  role TEXT NOT NULL CHECK (role <> ''),
  kind TEXT NOT NULL DEFAULT 'member' CHECK (kind IN ('chair', 'member', 'deputy', 'secretary', 'co_opted')),
  valid_from TEXT CHECK (valid_from IS date(valid_from, '+0 days')),
  valid_to TEXT CHECK (valid_to IS date(valid_to, '+0 days')),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  CHECK (valid_from <= valid_to)
) STRICT;

CREATE INDEX seat_body ON seat (body_id);

CREATE INDEX seat_party ON seat (party_id);

CREATE TABLE area (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  note TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE classification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  area_id INTEGER NOT NULL REFERENCES area (id) ON DELETE CASCADE,
  from_date TEXT NOT NULL
    CHECK (length(from_date) IN (4, 7, 10)
      AND (from_date GLOB '[12][0-9][0-9][0-9]' OR from_date || '-01' IS date(from_date || '-01', '+0 days') OR from_date IS date(from_date, '+0 days'))),
  category TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX classification_area ON classification (area_id);

CREATE TABLE place (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  area_id INTEGER NOT NULL REFERENCES area (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE INDEX place_area ON place (area_id);

CREATE TABLE place_status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  place_id INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
  from_date TEXT NOT NULL
    CHECK (length(from_date) IN (4, 7, 10)
      AND (from_date GLOB '[12][0-9][0-9][0-9]' OR from_date || '-01' IS date(from_date || '-01', '+0 days') OR from_date IS date(from_date, '+0 days'))),
  status TEXT NOT NULL CHECK (status <> ''),
  note TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX place_status_place ON place_status (place_id);

CREATE TABLE milestone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "on" TEXT NOT NULL
    CHECK (length("on") IN (4, 7, 10)
      AND ("on" GLOB '[12][0-9][0-9][0-9]' OR "on" || '-01' IS date("on" || '-01', '+0 days') OR "on" IS date("on", '+0 days'))),
  title TEXT NOT NULL CHECK (title <> ''),
  source TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE problem (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  area_id INTEGER REFERENCES area (id),
  level TEXT CHECK (level IN ('living_conditions', 'influencing', 'crime', 'safety')),
  text TEXT NOT NULL CHECK (text <> ''),
  secrecy TEXT NOT NULL DEFAULT 'internal' CHECK (secrecy IN ('open', 'internal', 'may_be_secret')),
  source TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE cause (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  problem_id INTEGER NOT NULL REFERENCES problem (id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;

CREATE INDEX cause_problem ON cause (problem_id);

CREATE TABLE goal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  parent_id INTEGER REFERENCES goal (id),
  name TEXT NOT NULL CHECK (name <> ''),
  level TEXT CHECK (level IN ('living_conditions', 'influencing', 'crime', 'safety')),
  target TEXT NOT NULL DEFAULT '',
  outlook TEXT CHECK (outlook IN ('reached', 'expected', 'uncertain', 'not_expected', 'not_reached')),
  CHECK (parent_id <> id)
) STRICT;

CREATE TABLE measure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  party_id INTEGER REFERENCES party (id),
  area_id INTEGER REFERENCES area (id),
  level TEXT CHECK (level IN ('living_conditions', 'influencing', 'crime', 'safety')),
  goal_id INTEGER REFERENCES goal (id),
  cause_id INTEGER REFERENCES cause (id),
  kind TEXT CHECK (kind IN ('situational', 'social')),
  description TEXT NOT NULL DEFAULT '',
  start_date TEXT CHECK (start_date IS date(start_date, '+0 days')),
  end_date TEXT CHECK (end_date IS date(end_date, '+0 days')),
  budget_ore INTEGER CHECK (budget_ore >= 0),
  evidence TEXT NOT NULL DEFAULT '',
  CHECK (start_date <= end_date)
) STRICT;

CREATE INDEX measure_party ON measure (party_id);

CREATE INDEX measure_dates ON measure (end_date, start_date);

CREATE TABLE partner (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party (id),
  UNIQUE (measure_id, party_id)
) STRICT;

CREATE INDEX partner_party ON partner (party_id);

CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
  title TEXT NOT NULL CHECK (title <> ''),
  party_id INTEGER REFERENCES party (id),
  start_date TEXT CHECK (start_date IS date(start_date, '+0 days')),
  end_date TEXT CHECK (end_date IS date(end_date, '+0 days')),
  status TEXT NOT NULL DEFAULT 'not_started'
    CHECK (status IN ('not_started', 'in_progress', 'done', 'late', 'cancelled')),
  position INTEGER NOT NULL DEFAULT 0,
  CHECK (start_date <= end_date)
) STRICT;

CREATE INDEX activity_measure ON activity (measure_id);

CREATE TABLE indicator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  unit TEXT NOT NULL DEFAULT '',
  direction TEXT NOT NULL DEFAULT 'neutral' CHECK (direction IN ('up', 'down', 'neutral')),
  level TEXT CHECK (level IN ('living_conditions', 'influencing', 'crime', 'safety')),
  area_id INTEGER REFERENCES area (id),
  party_id INTEGER REFERENCES party (id),
  source TEXT NOT NULL DEFAULT '',
  question TEXT NOT NULL DEFAULT '',
  baseline_value REAL CHECK (abs(baseline_value) < 1e300),
  baseline_on TEXT NOT NULL DEFAULT ''
    CHECK (baseline_on = '' OR length(baseline_on) IN (4, 7, 10)
      AND (baseline_on GLOB '[12][0-9][0-9][0-9]' OR baseline_on GLOB '[12][0-9][0-9][0-9]-T[12]' OR baseline_on || '-01' IS date(baseline_on || '-01', '+0 days') OR baseline_on IS date(baseline_on, '+0 days'))),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE measure_indicator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  UNIQUE (measure_id, indicator_id)
) STRICT;

CREATE INDEX measure_indicator_indicator ON measure_indicator (indicator_id);

CREATE TABLE definition_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  from_date TEXT NOT NULL
    CHECK (length(from_date) IN (4, 7, 10)
      AND (from_date GLOB '[12][0-9][0-9][0-9]' OR from_date || '-01' IS date(from_date || '-01', '+0 days') OR from_date IS date(from_date, '+0 days'))),
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;

CREATE INDEX definition_change_indicator ON definition_change (indicator_id);

CREATE TABLE observation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  "on" TEXT NOT NULL
    CHECK (length("on") IN (4, 7, 10)
      AND ("on" GLOB '[12][0-9][0-9][0-9]' OR "on" GLOB '[12][0-9][0-9][0-9]-T[12]' OR "on" || '-01' IS date("on" || '-01', '+0 days') OR "on" IS date("on", '+0 days'))),
  value REAL CHECK (abs(value) < 1e300),
  n INTEGER CHECK (n >= 0),
  source TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (indicator_id, "on")
) STRICT;

CREATE TABLE target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  "on" TEXT NOT NULL
    CHECK (length("on") IN (4, 7, 10)
      AND ("on" GLOB '[12][0-9][0-9][0-9]' OR "on" GLOB '[12][0-9][0-9][0-9]-T[12]' OR "on" || '-01' IS date("on" || '-01', '+0 days') OR "on" IS date("on", '+0 days'))),
  value REAL NOT NULL CHECK (abs(value) < 1e300),
  UNIQUE (indicator_id, "on")
) STRICT;

CREATE TABLE period (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE CHECK (code GLOB '[0-9][0-9][0-9][0-9]' OR code GLOB '[0-9][0-9][0-9][0-9]-T[12]'),
  start_date TEXT NOT NULL CHECK (start_date IS date(start_date, '+0 days')),
  end_date TEXT NOT NULL CHECK (end_date IS date(end_date, '+0 days')),
  due_date TEXT NOT NULL CHECK (due_date IS date(due_date, '+0 days')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  CHECK (start_date <= end_date)
) STRICT;

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  measure_id INTEGER NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
  period_id INTEGER NOT NULL REFERENCES period (id),
  party_id INTEGER NOT NULL REFERENCES party (id),
  status TEXT CHECK (status IN ('not_started', 'in_progress', 'done', 'late', 'cancelled')),
  assessment TEXT CHECK (assessment IN ('green', 'yellow', 'red', 'none')),
  outlook TEXT CHECK (outlook IN ('reached', 'expected', 'uncertain', 'not_expected', 'not_reached')),
  progress INTEGER CHECK (progress BETWEEN 0 AND 100),
  comment TEXT NOT NULL DEFAULT '',
  deviation TEXT NOT NULL DEFAULT '',
  corrective_action TEXT NOT NULL DEFAULT '',
  forecast TEXT NOT NULL DEFAULT '',
  outcome_ore INTEGER,
  obstacle TEXT NOT NULL DEFAULT '',
  decision_needed TEXT NOT NULL DEFAULT '',
  reported_on TEXT CHECK (reported_on IS date(reported_on, '+0 days')),
  UNIQUE (measure_id, period_id, party_id)
) STRICT;

CREATE INDEX follow_up_period ON follow_up (period_id, party_id);

CREATE INDEX follow_up_party ON follow_up (party_id);

CREATE TABLE obstacle (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL CHECK (text <> ''),
  raised_on TEXT CHECK (raised_on IS date(raised_on, '+0 days')),
  owner_party_id INTEGER REFERENCES party (id),
  owner_body_id INTEGER REFERENCES body (id),
  escalated_to_id INTEGER REFERENCES body (id),
  measure_id INTEGER REFERENCES measure (id) ON DELETE SET NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'solved', 'accepted')),
  closed_on TEXT CHECK (closed_on IS date(closed_on, '+0 days')),
  resolution TEXT NOT NULL DEFAULT ''
, secrecy TEXT NOT NULL DEFAULT 'internal' CHECK (secrecy IN ('open', 'internal', 'may_be_secret'))) STRICT;

CREATE TABLE obstacle_party (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  obstacle_id INTEGER NOT NULL REFERENCES obstacle (id) ON DELETE CASCADE,
  party_id INTEGER NOT NULL REFERENCES party (id),
  UNIQUE (obstacle_id, party_id)
) STRICT;

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id INTEGER NOT NULL REFERENCES body (id),
  number INTEGER NOT NULL CHECK (number > 0),
  "on" TEXT NOT NULL CHECK ("on" IS date("on", '+0 days')),
  start TEXT CHECK (start IS strftime('%H:%M', start)),
  "end" TEXT CHECK ("end" IS strftime('%H:%M', "end")),
  place TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sent', 'held', 'adjusted')),
  notes TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX meeting_body ON meeting (body_id, "on");

CREATE TABLE agenda_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL DEFAULT 'information' CHECK (kind IN ('information', 'discussion', 'decision')),
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  presenter TEXT NOT NULL DEFAULT '',
  background TEXT NOT NULL DEFAULT '',
  proposal TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  secrecy TEXT NOT NULL DEFAULT 'open' CHECK (secrecy IN ('open', 'internal', 'may_be_secret')),
  measure_id INTEGER REFERENCES measure (id) ON DELETE SET NULL,
  obstacle_id INTEGER REFERENCES obstacle (id) ON DELETE SET NULL,
  indicator_id INTEGER REFERENCES indicator (id) ON DELETE SET NULL
, outcome TEXT CHECK (outcome IN ('closed', 'carried', 'tabled', 'referred_back')), carried_from_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL) STRICT;

CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  text TEXT NOT NULL CHECK (text <> ''),
  party_id INTEGER REFERENCES party (id),
  responsible TEXT NOT NULL DEFAULT '',
  due_date TEXT CHECK (due_date IS date(due_date, '+0 days')),
  measure_id INTEGER REFERENCES measure (id) ON DELETE SET NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
  done_on TEXT CHECK (done_on IS date(done_on, '+0 days')), obstacle_id INTEGER REFERENCES obstacle (id) ON DELETE SET NULL,
  UNIQUE (meeting_id, number)
) STRICT;

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL CHECK (text <> ''),
  meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
  decision_id INTEGER REFERENCES decision (id) ON DELETE SET NULL,
  measure_id INTEGER REFERENCES measure (id) ON DELETE SET NULL,
  party_id INTEGER REFERENCES party (id),
  responsible TEXT NOT NULL DEFAULT '',
  due_date TEXT CHECK (due_date IS date(due_date, '+0 days')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
  done_on TEXT CHECK (done_on IS date(done_on, '+0 days'))
) STRICT;

CREATE INDEX task_open ON task (state, due_date);

CREATE TABLE file (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL DEFAULT '',
  added_at TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE paper (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
  title TEXT NOT NULL CHECK (title <> ''),
  file_sha256 TEXT NOT NULL REFERENCES file (sha256),
  position INTEGER NOT NULL DEFAULT 0
, secrecy TEXT NOT NULL DEFAULT 'open' CHECK (secrecy IN ('open', 'internal', 'may_be_secret'))) STRICT;

CREATE INDEX paper_item ON paper (item_id);

CREATE TABLE issued_pack (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 0),
  made_at TEXT NOT NULL,
  file_sha256 TEXT NOT NULL REFERENCES file (sha256), content_sha256 TEXT REFERENCES file (sha256), profile TEXT NOT NULL DEFAULT '', masked TEXT NOT NULL DEFAULT '[]',
  UNIQUE (meeting_id, version)
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL,
  file_sha256 TEXT NOT NULL REFERENCES file (sha256),
  file_name TEXT NOT NULL,
  party_id INTEGER REFERENCES party (id),
  period_id INTEGER REFERENCES period (id),
  new_count INTEGER NOT NULL DEFAULT 0,
  changed_count INTEGER NOT NULL DEFAULT 0,
  same_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE provenance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  cell TEXT NOT NULL DEFAULT '',
  original TEXT NOT NULL DEFAULT '',
  UNIQUE (table_name, row_id, field)
) STRICT;

CREATE INDEX provenance_batch ON provenance (batch_id);

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

CREATE TABLE change_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  label_values TEXT NOT NULL DEFAULT '{}',
  made_at TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo', 'found')),
  target_id INTEGER REFERENCES change_set (id)
) STRICT;

CREATE INDEX change_set_target ON change_set (target_id) WHERE target_id IS NOT NULL;

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_set_id INTEGER NOT NULL REFERENCES change_set (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE INDEX change_in_set ON change (change_set_id);

CREATE INDEX change_of_row ON change (table_name, row_id);

CREATE VIRTUAL TABLE search USING fts5 (
  title, body, table_name UNINDEXED, row_id UNINDEXED,
  tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3'
);

CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3);

CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

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

CREATE TABLE reading_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('sheet', 'column', 'word', 'measure')),
  written TEXT NOT NULL CHECK (written <> ''),
  meaning TEXT NOT NULL DEFAULT '',
  UNIQUE (party_id, kind, written)
) STRICT;

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

CREATE TABLE wheel_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  last_month INTEGER CHECK (last_month BETWEEN 1 AND 12),
  title TEXT NOT NULL CHECK (title <> ''),
  body_id INTEGER REFERENCES body (id) ON DELETE SET NULL,
  years TEXT NOT NULL DEFAULT 'every' CHECK (years IN ('every', 'odd', 'even')),
  note TEXT NOT NULL DEFAULT ''
) STRICT;

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

CREATE TABLE recusal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
  seat_id INTEGER REFERENCES seat (id) ON DELETE SET NULL,
  role TEXT NOT NULL CHECK (role <> ''),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX recusal_item ON recusal (item_id);

CREATE TABLE sealed_minutes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting (id) ON DELETE CASCADE,
  sealed_on TEXT NOT NULL CHECK (sealed_on IS date(sealed_on, '+0 days')),
  sealed_by TEXT NOT NULL CHECK (sealed_by <> ''),
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  item_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
  made_on TEXT NOT NULL CHECK (made_on IS date(made_on, '+0 days')),
  text TEXT NOT NULL CHECK (text <> ''),
  reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE INDEX correction_meeting ON correction (meeting_id);

CREATE TABLE pack_profile (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id INTEGER REFERENCES body (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  parts TEXT NOT NULL DEFAULT '[]',
  is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
  with_papers INTEGER NOT NULL DEFAULT 1 CHECK (with_papers IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX pack_profile_once ON pack_profile (coalesce(body_id, 0), name);

