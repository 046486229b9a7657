# caught by: square
def mpow(M, n):
    return M**n
