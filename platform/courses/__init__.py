"""Courses, enrolments, deadlines, accommodations."""
