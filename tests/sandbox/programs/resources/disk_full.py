# row: disk, /dev/shm, inode fill, deep and odd names
# expect: error passed memory

def double(x):
    for folder in ("/tmp", "/dev/shm"):
        with open(f"{folder}/full", "wb") as file:
            for _ in range(4096):
                file.write(bytes(2**20))
    return 2 * x
