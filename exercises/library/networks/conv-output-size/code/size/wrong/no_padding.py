# caught by: padding
def conv_out(n, k, s=1, p=0, d=1):
    return (n - d * (k - 1) - 1) // s + 1
