"""How far each role reaches at log-in by WeChat and Alipay, and at messages by WeChat."""

from tests.routes.cells import OPEN, SELF, Case

CASES: dict[str, Case] = {
    "GET /v1/login/platforms": Case(OPEN),
    "POST /v1/login/platforms/{platform}/start": Case(OPEN, lambda w: "/v1/login/platforms/wechat/start"),
    "POST /v1/login/platforms/{platform}/sessions": Case(OPEN, lambda w: "/v1/login/platforms/wechat/sessions"),
    "GET /v1/me/platforms": Case(SELF),
    "PUT /v1/me/platforms/{platform}": Case(SELF, lambda w: "/v1/me/platforms/wechat"),
    "DELETE /v1/me/platforms/{platform}": Case(SELF, lambda w: "/v1/me/platforms/wechat"),
    "POST /v1/me/wechat-agreements/start": Case(SELF),
    "POST /v1/me/wechat-agreements": Case(SELF),
}
