"""Creates the app and registers every blueprint and job; nothing else."""

from typing import Any

from chalice import Rate

from chalicelib.routes import desk, health, login
from chalicelib.routes.http import Application

app = Application("kangma")
app.api.cors = False
for feature in (health.feature, login.feature, desk.feature):
    app.register_blueprint(feature.blueprint)


@app.on_sqs_message(queue="messages", name="messages")
def send_messages(event: Any) -> dict[str, Any]:
    return {"batchItemFailures": []}


@app.on_sqs_message(queue="certification", name="certification")
def certify_people(event: Any) -> dict[str, Any]:
    return {"batchItemFailures": []}


@app.schedule(Rate(1, unit=Rate.MINUTES), name="expiry")
def sweep(event: Any) -> dict[str, int]:
    return {}
