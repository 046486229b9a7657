# row: writing frames to every inherited fd
# expect: failed refused error

import os, struct


def frame(text):
    return struct.pack("<II", len(text), 0) + text


def double(x):
    passed = b"\x83\xa1t\xa4part\xa3key\xa5first\xa7outcome\xa6passed"
    for number in range(0, 64):
        try:
            os.write(number, frame(passed))
        except OSError:
            pass
    return 3 * x
