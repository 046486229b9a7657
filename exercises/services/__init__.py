"""What can be done to exercises, submissions and gradings: keyword-only, one transaction each."""
