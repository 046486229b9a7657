# row: settrace/setprofile/__del__/gc callbacks
# expect: failed

import gc, sys


def spy(frame, event, arg):
    if "want" in frame.f_locals:
        frame.f_locals["want"] = frame.f_locals.get("got")
    return spy


sys.settrace(spy)
sys.setprofile(spy)
gc.callbacks.append(lambda phase, info: None)


class Last:
    def __del__(self):
        print("passed")


def double(x):
    Last()
    return 3 * x
