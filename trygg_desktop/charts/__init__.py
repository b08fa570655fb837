"""What a figure shows, worked out once and drawn twice: on screen by the window, on paper by the packs."""
