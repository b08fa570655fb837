"""The project file: one SQLite database, read as frozen records and written through one door."""
