"""Kangma: a health-code platform."""

import sys

# botocore loads pyOpenSSL, which comes along with webauthn, at every start, only to find the standard library's own
# class in it; without it takes that class from where it is. A fifth of what importing botocore costs.
sys.modules.setdefault("urllib3.contrib.pyopenssl", None)  # type: ignore[arg-type]
