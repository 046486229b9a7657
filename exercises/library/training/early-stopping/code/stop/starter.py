def early_stop(losses, patience, min_delta=0.0):
    """The pair (stop_epoch, best_epoch) of a list of validation losses; epochs count from 0."""
    raise NotImplementedError
