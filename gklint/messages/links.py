"""Why an address could not be reached, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.lang import Localised, filled

if TYPE_CHECKING:
    from collections.abc import Mapping

LINK_REASONS: Final = {
    "gone": Localised("服务器答复 $status，页面不存在", "the server answers $status: no such page"),
    "http_status": Localised("服务器答复 $status", "the server answers $status"),
    "name_not_found": Localised("域名不存在", "there is no such host"),
    "timeout": Localised("超时未答复", "no answer in time"),
    "refused": Localised("连接被拒绝", "the connection was refused"),
    "tls": Localised("安全证书或加密方式有问题", "the certificate or encryption is not accepted"),
    "private_address": Localised(
        "指向内网地址 $address，未访问", "leads to the private address $address, not asked"
    ),
    "too_many_redirects": Localised("跳转次数过多", "too many redirects"),
    "bad_url": Localised("网址写法有误", "not a valid address"),
    "broken_off": Localised("连接中断", "the connection broke off"),
    "size": Localised("内容过大", "the answer is too large"),
    "sent_home": Localised("跳转到了网站首页", "it leads to the site's home page"),
    "says_missing": Localised("页面提示内容不存在", "the page says its content is not there"),
    "answers_anything": Localised(
        "该网站对不存在的网址也返回同样的页面", "the site gives the same page for any address"
    ),
}


NO_LINKS: Final = Localised(
    "文件里没有任何链接，可能不是完整的网页",
    "the file holds no link at all and may be part of a page",
)


def link_reason(key: str, params: Mapping[str, str]) -> Localised:
    """The reason `key` with its parameters filled in."""
    template = LINK_REASONS.get(key, LINK_REASONS["broken_off"])
    return filled(template, **params)
