"""What the leader does: one verb a function, a module for each journey."""
