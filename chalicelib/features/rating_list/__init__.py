"""The national list of ratings by names: polled, resolved to counties, published; strange ones held for two people."""
