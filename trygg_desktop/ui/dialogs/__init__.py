"""Windows over the window: about, shortcuts, errors, previews."""
