# caught by: stride_one
def windows(x, w, s):
    n = len(x) // w
    return x[: n * w].reshape(n, w)
