"""What student code may import: one folder per runtime.

``runtime.py`` is run in the nursery: ``PACKAGES`` (distributions to mount), ``warm()``,
``seed(number)``, ``versions()``. ``smoke.py`` is a submission, ``suite.py`` its suite: a worker
that cannot pass them does not serve.
"""
