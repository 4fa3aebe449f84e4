"""Who is asking, what they may do, and requests that count once."""
