/** The page behind a review link as HTML: without a script, a font or a picture. All that is in it is escaped. Pure. */
import { createHash } from "node:crypto"
import { messageHtml, safe } from "./message-html.ts"
import type { Reviewed } from "./reviewed.ts"
import { longestComment, longestName } from "./reviews.ts"
import { timesInWords } from "./times-in-words.ts"

const style = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#16181d;--soft:#5b616e;--line:#d9dce3;--do:#1f4fd8;--on:#fff;--good:#0b6b4f;--bad:#a32020;--chat:#efe7dd;--bubble:#fff;--link:#0b66a3}
@media (prefers-color-scheme:dark){:root{--page:#14161a;--card:#1d2026;--ink:#eceef2;--soft:#a4abb8;--line:#3a3f4a;--do:#8fb0ff;--on:#10131a;--good:#5fd3a8;--bad:#ff9d9d;--chat:#11181c;--bubble:#233138;--link:#7cc6ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:62rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
h3{font-size:1rem;margin:0 0 .5rem}
p{margin:0 0 .75rem}
.soft{color:var(--soft)}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.35rem 1rem;margin:0}
dt{color:var(--soft)}dd{margin:0;min-width:0}
.looks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:1rem}
.phone{background:var(--chat);border:1px solid var(--line);border-radius:18px;padding:1rem .75rem}
.bubble{background:var(--bubble);border-radius:8px;padding:.6rem .7rem;white-space:pre-wrap;font-size:.95rem}
.bubble .head{font-weight:700;margin-bottom:.35rem}
.bubble .foot{color:var(--soft);font-size:.85rem;margin-top:.35rem}
.media{display:block;border:1px dashed var(--soft);border-radius:6px;color:var(--soft);padding:1.5rem .5rem;text-align:center;margin-bottom:.5rem;font-size:.9rem}
.button{display:block;text-align:center;color:var(--link);border-top:1px solid var(--line);padding:.5rem 0 .1rem;margin-top:.5rem}
.slide{border:1px solid var(--line);border-radius:8px;padding:.5rem;margin-top:.5rem}
ul.comments{list-style:none;margin:0 0 1rem;padding:0}
ul.comments li{border-top:1px solid var(--line);padding:.75rem 0;white-space:pre-wrap}
ul.comments b{display:block}
label{font-weight:600;display:block;margin:.75rem 0 .25rem}
input,textarea{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:8px;padding:.6rem}
textarea{min-height:7rem;resize:vertical}
button{font:inherit;font-weight:600;padding:.7rem 1.25rem;border-radius:8px;border:1px solid var(--do);background:var(--do);color:var(--on);cursor:pointer;margin-top:1rem}
:focus-visible{outline:3px solid var(--do);outline-offset:2px}
.saved{color:var(--good);font-weight:600}
.wrong{color:var(--bad);font-weight:600}
`
const styleDigest = createHash("sha256").update(style).digest("base64")

/** Nothing is loaded, and the form goes nowhere else. */
export const reviewPolicy = `default-src 'none'; style-src 'sha256-${styleDigest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

export interface Said {
  author: string
  body: string
  /** Why it was not taken; null: nothing was written. */
  problem: string | null
  isSent: boolean
}

const amount = (count: number) => count.toLocaleString("en")

export function reviewPage(shown: Reviewed, said: Said): string {
  const { name, sender, variants, people, controlShare, comments, times } = shown
  const facts: [string, string][] = [
    ["From", sender ? `${sender.business} · ${sender.phone}` : "No number is chosen yet"],
    [
      "Goes to",
      people === null ? "Not known yet" : `${amount(people)} ${people === 1 ? "person" : "people"} as of now`,
    ],
    ...(controlShare > 0
      ? [
          ["Control group", `${controlShare} % of them get nothing, for comparison`] satisfies [
            string,
            string,
          ],
        ]
      : []),
    ["When", timesInWords(times)],
  ]
  return document(
    name,
    `<p class="soft">A campaign for review</p><h1>${safe(name)}</h1>
<div class="card"><dl>${facts.map(([term, text]) => `<dt>${safe(term)}</dt><dd>${safe(text)}</dd>`).join("")}</dl></div>
<h2>What it says</h2>
${variants.length === 0 ? `<p class="soft">It has no message yet.</p>` : ""}
${variants.map((variant) => variantHtml(variant, variants.length)).join("")}
<h2>Comments</h2>
<div class="card">${commentsHtml(comments)}
<form method="post" action="?#said" id="said">
${said.isSent ? `<p class="saved" role="status">Your comment was sent.</p>` : ""}
${said.problem === null ? "" : `<p class="wrong" role="alert">${safe(said.problem)}</p>`}
<label for="author">Your name</label>
<input id="author" name="author" required maxlength="${longestName}" autocomplete="name" value="${safe(said.author)}">
<label for="body">Comment</label>
<textarea id="body" name="body" required maxlength="${longestComment}">${safe(said.body)}</textarea>
<button>Send comment</button>
</form></div>
<p class="soft">People who have this link see these comments. It works until ${safe(day(shown.expiresAt))}.</p>`,
  )
}

function variantHtml({ name, share, looks }: Reviewed["variants"][number], count: number): string {
  const title = count === 1 ? "" : `<h3>${safe(name)} <span class="soft">${share} %</span></h3>`
  const personal = looks.some(({ isPersonal }) => isPersonal)
    ? `<p class="soft">Shown for an imaginary person, Alex Example. Everybody gets their own.</p>`
    : ""
  const each = looks.map(
    (
      look,
    ) => `<section class="phone">${look.language === null ? "" : `<h3>${safe(languageName(look.language))}</h3>`}
<div class="bubble">${messageHtml(look)}</div></section>`,
  )
  return `<section>${title}${personal}<div class="looks">${each.join("")}</div></section>`
}

const commentsHtml = (comments: Reviewed["comments"]) =>
  comments.length === 0
    ? `<p class="soft">Nobody has said anything yet.</p>`
    : `<ul class="comments">${comments
        .map(
          ({ author, body, at }) =>
            `<li><b>${safe(author)} <span class="soft">${safe(day(at))}</span></b>${safe(body)}</li>`,
        )
        .join("")}</ul>`

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code.replaceAll("_", "-")) ?? code
  } catch {
    return code
  }
}

const day = (at: Date) => new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" }).format(at)

/** A page with one sentence. */
export const plainPage = (title: string, text: string): string =>
  document(title, `<div class="card"><h1>${safe(title)}</h1><p class="soft">${safe(text)}</p></div>`)

function document(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><meta name="color-scheme" content="light dark"><title>${safe(title)}</title>
<style>${style}</style></head><body><main>${body}</main></body></html>`
}
