"""Pages of exercises: a teacher's list, upload, gate report, mending."""
