"""Settings: ``dev`` (the default), ``test`` and ``production``, all from ``base``."""
