# row: disk, /dev/shm, inode fill, deep and odd names
# expect: passed error passed-in-part

import os


def double(x):
    os.chdir("/tmp")
    for name in ("a\nb", "\u202egnp.exe", "-rf", " ", "x" * 255):
        open(name, "w").close()
    for _ in range(60):
        os.mkdir("d" * 60)
        os.chdir("d" * 60)
    return 2 * x
