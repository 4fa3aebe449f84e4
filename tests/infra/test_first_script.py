"""What stands in the residents' page as a script, and the headers that know it by its hash."""

import hashlib
import re
from base64 import b64encode

from infra.package import merged_parts
from local.paths import ROOT


def test_the_headers_know_what_runs_first():
    lines = [line.strip() for line in (ROOT / "web/src/resident/boot.js").read_text().splitlines()]
    script = "\n".join(line for line in lines if line and not re.match(r"//|/?\*", line))
    policy = merged_parts("parameters", "web")["Resources"]["PageHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    text = policy["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    assert re.findall(r"'sha256-([^']+)'", text) == [b64encode(hashlib.sha256(script.encode()).digest()).decode()]
