import { type Explanation, explainReason } from "../../messaging/index.ts"

/** What a check finds beside the reasons for which a message would be dropped. */
const words: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  newline: [
    "A value of the template has a line break.",
    "Meta takes none: it is sent with a space in its place. Put the lines into the template itself.",
  ],
  tab: ["A value of the template has a tab.", "Meta takes none: it is sent with a space in its place."],
  spaces: [
    "A value of the template has more than four spaces in a row.",
    "Meta takes no more: it is sent with one space in their place.",
  ],
  bad_link: ["A link came out as no address.", "See which of the contact's fields it is made from."],
  language_missing: [
    "The template does not exist in the contact's language.",
    "They get it in another one. Add the language to the template's group.",
  ],
}

export function explainTrouble(code: string): Explanation {
  const [title, advice] = words[code] ?? []
  return title === undefined ? explainReason(code) : { code, title, advice: advice ?? null }
}
