import math


def early_stop(losses, patience, min_delta=0.0):
    record, best, waited = math.inf, 0, 0
    for epoch in range(len(losses)):
        if record == math.inf or losses[epoch] < record - min_delta:
            record, best, waited = losses[epoch], epoch, 0
        else:
            waited += 1
        if waited == patience:
            break
    return epoch, best
