# row: secrets in inherited memory
# expect: passed

import gc, sys


def held():
    words = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "django", "celery")
    if any(name.partition(".")[0] in ("django", "celery", "config", "exercises") for name in sys.modules):
        return False
    found = 0
    for thing in gc.get_objects():
        if type(thing) is dict:
            found += any(isinstance(key, str) and key in words for key in list(thing))
    return not found


def double(x):
    return 2 * x if held() else 0 * x
