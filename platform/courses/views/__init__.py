"""Pages about a course itself: people, roster, link, settings, tokens."""
