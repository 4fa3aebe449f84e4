"""The plain service: the measured paths as a user of Chalice, PynamoDB and pydantic would write them.

It is the yardstick of `bench/cpu.py` and `bench/cold_start.py` (docs/decisions/007-benchmarks.md). It reads and writes
the same items, gives the same answers and shares the domain's pure computing (scoring, tokens, keys, phone numbers,
sentences) with the service. Everything else is those packages used by their documentation, and nothing cleverer.
"""

RECORDED = "BENCH_RECORDED"
"""The environment's variable that names the file with a recorded route's calls and answer."""
