"""Storage: the engine below every record, and what else is kept in AWS."""
