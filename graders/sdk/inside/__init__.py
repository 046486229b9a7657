"""The mains of the two kinds of processes: judge and student process."""
