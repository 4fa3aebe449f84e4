"""API Gateway's own answers in the local cloud.

On AWS they are part of the API's definition, where the SAM transform puts them. The local cloud reads
them only through the API for gateway responses, and takes them at the next deployment of the API.
"""

from typing import Any

from infra.home import Home


def put_gateway_responses(home: Home, template: dict[str, Any]) -> None:
    """Gives the local API the answers that the template defines."""
    gateway, api = home.client("apigateway"), home.outputs()["RestAPIId"]
    for kind, answer in template["Resources"]["RestAPI"]["Properties"]["GatewayResponses"].items():
        headers = answer.get("ResponseParameters", {}).get("Headers", {})
        gateway.put_gateway_response(
            restApiId=api,
            responseType=kind,
            statusCode=answer["StatusCode"],
            responseParameters={f"gatewayresponse.header.{name}": value for name, value in headers.items()},
            responseTemplates=answer["ResponseTemplates"],
        )
    gateway.create_deployment(restApiId=api, stageName="api")
