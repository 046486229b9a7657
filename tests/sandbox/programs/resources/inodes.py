# row: disk, /dev/shm, inode fill, deep and odd names
# expect: error passed

def double(x):
    for n in range(1_000_000):
        open(f"/tmp/{n}", "w").close()
    return 2 * x
