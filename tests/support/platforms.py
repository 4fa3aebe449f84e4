"""The counterparts of WeChat and Alipay that tests in this process share, whatever cloud they run in."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from local import alipay_provider, oauth_platforms, wechat_messages, wechat_provider
from local.alipay_provider import Alipay
from local.wechat_messages import Messages
from local.wechat_provider import WeChat


@cache
def made() -> tuple[WeChat, Alipay, dict[str, str]]:
    """Both, and what the service has of them among its values."""
    told, kept = oauth_platforms.new_keys()
    return WeChat(), oauth_platforms.alipay_of(told), kept


def register(public_url: str) -> None:
    """Registers where both lead back to, as is done at the platforms."""
    wechat, alipay, _ = made()
    wechat.hosts, alipay.back_to = (str(urlsplit(public_url).hostname),), (f"{public_url}/",)


@cache
def messages() -> Messages:
    """WeChat's messages, of the same account."""
    return Messages(made()[0])


def counterpart(platform: str) -> WeChat | Alipay:
    """The one by its name."""
    wechat, alipay, _ = made()
    return wechat if platform == "wechat" else alipay


@contextmanager
def served(server: ThreadingHTTPServer) -> Iterator[None]:
    """A server that answers meanwhile."""
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def server(port: int) -> ThreadingHTTPServer:
    """Serves both, bound and not yet running."""
    wechat, alipay, _ = made()
    return oauth_platforms.serve(port, wechat, alipay, messages())


def settings(port: int) -> dict[str, str]:
    """The environment of a service that reaches them at this port."""
    origin = f"http://127.0.0.1:{port}"
    return {
        "WECHAT_APP": wechat_provider.APPLICATION,
        "WECHAT_URL": f"{origin}/wechat",
        "WECHAT_PAGE": f"{origin}/wechat/connect/oauth2/authorize",
        "WECHAT_TEMPLATE": wechat_messages.TEMPLATE,
        "WECHAT_CONFIRM_PAGE": f"{origin}/wechat/mp/subscribemsg",
        "ALIPAY_APP": alipay_provider.APPLICATION,
        "ALIPAY_URL": f"{origin}/alipay/gateway.do",
        "ALIPAY_PAGE": f"{origin}/alipay/oauth2/publicAppAuthorize.htm",
    }
