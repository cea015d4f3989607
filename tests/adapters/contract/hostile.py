"""Words that make platforms do something, when an adapter lets them."""

HOSTILE = (
    "<!channel> <!here> <!everyone>",
    "@everyone @channel @here @all",
    "<@U0KLIENT01> <#C0KANAL01|kanał>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "<b>nie pogrubiaj</b> &lt;b&gt; &amp; &nbsp;",
    "**nie** _nie_ ~nie~ `nie` ```nie``` > nie",
    "[kliknij](javascript:alert(1)) <javascript:alert(1)|kliknij>",
    "![obrazek](https://zly.example/x.png)",
    "<https://zly.example|bank.example>",
    "tel:+48123456789 mailto:a@b.example",
    "abc\u202egpj.exe",
    "0\u200b1\u200d2\u2060345",
    "\ufeff\u2066ukryte\u2069",
    "# nagłówek\n---\n- lista\n1. punkt\n| a | b |",
    "</pre></code></a>",
    "&#60;b&#62; &#x3c;i&#x3e;",
    "<at>ola</at> <blockquote>",
    '<a href="tg://user?id=701">ola</a> [ola](tg://user?id=701) <@701> @701',
    "{{7*7}} ${HOME} %s {number}",
)
HIDDEN = "\u202e\u200b\u200d\u2060\ufeff\u2066\u2069"
