def conv_out(n, k, s=1, p=0, d=1):
    count, start = 0, -p
    while start + d * (k - 1) < n + p:
        count, start = count + 1, start + s
    return count
