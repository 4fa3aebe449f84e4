"""Where a stack lives: an AWS account, or the local cloud. The same calls reach both."""

from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config

REGION = "ap-southeast-1"
APP = "kangma"
AT_ONCE = 32
"""Calls of one service that a command of operation has open at once, at most."""


@dataclass(frozen=True)
class Home:
    """One stage's home. `endpoint` is None on AWS."""

    stage: str
    endpoint: str | None = None
    region: str = REGION
    _clients: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def on_aws(cls, stage: str) -> "Home":
        """The stage in the account and region that the shell's credentials name."""
        return cls(stage, region=boto3.Session().region_name or REGION)

    @property
    def stack(self) -> str:
        return f"{APP}-{self.stage}"

    def client(self, service: str) -> Any:
        """A client for a service, made once."""
        if service not in self._clients:
            local = {"aws_access_key_id": "test", "aws_secret_access_key": "test"} if self.endpoint else {}
            self._clients[service] = boto3.client(
                service,
                region_name=self.region,
                endpoint_url=self.endpoint,
                config=Config(read_timeout=120, max_pool_connections=AT_ONCE),
                **local,
            )
        return self._clients[service]

    def outputs(self) -> dict[str, str]:
        """The stack's outputs; empty when it is not there."""
        found = self.describe()
        return {o["OutputKey"]: o["OutputValue"] for o in found.get("Outputs", [])}

    def settings(self) -> dict[str, str]:
        """What the functions find in their environment, by its name there."""
        outputs = self.describe().get("Outputs", [])
        return {o["Description"]: o["OutputValue"] for o in outputs if o["OutputKey"].startswith("Setting")}

    def environment(self) -> dict[str, str]:
        """What a process of ours needs in its environment to work on this stage as its functions do."""
        keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        local = {"AWS_ENDPOINT_URL": self.endpoint, **keys} if self.endpoint else {}
        return {**self.settings(), "AWS_DEFAULT_REGION": self.region, **local}

    def resources(self) -> dict[str, str]:
        """Physical ids by logical id."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.stack)
        items = [item for page in pages for item in page["StackResourceSummaries"]]
        return {r["LogicalResourceId"]: r["PhysicalResourceId"] for r in items if r.get("PhysicalResourceId")}

    def describe(self) -> dict[str, Any]:
        """CloudFormation's description of the stack; empty when it is not there."""
        cloud = self.client("cloudformation")
        try:
            found = cloud.describe_stacks(StackName=self.stack)["Stacks"][0]
        except cloud.exceptions.ClientError as error:
            if "does not exist" in str(error):
                return {}
            raise
        return {} if found["StackStatus"] in ("DELETE_COMPLETE", "REVIEW_IN_PROGRESS") else dict(found)
