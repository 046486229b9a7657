"""Positions 0, s, 2 s, ... as long as the kernel ends inside the padded image."""


def conv_out(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1) - 1) // s + 1
