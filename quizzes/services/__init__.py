"""What can be done to quizzes, attempts and answers: keyword-only, one transaction each."""
