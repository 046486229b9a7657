"""``make run``: one small process manager for everything Gradus needs on one machine.

Theory of operation
-------------------
``python -m config.run`` is the manager: it imports neither Django nor Celery's workers, starts
each program as a process in a session of its own (so that Ctrl-C reaches the manager alone),
and sleeps in ``sigtimedwait``: there are no threads, no pipes and no polling of children.

  broker    Redis, brought by a Python package, on a free local port (unless REDIS_URL is set)
  grader    grading worker, in an environment that holds the broker's address and no secret
  prepare   migrations, the bundled course, the demo accounts; ends before the next ones start
  web       uvicorn         worker    Celery, queue ``default`` and the clock
  verdicts  Celery, queue ``verdicts``

What dies is started again with a sentence, unless it dies too often. On SIGINT, SIGTERM or
SIGHUP every program gets SIGTERM and some seconds, the broker last; then everything that still
descends from the manager gets SIGKILL, orphans included, because the manager is their
subreaper. Should the manager itself be killed, the kernel sends each program SIGTERM.
"""
