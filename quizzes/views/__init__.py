"""Pages of quizzes: fetch through ``access``, call one selector or service, render."""
