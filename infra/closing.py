"""Methods that API Gateway lets nobody call but who brings the distribution's key (infra/gateway.yaml)."""

from typing import Any

_SCHEME = "distribution"


def closed(template: dict[str, Any]) -> dict[str, Any]:
    """The template with every method of the API asking for a key. Chalice has no word for all of them at once."""
    api = template["Resources"]["RestAPI"]
    body = api["Properties"]["DefinitionBody"]
    paths = {
        path: {verb: {**method, "security": [{_SCHEME: []}]} for verb, method in methods.items()}
        for path, methods in body["paths"].items()
    }
    schemes = {_SCHEME: {"type": "apiKey", "name": "x-api-key", "in": "header"}}
    definition = {**body, "paths": paths, "securityDefinitions": schemes}
    closed_api = {**api, "Properties": {**api["Properties"], "DefinitionBody": definition}}
    return {**template, "Resources": {**template["Resources"], "RestAPI": closed_api}}
