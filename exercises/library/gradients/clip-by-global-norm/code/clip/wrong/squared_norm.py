# caught by: norm_before
def clip(grads, max_norm):
    norm = sum((g**2).sum() for g in grads)
    return [g * min(1, max_norm / (norm + 1e-6)) for g in grads], norm
