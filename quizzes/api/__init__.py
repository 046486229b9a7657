"""REST: quizzes, attempts, submitting, grades."""
