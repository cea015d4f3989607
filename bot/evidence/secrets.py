"""Where secrets stand in configurations, logs and messages: a rule for each way of writing them."""

import re
from dataclasses import dataclass

MASK = "•••"


@dataclass(frozen=True)
class Rule:
    """A secret is the group `word`, `quoted` or `single`; the `stems`, in small letters, say where to look at all."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]


# A secret is a word, or everything between quotes; what closes a sentence or a list is no part of it.
_WORD = (
    r"(?!\"?•••)(?:\"(?P<quoted>[^\"\n]{1,300})\"|'(?P<single>[^'\n]{1,300})'"
    r"|(?P<word>[^\s\"'][^\s]{0,2000}?)(?=[,;)\]}>\"']*(?:\.?(?:\s|$))))"
)
_HOW = (
    r"(?:(?:irreversible-cipher|cipher|simple|plain|plaintext|encrypted|hashed"
    r"|clear|hidden|ascii|hex|sha\d*|md5|des\d*|3des|aes\d*|[0-9]{1,2}) +){0,3}+"
)
# Words that follow „password” and the like in sentences and in commands without a secret.
_NOT = (
    r"(?:is|was|are|has|have|had|will|must|may|can|for|of|to|in|on|or|and|the"
    r"|a|an|from|by|with|not|no|only|per|at|as|it|this|that|"
    r"policy|policies|control|recovery|expired?|expires?|expiry|expiration|changed?"
    r"|change|aging|age|history|length|complexity|prompt|"
    r"protection|incorrect|failed|failure|wrong|invalid|reset|authentication|auth"
    r"|required|needed|correct|accepted|rejected|verification|"
    r"alert|alert-expire|alert-original|min-length|minimum|maximum|max|default"
    r"|enabled?|disabled?|check|mode|type|string|strings|name|names|"
    r"features?|figures?|points?|words?|chain|chains|exchange|generat\w+|pair"
    r"|pairs|length|size|id|ids|usage|attempts?|lockout|all|none|null|"
    r"server|client|user|users|local|remote|read|write|ro|rw|view|group|access"
    r"|level|used|using|use|hash|encryption|encrypt|storage|manager|"
    r"md5|sha[\d-]*|aes\d*|3?des\d*|hmac[\w-]*|sm[34]|\d{1,2}(?=\s)|plain|pass-phrase"
    r"|passphrase|pre-shared-key|localized-key|hex|inbound|outbound|esp|ah|"
    r"mismatch|ckn|cak|connectivity-association-key|(?:aes|3?des|sm4|arcfour|chacha|camellia)\d*[_-][\w-]+|"
    r"irreversible-cipher|cipher|simple|encrypted|password|passwords|key|keys"
    r"|secret|community|modify|display|undo|timeout|status|security|ssh|"
    r"i|oraz|lub|nie|jest|to|od|do|na|z|w|dla|się|zmieniono|zmienione|wygasło|wygaslo|dostałem|dostalem)"
)
_SKIP = rf"(?!{_NOT}(?![\w-]))"


def _rule(stems: str, context: str, secret: str = _WORD, flags: int = re.I) -> Rule:
    """A secret behind its context; a line in which none of the stems occurs is not searched."""
    return Rule(tuple(stems.split("|")), re.compile(context + secret, flags))


_AFTER = r"(?<![\w-])"
_AND = r"(?:,|[ ]+(?:i|oraz|lub|albo))[ ]+"  # one password after another
_STRONG = r"(?=[^\s]{0,80}(?:[\d@#$%^&*+=~_]|[!?/](?=\w)))"  # a digit or a sign: no word of a language

RULES = (
    # Huawei: the way of keeping a secret stands before it, or the secret wears its own envelope.
    _rule(
        "%^%#|%@%@|%$%$|%#%#|@%@%|^%^|$1a$|$1c$",
        r"",
        r"(?P<word>(?P<envelope>%\^%#|%@%@|%\$%\$|%#%#|@%@%|\^%\^)[^\n]{1,400}?(?P=envelope)"
        r"|\$1[ac]\$\S{8,400}\$)",
    ),
    _rule("cipher", rf"{_AFTER}(?:irreversible-cipher|cipher)\s+{_SKIP}"),
    _rule(
        "simple|plain",
        rf"{_AFTER}(?:password|key|community|authentication-mode \w+|string-key|md5 \d+"
        rf"|hmac-\w+ \d+|read|write|psk|pass-phrase|secret) (?:simple|plain) +",
    ),
    # SNMP.
    _rule("snmp-agent", rf"{_AFTER}snmp-agent community (?:read|write) (?:cipher +)?+"),
    _rule("snmp-agent", rf"{_AFTER}snmp-agent [^\n•]{{0,120}}?securityname (?:cipher +)?+"),
    _rule(
        "-mode ",
        rf"{_AFTER}(?:authentication-mode|privacy-mode) (?:md5|sha[\w-]*|sm3|des56"
        rf"|3des\w*|aes\d*) (?:(?:cipher|simple) +)?+{_SKIP}",
    ),
    _rule(
        "snmp-server",
        rf"{_AFTER}snmp-server (?:community(?! index)(?:-by-index \S+)?+|host \S+ (?:(?:traps?"
        rf"|informs?|v1|v2c|port \d+|version \w+) ){{0,3}}+) *(?:0 |2 )?+{_SKIP}",
    ),
    _rule(
        "snmp add",
        rf"{_AFTER}configure snmp add (?:community (?:readonly|readwrite)|trapreceiver \S+ community) (?:(?:encrypted"
        rf"|hex) +)?+",
    ),
    _rule("snmpv3 add", rf"{_AFTER}configure snmpv3 add (?:community) (?:(?:encrypted|hex) +)?+"),
    _rule("snmpv3 add", rf"{_AFTER}configure snmpv3 add community [^\n]{{1,200}}? name (?:(?:encrypted|hex) +)?+"),
    _rule(
        "snmpv3 add",
        rf"{_AFTER}configure snmpv3 add user [^\n]{{1,300}}?authentication"
        rf" (?:md5|sha\w*) (?:\d+ )?+(?:(?:auth-encrypted"
        rf"|localized-key|hex|encrypted) +){{0,3}}+",
    ),
    _rule(
        "snmpv3 add",
        rf"{_AFTER}configure snmpv3 add user [^\n]{{1,600}}?privacy (?:(?:des|3des"
        rf"|aes) ?(?:\d+ )?+)?+(?:(?:privacy-encrypted|privacy-localized-key|localized-key"
        rf"|hex|encrypted) +){{0,3}}+",
    ),
    _rule(
        "snmp-server user",
        rf"{_AFTER}snmp-server user [^\n]{{1,200}}?(?:md5|sha\w*) (?:(?:encrypted|clear) +)?+{_SKIP}",
    ),
    _rule(
        "snmp-server user",
        rf"{_AFTER}snmp-server user [^\n]{{1,400}}?(?:des|3des|aes)(?: ?\d+)?+ (?:(?:encrypted"
        rf"|clear) +)?+{_SKIP}",
    ),
    _rule(
        "communit",
        r"(?:bad |wrong |unknown |invalid |incorrect )(?:snmp )?+community(?: name"
        r"| string)?+ ?",
        r"\((?P<word>[^()\n]{1,200})\)",
    ),
    _rule("communit", rf"{_AFTER}(?:community(?:[- ]?(?:name|string))?+)\s{{0,20}}[:=]\s{{0,5}}+(?!\s|$)"),
    _rule("snmp ", rf"{_AFTER}snmp (?:reader|trap-host) [^\n•]{{0,120}}?community "),
    # Keys shared with servers and neighbours.
    _rule(
        "key|secret|pass|hex|psk|cak|auth",
        rf"{_AFTER}(?:shared-key|shared-secret|pre-shared-key|preshared-key|presharedkey"
        rf"|authentication-key|string-key|key-string|pass-phrase|passphrase|ascii-key"
        rf"|hex-key|wpa-psk|"
        rf"encryption-hex (?:(?:inbound|outbound) )?+(?:esp|ah) ?|authentication-hex (?:(?:inbound"
        rf"|outbound) )?+(?:esp|ah) ?|sharedsecret|radius-key|cak|"
        rf"privkey-passphrase|bind-password|manager-password|secret-key|secretkey|access-key"
        rf"|private-key|auth-key|enc-key|connectivity-association-key|simple-password|userpassword|"
        rf"auth-password|priv-password|auth-pass|priv-pass|wpapsk|wpa_passphrase|psk) (?:(?:inbound"
        rf"|outbound) (?:esp |ah )?+)?+{_HOW}{_SKIP}",
    ),
    _rule(
        "radius|tacacs|ldap",
        rf"{_AFTER}(?:radius|tacacs|hwtacacs|ldap)(?:[- ]server)?+[ -][^\n•]{{0,120}}?(?<![\w-])(?:key"
        rf"|secret) {_HOW}{_SKIP}",
    ),
    _rule(
        "key|md5|hmac|sha",
        rf"{_AFTER}(?:ntp|ntp-service|ospf|isis|rip|bgp|vrrp|standby|hsrp|keychain"
        rf"|ip|ipv6|glbp|area|neighbor|peer|macsec|mka|crypto|wireless|security-object"
        rf"|configure|vrf|router|ipsec|ike|bfd)\b"
        rf"[^\n•]{{0,120}}?(?<![\w-])(?:key|md5|message-digest-key|hmac-\w+|sha\d*)(?: \d{{1,10}})?+ (?:md5 "
        rf"|sha\d* |type \S+ )?+{_HOW}{_SKIP}{_STRONG}",
    ),
    _rule(
        "configure",
        rf"{_AFTER}configure (?:ospf|ospfv3|rip|isis|vrrp|ntp|bgp) [^\n•]{{0,120}}?(?:md5"
        rf"|key) (?:\d{{1,5}} )?+(?:(?:md5|encrypted) )?+(?=\")",
    ),
    _rule("vrid", rf"{_AFTER}vrid \d+ authentication-mode (?:simple|md5) (?:(?:key|cipher|plain) )?+{_SKIP}"),
    _rule("plain|cipher", rf"{_AFTER}(?:md5|hmac-\w+|sha\d*|simple) \d{{1,3}} (?:plain|cipher) "),
    _rule(
        "key|sak",
        r"^\s*(?:key|message-digest-key|key \d+ md5|authentication-key|sak) (?:\d{1,3} )?+" + _HOW + _SKIP + _STRONG,
    ),
    # Accounts.
    _rule("encrypted", rf"{_AFTER}(?:configure|create) account (?:admin |user )?+(?:(?!encrypted)\S+ )?+encrypted "),
    _rule("create account", rf"{_AFTER}create account (?:admin|user|lawful-intercept) (?!\S+ encrypted)\S+ "),
    _rule(
        "secret|password",
        rf"{_AFTER}(?:enable|username \S+(?: privilege \d+)?+|user \S+) (?:secret|password) {_HOW}(?!{_NOT}"
        rf"(?![\w-])\s)",
    ),
    _rule(
        "cli password",
        rf"{_AFTER}cli password [^\n•]{{0,60}}?(?:read-only|read-write|read-write-all"
        rf"|telnet|serial) ",
    ),
    _rule(
        "password|passwd|secret",
        rf"{_AFTER}(?:(?:set|web|local-user|neighbor|peer|configure|super|admin|local"
        rf"|ftp|ppp|pppoe|chap|pap|user|login|root|snmp|ssh|wlan|sip|mail|ldap)[^\n•]{{0,120}}?(?<![\w-]))(?:password"
        rf"|passwd|secret) {_HOW}{_SKIP}",
    ),
    _rule(
        "pass|pwd|secret|psk|pre|key",
        rf"{_AFTER}(?:pass(?:word|wd|phrase|code)?+|pwd|secret|psk|pre-?shared[ -]key"
        rf"|wpa2? key|wifi key|passwort)\"?'?\s{{0,20}}+(?>:=|=>|[:=])\s{{0,20}}+(?!\s"
        rf"|$|\(|\[)",
    ),
    _rule("pass|secret", rf"{_AFTER}(?:password|passwd|secret|pass) {_HOW}{_SKIP}{_STRONG}"),
    _rule(
        "</",
        r"<(?:[\w:-]{0,40}(?:password|passwd|secret|psk|community|token|api-?key|passphrase"
        r"|passwd)[\w-]{0,20})>",
        r"(?:<!\[CDATA\[(?P<quoted>[^\]\n]{1,500})\]\]>|(?P<word>[^<>\n]{1,500}))(?=</)",
    ),
    _rule("key ", rf"{_AFTER}key [0789] {_SKIP}{_STRONG}"),
    _rule("curl|sshpass", rf"{_AFTER}(?:curl [^\n•]{{0,120}}?(?:-u|--user) ?[^\s:]{{1,60}}:|sshpass -p ?)"),
    # The web.
    _rule(
        "://",
        r"://[^\s/:@\"'<>]{0,100}:",
        r"(?P<word>[^\s/\"'<>]{1,300})(?=@)",
    ),
    _rule(
        "=",
        r"[?&;](?:access_token|token|api_?key|apikey|key|secret|password|passwd|pwd"
        r"|auth|sig|signature|session(?:id)?+|sid)=",
        r"(?P<word>[^\s&#;\"'<>]{1,2000})",
    ),
    _rule(
        "authorization",
        rf"{_AFTER}(?:proxy-)?+authorization\"?\s{{0,5}}+[:=]\s{{0,5}}+\"?(?:(?:bearer"
        rf"|basic|token|digest|apikey|negotiate)\s+)?+",
        r"(?P<word>[^\s\",;]{1,4000})",
    ),
    _rule("bearer", rf"{_AFTER}bearer\s+", r"(?P<word>[\w.\-~+/=]{8,4000})"),
    _rule("cookie", rf"{_AFTER}(?:set-)?+cookie\"?:\s{{0,5}}+", r"(?P<word>[^\s\"][^\r\n\"]{0,4000})"),
    _rule(
        "token|key|secret|session|x-",
        rf"{_AFTER}(?:x-[\w-]{{0,30}}(?:token|key|secret|auth)|(?:access|auth|refresh"
        rf"|api|session|csrf|id|restconf|bearer|client)[_-]?(?:token|key|secret)|token"
        rf"|apikey|jsessionid|phpsessid|sessionid)\"?'?\s{{0,5}}+[:=]\s{{0,5}}+(?!\s"
        rf"|$)",
    ),
    _rule("eyj", rf"{_AFTER}", r"(?P<word>eyJ[\w-]{5,4000}\.[\w-]{2,4000}(?:\.[\w-]{0,4000})?+)", 0),
    _rule(
        "gh|xox|glpat|akia|sk-|aiza|:aa",
        rf"{_AFTER}",
        r"(?P<word>gh[pousr]_\w{20,100}|github_pat_\w{20,100}|xox[abprs]-[\w-]{10,100}"
        r"|glpat-[\w-]{15,60}|AKIA[A-Z0-9]{16}|sk-[\w-]{20,100}|AIza[\w-]{35}|\d{8,10}:AA[\w-]{30,40})",
        0,
    ),
    _rule("aaaa", rf"{_AFTER}(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+)\s+", r"(?P<word>AAAA[\w+/=]{20,4000})", 0),
    # Polish. After a colon, „to” or „jest” any word; without them only what no language has.
    _rule(
        "has|klucz",
        rf"{_AFTER}(?:has[łl](?:[oauie]|em|ami)|klucz(?:em|a)?|has[łl]o)(?:[ ]+(?!to\b"
        rf"|jest\b|brzmi\b)[\w./&-]{{1,20}}){{0,5}}[ ]{{0,3}}(?::|=|[ ]brzmi:?|[ -]to:?(?= ))[ ]{{0,5}}(?!(?:samo"
        rf"|nie|mam|jest|od|nadal|chyba|wszystko|bez|tylko|już|takie|znowu)\b)(?!\s"
        rf"|$)",
    ),
    _rule(
        "has|klucz",
        rf"{_AFTER}(?:has[łl](?:[oauie]|em)|klucz(?:em)?)(?:[ ]+(?:jest|do|admina?"
        rf"|root|wifi|wi-fi|konsoli|na|brzmi)){{0,2}}[ ]+{_STRONG}",
    ),
    _rule(
        "has",
        rf"{_AFTER}has[łl]\w{{0,3}}[^\n•]{{0,60}}{MASK}{_AND}",
        rf"(?P<word>{_STRONG}[^\s,;]{{1,200}}(?:{_AND}{_STRONG}[^\s,;]{{1,200}}){{0,9}}+)",
    ),
    _rule(
        "pin|puk",
        rf"{_AFTER}(?:pin|kod pin|puk)(?:[ ]+(?:do|karty|sim|to|jest|ma)){{0,3}}[ ]{{0,3}}[:=-]?[ ]{{0,5}}",
        r"(?P<word>\d{4,12})(?![\w.-])",
    ),
)
PEM = re.compile(
    r"(?P<head>-----BEGIN [A-Z0-9 ]{1,60}-----|---- BEGIN SSH2 [A-Z ]{1,40} ----)"
    r"(?P<body>(?:\r?\n[ \t]*(?:[A-Za-z0-9+/=]{1,200}|[A-Za-z-]{1,30}: [^\n]{1,200})?[ \t]*(?=\r?\n"
    r"|$))++(?:\r?\n(?=----))?|[^-\n]{1,20000})"
)
