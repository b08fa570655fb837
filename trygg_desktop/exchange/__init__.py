"""Workbooks out and in: what the parties get, and what they send back."""
