import { templateLanguages } from "@parley/whatsapp/templates"
import { languageName } from "../../templates/language-name.ts"
import type { Choice } from "./choices.ts"

/** Every language that a template can be written in, by name: a contact's language chooses among those. */
export const languages = (): Choice[] =>
  templateLanguages
    .map((code) => ({ value: code, label: languageName(code) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"))
