"""`make deploy`: a stage's package and its built pages to AWS.

python -m infra.release STAGE
"""

import json
import sys
import time

from infra.deploy import DeploymentFailed, deploy, load_template
from infra.home import Home
from infra.package import ROOT, package
from infra.pages import publish


def release(stage: str) -> None:
    """Packages and deploys a stage to AWS and publishes its pages."""
    settings = json.loads((ROOT / "infra" / "stages.json").read_text()).get(stage)
    if settings is None:
        raise SystemExit(f"There is no stage {stage} in infra/stages.json.")
    home, out = Home.on_aws(stage), package(stage)
    deploy(home, load_template(out), out, settings)
    outputs = home.outputs()
    publish(home, outputs["WebBucketName"], api="")
    _forget_pages(home, outputs["DistributionId"])
    _hear_of_messages(home, outputs["SmsReporterRole"])
    print(f"{stage}: {settings['PublicUrl']} (distribution {outputs['DistributionDomain']})")


def _hear_of_messages(home: Home, role: str) -> None:
    """Has SNS report on every text message. A setting of the account, which no template can make."""
    wanted = {"DeliveryStatusIAMRole": role, "DeliveryStatusSuccessSamplingRate": "100"}
    home.client("sns").set_sms_attributes(attributes=wanted)


def _forget_pages(home: Home, distribution: str) -> None:
    """Has the distribution ask for every page again; files under assets/ never change."""
    pages = {"Quantity": 1, "Items": ["/*"]}
    home.client("cloudfront").create_invalidation(
        DistributionId=distribution, InvalidationBatch={"Paths": pages, "CallerReference": str(time.time_ns())}
    )


if __name__ == "__main__":
    try:
        release(sys.argv[1])
    except DeploymentFailed as problem:
        raise SystemExit(str(problem)) from problem
