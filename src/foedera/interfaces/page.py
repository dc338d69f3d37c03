"""The plain page: forms, and the same answer that the command line prints."""

from __future__ import annotations

from html import escape
from typing import Any

from foedera.dossier import Dossier
from foedera.interfaces.show import lines

_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d2327, #e8e6e1); --paper: light-dark(#fdfcf9, #16191c);
  --line: light-dark(#d8d3c8, #3a4046); --accent: light-dark(#8c2f1b, #f0a58f) }
* { box-sizing: border-box } body { margin: 0; font: 16px/1.5 Georgia, serif; color: var(--ink); background: var(--paper) }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem } h1 { margin: 0; font-size: 1.7rem } h1 a { color: inherit }
p.sub { margin: .2rem 0 1.2rem } .forms { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)) }
form { border: 1px solid var(--line); border-radius: .4rem; padding: .8rem } form h2 { margin: 0 0 .4rem; font-size: 1.05rem }
label { display: block; margin: .35rem 0; font-size: .9rem } input[type=text] { width: 100%; min-height: 2.2rem; padding: .3rem .5rem;
  font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .25rem }
button { min-height: 2.4rem; padding: 0 1rem; font: inherit; color: var(--paper); background: var(--accent); border: 0; border-radius: .25rem }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px } [role=alert] { border-left: .3rem solid var(--accent); padding: .5rem 1rem; margin: 0 0 1.5rem }
pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, Menlo, Consolas, monospace;
  border: 1px solid var(--line); border-radius: .4rem; padding: 1rem; margin: 0 0 1.5rem } footer { margin-top: 2rem; font-size: .85rem } a { color: var(--accent) }
"""


def told(kind: str, answer: dict[str, Any]) -> str:
    """An answer as preformatted text, escaped: what documents and records say is never markup here."""
    text = "\n".join(lines(kind, answer))
    return f"<pre tabindex=0 aria-label='answer'>{escape(text)}</pre>"


def page(dossier: Dossier, query: dict[str, str], answer: str) -> str:
    """The page with its forms filled from the question, and the answer below."""
    ask = query.get("ask", "")

    def field(label: str, name: str, example: str, kind: str) -> str:
        value = escape(query.get(name, "") if ask == kind else example, quote=True)
        return f'<label>{label}<input type=text name={name} value="{value}"></label>'

    def form(kind: str, title: str, *fields: str) -> str:
        hidden = f"<input type=hidden name=ask value={kind}>"
        return f"<form action=/><h2>{title}</h2>{hidden}{''.join(fields)}<button>Ask</button></form>"

    checked = " checked" if query.get("kept") else ""
    forms = "".join(
        [
            form(
                "act", "What does an act set off?",
                field("act", "act", "germany attacks poland", "act"), field("day", "day", "1939-09-01", "act"),
                field("as known to (a state, or public)", "known_to", "", "act"),
                field("given (separate by ;)", "given", "", "act"),
                f"<label><input type=checkbox name=kept value=1{checked}> every help that is due is given</label>",
            ),
            form(
                "bound", "Who is bound to whom?",
                field("day", "day", "1939-08-25", "bound"), field("by", "by", "germany", "bound"),
                field("to", "to", "soviet-union", "bound"), field("as known to", "known_to", "poland", "bound"),
            ),
            form("treaty", "A treaty", field("name or id", "name", "1925-10-16-locarno-rhine-pact", "treaty"), field("day", "day", "1936-03-07", "treaty")),
            form("place", "A place", field("name", "name", "vilnius", "place"), field("day", "day", "1939-10-15", "place")),
            form("day", "A day", field("day", "day", "1939-08-23", "day")),
        ]
    )  # fmt: skip
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>Foedera</title><style>{_STYLE}</style><main><h1><a href=/>Foedera</a></h1>"
        f"<p class=sub>Plain-text treaties you can run. Record: {escape(dossier.case.title)}, {dossier.case.first} to {dossier.case.last}.</p>"
        f"{answer}<div class=forms>{forms}</div>"
        f"<footer>{len(dossier.treaties)} treaties, {len(dossier.events)} events. JSON under <a href=/api/openapi.json>/api</a>.</footer></main></html>"
    )
