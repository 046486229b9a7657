"""The only shared code: errors, events (outbox), audit, idempotency, enqueue, clock."""
