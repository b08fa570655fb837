"""The small pieces that pages are made of."""
