# row: replaced json/pickle/struct/sys.modules/import hooks
# expect: failed refused error

import sys


class Everything:
    def __getattr__(self, name):
        return lambda *a, **k: b""


for name in ("json", "pickle", "struct", "msgpack", "marshal"):
    sys.modules[name] = Everything()
import builtins
builtins.__import__ = lambda *a, **k: Everything()


def double(x):
    return 3 * x
