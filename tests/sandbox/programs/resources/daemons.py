# row: daemons, zombies, late threads
# expect: passed

import contextlib, os, threading, time

left = []


def leave(after):
    if not os.fork():
        with contextlib.suppress(OSError):  # a child that raised would answer for its parent
            os.setsid()
        time.sleep(after)
        os._exit(0)


def double(x):
    if not left:
        left.extend([leave(600), leave(600), leave(600), leave(0)])  # the last one: a zombie
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        threading.Thread(target=time.sleep, args=(600,)).start()
    return 2 * x
