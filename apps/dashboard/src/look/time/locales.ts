import { dayAndTime } from "./instants.ts"
import { amount } from "./notation.ts"

/** Where people write dates and numbers in a way of their own, as far as this browser knows how. */
const locales = [
  "af-ZA ar-AE ar-EG ar-MA ar-SA bg-BG bn-BD bn-IN ca-ES cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IE en-IN",
  "en-KE en-NG en-NZ en-PH en-SG en-US en-ZA es-AR es-BO es-CL es-CO es-CR es-EC es-ES es-MX es-PE es-US es-UY es-VE et-EE",
  "eu-ES fa-IR fi-FI fil-PH fr-BE fr-CA fr-CH fr-FR fr-SN gl-ES gu-IN he-IL hi-IN hr-HR hu-HU id-ID is-IS it-CH it-IT ja-JP",
  "ka-GE kk-KZ kn-IN ko-KR lt-LT lv-LV ml-IN mr-IN ms-MY my-MM nb-NO ne-NP nl-BE nl-NL pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU",
  "si-LK sk-SK sl-SI sq-AL sr-RS sv-FI sv-SE sw-KE sw-TZ ta-IN te-IN th-TH tr-TR uk-UA ur-PK uz-UZ vi-VN zh-CN zh-HK zh-TW",
].flatMap((line) => Intl.DateTimeFormat.supportedLocalesOf(line.split(" ")))

const names = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" })
const sample = { at: new Date("2026-12-31T14:30:00Z"), count: 1_234.5 }

/** `31.12.2026, 14:30 · 1.234,5`: what a locale makes of a date and a number. */
export const sampleOf = (locale: string): string =>
  [dayAndTime(sample.at, { locale, zone: "UTC" }, "short"), amount(sample.count, { locale })]
    .map(isolated)
    .join(" · ")

/** What is written from right to left leaves the order of what is beside it alone. */
const isolated = (text: string) => `\u2068${text}\u2069`

/** All that can be chosen, by name, each with a sample. @param chosen is among them, whichever it is */
export function localeChoices(chosen: string | null): { value: string; label: string }[] {
  const all = chosen === null || locales.includes(chosen) ? locales : [...locales, chosen]
  return all
    .map((locale) => ({ value: locale, label: `${names.of(locale) ?? locale} · ${sampleOf(locale)}` }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"))
}
