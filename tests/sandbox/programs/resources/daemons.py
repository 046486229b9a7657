# row: daemons, zombies, late threads
# expect: passed passed-in-part error refused

import os, threading, time


def double(x):
    for _ in range(3):
        if not os.fork():
            os.setsid()
            time.sleep(600)
            os._exit(0)
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    return 2 * x
