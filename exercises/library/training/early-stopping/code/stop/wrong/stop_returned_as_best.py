# caught by: goes_up
def early_stop(losses, patience, min_delta=0.0):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best] - min_delta:
            best = epoch
        elif epoch - best >= patience:
            return epoch, epoch
    return len(losses) - 1, best
