"""Shaping: Arabic text for renderers that cannot join or order it, free of matplotlib."""
