# caught by: power_zero


def mpow(M, n):
    result = M
    for _ in range(n - 1):
        result = result @ M
    return result
