"""The rest of the plain service, written by program: as many routes, pydantic models and records as the service has.

What openapi.json says of the service's routes and models, and PynamoDB of its records, is written down as a user would
write it. A route so made answers what was recorded of the service's (`bench/plain/replayed.py`).
"""

import keyword
from collections.abc import Iterator, Mapping
from typing import Any

from pynamodb import attributes
from pynamodb.models import Model

from bench.plain import shapes
from bench.plain.app import app

type Schema = Mapping[str, Any]

_HEAD = '''"""Written by bench/plain/whole.py."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field
from pynamodb.attributes import *
from pynamodb.models import Model

from bench.plain.app import app, authenticated, body
from bench.plain.replayed import replayed
from bench.plain.shapes import *
from bench.plain.shapes import Shape
'''
_BUILT_IN = {"integer": "int", "number": "float", "boolean": "bool", "null": "None", "object": "dict[str, Any]"}
_FORMATS = {"date": "date", "date-time": "datetime"}
_LIMITS = {
    "pattern": "pattern",
    "maxLength": "max_length",
    "minLength": "min_length",
    "maxItems": "max_length",
    "minItems": "min_length",
    "maximum": "le",
    "minimum": "ge",
}


def source(document: Schema, records: list[type[Model]]) -> str:
    """The Python of a module that completes `bench.plain.app`: `document` is openapi.json, `records` the models."""
    schemas = document["components"]["schemas"]
    own = [name for name in schemas if not hasattr(shapes, name)]
    parts = [_shape(name, schemas[name]) for name in _in_order(own, schemas)]
    parts += [_record(record) for record in records]
    parts += [_route(*route) for route in _routes(document) if not _is_there(*route[:2])]
    return "\n\n".join([_HEAD, *parts]) + "\n"


def _in_order(names: list[str], schemas: Schema) -> Iterator[str]:
    """Each after those that it names."""
    done: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in done or name not in names:
            return
        done.add(name)
        for each in _named(schemas[name]):
            yield from visit(each)
        yield name

    for name in names:
        yield from visit(name)


def _named(schema: Any) -> Iterator[str]:
    """The schemas that a schema names anywhere within."""
    if isinstance(schema, list):
        for each in schema:
            yield from _named(each)
    elif isinstance(schema, dict):
        if "$ref" in schema:
            yield _name(schema)
        for each in schema.values():
            yield from _named(each)


def _name(schema: Schema) -> str:
    return str(schema["$ref"].rpartition("/")[2])


def _shape(name: str, schema: Schema) -> str:
    required = schema.get("required", ())
    fields = [_field(each, found, each in required) for each, found in schema.get("properties", {}).items()]
    return "\n".join([f"class {name}(Shape):", *(fields or ["    pass"])])


def _field(name: str, schema: Schema, required: bool) -> str:
    told = f"default={schema.get('default')!r}" if not required else "..."
    if keyword.iskeyword(name):
        return f"    {name}_: {_type(schema)} = Field({told}, alias={name!r})"
    return f"    {name}: {_type(schema)}" + ("" if required else f" = {schema.get('default')!r}")


def _type(schema: Schema) -> str:
    """A schema as an annotation."""
    if "$ref" in schema:
        return _name(schema)
    if "anyOf" in schema:
        return " | ".join(_type(each) for each in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return f"Literal[{', '.join(map(repr, schema.get('enum') or [schema['const']]))}]"
    plain = _plain(schema)
    limits = [f"{ours}={schema[theirs]!r}" for theirs, ours in _LIMITS.items() if theirs in schema]
    return f"Annotated[{plain}, Field({', '.join(limits)})]" if limits else plain


def _plain(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"list[{_type(schema['items'])}]"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"dict[str, {_type(schema['additionalProperties'])}]"
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), "str")
    return _BUILT_IN.get(str(kind), "Any")


def _record(record: type[Model]) -> str:
    lines = [f"class {record.__name__}Plain(Model):"]
    lines += ["    class Meta:", f"        table_name = {record.Meta.table_name!r}", ""]
    for name, attribute in record.get_attributes().items():
        kind = next(each for each in type(attribute).__mro__ if hasattr(attributes, each.__name__))
        keys = [f"{key}=True" for key in ("hash_key", "range_key") if getattr(attribute, f"is_{key}")]
        null = ["null=True"] if attribute.null else []
        bare = kind is attributes.DiscriminatorAttribute
        legacy = ["legacy_encoding=False"] if issubclass(kind, attributes.BinaryAttribute) else []
        lines.append(f"    {name} = {kind.__name__}({'' if bare else ', '.join([*keys, *null, *legacy])})")
    return "\n".join(lines)


def _routes(document: Schema) -> Iterator[tuple[str, str, Schema]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield method.upper(), path, operation


def _is_there(method: str, path: str) -> bool:
    return method in app.routes.get(path, {})


def _route(method: str, path: str, operation: Schema) -> str:
    name = operation["operationId"].translate({ord(each): "_" for each in "{}-"})
    parameters = ", ".join(f"{each['name']}: str" for each in operation["parameters"] if each["in"] == "path")
    lines = [f"@app.route({path!r}, methods=[{method!r}])", f"def {name}({parameters}) -> Response:"]
    if "x-roles" in operation:
        lines.append(f"    authenticated({', '.join(map(repr, operation['x-roles']))})")
    if "requestBody" in operation:
        lines.append(f"    body({_content(operation['requestBody'])})")
    done = next(answer for status, answer in operation["responses"].items() if status != "default")
    return "\n".join([*lines, f"    return replayed({_content(done)})"])


def _content(holder: Schema) -> str:
    """The model of a body or an answer; None where it has none."""
    found = holder.get("content", {}).get("application/json")
    return _name(found["schema"]) if found else "None"
