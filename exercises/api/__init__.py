"""REST: exercises, variants, submissions read, gradings and their events."""
