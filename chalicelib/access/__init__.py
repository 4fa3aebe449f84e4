"""Authentication and permission: who is asking, what they may do, requests that count once."""
