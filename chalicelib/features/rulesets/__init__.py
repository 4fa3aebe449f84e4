"""Rule sets: drafted as data, tried on everybody before they govern, published by two."""
