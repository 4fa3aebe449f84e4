"""An in-process stand-in for AWS below botocore, for populations that the local cloud is too slow for.

Everything above it is real: botocore and PynamoDB serialise, sign, send and parse as ever; only the
network is missing. tests/store/test_memory_store.py holds it to the local cloud's answers (decision 7).
"""
