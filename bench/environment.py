"""The environment of the service in the benchmarks: names only, nothing is imported for it."""

TABLES = tuple(f"bench-{name}" for name in ("people", "accounts", "epidemic", "venues", "operations"))
QUEUE = "https://sqs.ap-southeast-1.amazonaws.com/000000000000/"

ENVIRONMENT = {
    "STAGE": "local",
    **{f"{name.removeprefix('bench-').upper()}_TABLE": name for name in TABLES},
    **{
        f"{name.upper()}_QUEUE_URL": QUEUE + name
        for name in ("messages", "codes", "certification", "rescoring", "simulation", "exports")
    },
    "SERVICE_SECRET": "bench-service",
    "SIGNING_SECRET": "bench-signing",
    "DATA_KEY": "alias/bench",
    "PHOTOS_BUCKET": "bench-photos",
    "IMPORTS_BUCKET": "bench-imports",
    "IMPORTS_KEY": "alias/bench",
    "AUDIT_BUCKET": "bench-audit",
    "WEB_BUCKET": "bench-web",
    "PUBLIC_URL": "https://kangma.example",
    "IDENTITY_URL": "https://identity.example",
    "ISSUER": "QH",
    "PUSH_HOSTS": "fcm.googleapis.com",
    "WECHAT_APP": "bench",
    "WECHAT_TEMPLATE": "bench",
    "EXCHANGE_ID": "630000",
    "EXCHANGE_REGION": "63",
    "POWERTOOLS_SERVICE_NAME": "kangma",
    "POWERTOOLS_METRICS_NAMESPACE": "Kangma",
    "LOG_LEVEL": "WARNING",
    "AWS_DEFAULT_REGION": "ap-southeast-1",
    "AWS_REGION": "ap-southeast-1",
    # Otherwise what is stored is sent in signed chunks, which memory does not read.
    "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
}
