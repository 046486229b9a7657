# caught by: goes_up
def early_stop(losses, patience, min_delta=0.0):
    best = 1
    for epoch, loss in enumerate(losses, start=1):
        if loss < losses[best - 1] - min_delta:
            best = epoch
        elif epoch - best >= patience:
            return epoch, best
    return len(losses), best
