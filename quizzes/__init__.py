"""When, for whom, how much: quizzes, slots, attempts, items, gradebook, analytics."""
