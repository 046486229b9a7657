# row: fork bomb; thread, fd bomb
# expect: processes

import threading, time


def double(x):
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
