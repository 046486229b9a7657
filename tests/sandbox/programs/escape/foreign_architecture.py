# row: personality(2) and 32-bit calls
# expect: crashed passed

import ctypes, errno

libc = ctypes.CDLL(None, use_errno=True)
REFUSED = (errno.EPERM, errno.ENOSYS, errno.EACCES)


def refused(*call):
    ctypes.set_errno(0)
    return libc.syscall(*(ctypes.c_long(a) for a in call)) < 0 and ctypes.get_errno() in REFUSED


import mmap


def held():
    if not refused(135, 0x0008):
        return False
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20 (getpid of i386); int 0x80; ret
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return ctypes.CFUNCTYPE(ctypes.c_long)(address)() < 0


def double(x):
    return 2 * x if held() else 0 * x
