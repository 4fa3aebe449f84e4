"""A stack brought to a template, whatever its last deployment left it in."""

from collections.abc import Mapping

from botocore.exceptions import ClientError, WaiterError

from infra.home import Home

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_NEVER_MADE = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"})
"""A first creation that failed, or a deletion: such a stack takes no update, it can only be deleted and made anew."""


class DeploymentFailed(Exception):
    """CloudFormation refused; the message names the resource and the reason."""


def bring(home: Home, template_url: str, parameters: dict[str, str]) -> None:
    """Creates or updates the stack and waits. Raises DeploymentFailed with the resource and the reason.

    On AWS tables are protected once everything is made: what is protected no rollback of a first creation takes away.
    """
    try:
        exists = _made_ready(home)
        if not exists:
            _ask(home, "create", template_url, parameters, protected=False)
        if exists or not home.endpoint:
            _ask(home, "update", template_url, parameters, protected=True)
    except WaiterError as error:
        raise DeploymentFailed(_reason(home)) from error
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise DeploymentFailed(str(error)) from error


def _ask(home: Home, what: str, template_url: str, parameters: Mapping[str, str], *, protected: bool) -> None:
    told = {**parameters, "Protected": str(protected).lower()}
    given = [{"ParameterKey": k, "ParameterValue": v} for k, v in told.items()]
    request = {"StackName": home.stack, "TemplateURL": template_url, "Capabilities": CAPABILITIES, "Parameters": given}
    getattr(home.client("cloudformation"), f"{what}_stack")(**request)
    _wait(home, f"stack_{what}_complete")


def _made_ready(home: Home) -> bool:
    """Whether there is a stack to update. One that was never made is deleted first, so that a first deployment can be
    repeated: what outlives a stack is RetainExceptOnCreate and went with its rollback."""
    status = str(home.describe().get("StackStatus", ""))
    if status.endswith("_IN_PROGRESS"):
        raise DeploymentFailed(f"Another deployment of {home.stack} is under way ({status}): wait for its end.")
    if status == "UPDATE_ROLLBACK_FAILED":
        advice = f"aws cloudformation continue-update-rollback --stack-name {home.stack}"
        raise DeploymentFailed(f"The last update of {home.stack} could not be rolled back: {advice}")
    if status in _NEVER_MADE:
        home.client("cloudformation").delete_stack(StackName=home.stack)
        _wait(home, "stack_delete_complete")
        return False
    return bool(status)


def _wait(home: Home, kind: str) -> None:
    # Local stacks are there at once; a distribution on AWS takes minutes.
    delay = 0.3 if home.endpoint else 10
    waiter = home.client("cloudformation").get_waiter(kind)
    waiter.wait(StackName=home.stack, WaiterConfig={"Delay": delay, "MaxAttempts": 400})


def _reason(home: Home) -> str:
    events = home.client("cloudformation").describe_stack_events(StackName=home.stack)["StackEvents"]
    failed = [e for e in events if e["ResourceStatus"].endswith("FAILED") and e.get("ResourceStatusReason")]
    lines = [f"{e['LogicalResourceId']}: {e['ResourceStatusReason']}" for e in reversed(failed)]
    return "The deployment failed. " + ("; ".join(lines[:3]) or "CloudFormation gave no reason.")
