"""How Gradus writes: typography, numbers, dates, Markdown, marks. Used by the template tags."""
