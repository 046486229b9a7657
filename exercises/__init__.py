"""What is asked: folder format, versions, variants, submissions, gradings, authoring."""
