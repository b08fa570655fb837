"""Trygg Desktop: steering of a municipality's crime-prevention programme from one local file."""

__version__ = "0.1.0"
