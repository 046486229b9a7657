# caught by: dilation
def conv_out(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * k) // s + 1
