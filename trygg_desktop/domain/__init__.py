"""What the programme is: frozen records and rules. No files, no database, no window."""
