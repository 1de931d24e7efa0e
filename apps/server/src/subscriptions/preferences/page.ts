/** The preference page as HTML: without a script, a font or a picture, so that it works in any browser of a phone. Pure. */
import { createHash } from "node:crypto"
import { templateLanguages } from "@parley/whatsapp/templates"
import type { PageWords } from "./words.ts"

export interface ShownGroup {
  id: string
  name: string
  number: string
  isSubscribed: boolean
}

export interface ShownPreferences {
  business: string
  groups: readonly ShownGroup[]
  /** The contact's; null: not known. */
  language: string | null
  isSaved: boolean
}

const style = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#16181d;--soft:#5b616e;--line:#d9dce3;--do:#1f4fd8;--on:#fff;--good:#0b6b4f}
@media (prefers-color-scheme:dark){:root{--page:#14161a;--card:#1d2026;--ink:#eceef2;--soft:#a4abb8;--line:#3a3f4a;--do:#8fb0ff;--on:#10131a;--good:#5fd3a8}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .5rem;overflow-wrap:anywhere}
p{margin:0 0 1rem;color:var(--soft);overflow-wrap:anywhere}
.business{font-weight:600;color:var(--ink);margin:0 0 .25rem}
form,.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem}
fieldset{border:0;margin:0 0 1rem;padding:0;min-width:0}
legend,label.field{font-weight:600;padding:0;margin-bottom:.5rem;display:block}
label.row{display:flex;gap:.75rem;align-items:flex-start;padding:.75rem 0;border-top:1px solid var(--line);cursor:pointer;min-width:0}
label.row input{width:1.35rem;height:1.35rem;margin:.1rem 0 0;flex:none;accent-color:var(--do)}
label.row span{min-width:0;overflow-wrap:anywhere}
small{display:block;color:var(--soft);font-size:.875rem}
select{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:8px;padding:.6rem;margin-bottom:1rem}
button{font:inherit;font-weight:600;width:100%;padding:.75rem;border-radius:8px;border:1px solid var(--do);background:var(--do);color:var(--on);cursor:pointer;margin-bottom:.75rem}
button.plain{background:transparent;color:var(--ink);border-color:var(--soft);margin:0}
:focus-visible{outline:3px solid var(--do);outline-offset:2px}
.saved{color:var(--good);font-weight:600}
`
const styleDigest = createHash("sha256").update(style).digest("base64")

/** Nothing is loaded, and the form goes nowhere else. */
export const preferencePolicy = `default-src 'none'; style-src 'sha256-${styleDigest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

export function preferencesPage(
  { language, words }: { language: string; words: PageWords },
  shown: ShownPreferences,
): string {
  const saved = shown.isSaved ? `<p class="saved" role="status">${safe(words.saved)}</p>` : ""
  const groups =
    shown.groups.length === 0
      ? `<p>${safe(words.none)}</p>`
      : `<fieldset><legend>${safe(words.groups)}</legend>${shown.groups.map(groupRow).join("")}</fieldset>`
  const stopAll =
    shown.groups.length === 0
      ? ""
      : `<button class="plain" name="all" value="unsubscribe">${safe(words.stopAll)}</button>`
  return document(
    language,
    words.title,
    `<p class="business">${safe(shown.business)}</p><h1>${safe(words.title)}</h1><p>${safe(words.intro)}</p>${saved}
<form method="post" action="?">${groups}
<label class="field" for="language">${safe(words.language)}</label>
<select id="language" name="language">${options(shown.language, words)}</select>
<input type="hidden" name="was_language" value="${safe(shown.language ?? "")}">
<button>${safe(words.save)}</button>${stopAll}</form>`,
  )
}

/** A page with one sentence. */
export function plainPage(language: string, title: string, text: string): string {
  return document(language, title, `<div class="card"><h1>${safe(title)}</h1><p>${safe(text)}</p></div>`)
}

/** What it was as the page was made goes along: only what the person turned is changed. */
function groupRow({ id, name, number, isSubscribed }: ShownGroup): string {
  // Until it is renamed, a group is called after its number.
  const said = name.includes(number) ? "" : `<small dir="ltr">${safe(number)}</small>`
  return `<label class="row"><input type="checkbox" name="group" value="${id}"${isSubscribed ? " checked" : ""}>
<span>${safe(name)}${said}</span></label><input type="hidden" name="${isSubscribed ? "was_on" : "was_off"}" value="${id}">`
}

function options(chosen: string | null, words: PageWords): string {
  const none = chosen === null ? `<option value="" selected>${safe(words.unknownLanguage)}</option>` : ""
  const listed = chosen === null || languageNames.has(chosen) ? [] : [[chosen, chosen] as const]
  return (
    none +
    [...listed, ...languageNames]
      .map(
        ([code, name]) =>
          `<option value="${safe(code)}"${code === chosen ? " selected" : ""}>${safe(name)}</option>`,
      )
      .join("")
  )
}

/** Each in itself, as people look for it. */
const languageNames: ReadonlyMap<string, string> = new Map(
  templateLanguages
    .map((code): [string, string] => [code, nameOf(code)])
    .toSorted(([, one], [, other]) => one.localeCompare(other, "en")),
)

function nameOf(code: string): string {
  const tag = code.replaceAll("_", "-")
  try {
    const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? code
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
  } catch {
    return code
  }
}

function document(language: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><meta name="color-scheme" content="light dark"><title>${safe(title)}</title>
<style>${style}</style></head><body><main>${body}</main></body></html>`
}

const safe = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
