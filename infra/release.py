"""`make deploy`: a stage's package and its built pages to AWS.

python -m infra.release STAGE
"""

import sys
import time

from infra import account
from infra.deploy import deploy, load_template
from infra.home import Home
from infra.package import package
from infra.pages import publish
from infra.stack import DeploymentFailed
from infra.stages import Lacking, parameters_of


def release(stage: str) -> None:
    """Packages and deploys a stage to AWS and publishes its pages."""
    parameters = parameters_of(stage)
    home, out = Home.on_aws(stage), package(stage)
    account.prepare(home)
    deploy(home, load_template(out), out, parameters)
    outputs = home.outputs()
    publish(home, outputs["WebBucketName"], api="")
    _forget_pages(home, outputs["DistributionId"])
    print(f"{stage}: {parameters['PublicUrl']} (distribution {outputs['DistributionDomain']})")


def _forget_pages(home: Home, distribution: str) -> None:
    """Has the distribution ask for every page again; files under assets/ never change."""
    pages = {"Quantity": 1, "Items": ["/*"]}
    home.client("cloudfront").create_invalidation(
        DistributionId=distribution, InvalidationBatch={"Paths": pages, "CallerReference": str(time.time_ns())}
    )


if __name__ == "__main__":
    try:
        release(sys.argv[1])
    except (DeploymentFailed, LookupError, Lacking) as problem:
        raise SystemExit(str(problem)) from problem
