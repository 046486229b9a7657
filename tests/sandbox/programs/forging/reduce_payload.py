# row: __reduce__ payload
# expect: refused failed

import os


class Payload:
    def __reduce__(self):
        return (os.system, ("touch /tmp/owned",))


def double(x):
    return Payload()
