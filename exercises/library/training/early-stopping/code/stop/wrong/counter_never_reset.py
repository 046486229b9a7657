# caught by: respite
import math


def early_stop(losses, patience, min_delta=0.0):
    record, best, waited = math.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < record - min_delta:
            record, best = loss, epoch
        else:
            waited += 1
            if waited >= patience:
                return epoch, best
    return len(losses) - 1, best
