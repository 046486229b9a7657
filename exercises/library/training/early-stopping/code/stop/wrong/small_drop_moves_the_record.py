# caught by: small_drops
def early_stop(losses, patience, min_delta=0.0):
    record, best, waited = losses[0], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < record - min_delta:
            best, waited = epoch, 0
        else:
            waited += 1
        record = min(record, losses[epoch])
        if waited == patience:
            return epoch, best
    return len(losses) - 1, best
