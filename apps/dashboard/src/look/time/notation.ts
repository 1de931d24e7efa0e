import { createContext, use } from "react"

/** How dates, times and numbers are written: a locale such as `de-AT`, and a zone such as `Europe/Vienna`. */
export interface Notation {
  locale: string
  zone: string
}

/** As this browser writes them. */
export function browserNotation(): Notation {
  return {
    locale: isLocale(navigator.language) ? navigator.language : "en",
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

/** As the member chose on their account page, or else as their workspace has it; where nobody is signed in there is none. The frame gives it to its pages. */
export const MemberNotation = createContext<Notation | undefined>(undefined)

interface Chosen {
  locale: string | null
  time_zone: string | null
}

/** What a member chose; where they chose nothing, what their workspace has, or else the browser. */
export function notationOf(member: Chosen, workspace: Chosen): Notation {
  const browser = browserNotation()
  return {
    locale: member.locale ?? workspace.locale ?? browser.locale,
    zone: member.time_zone ?? workspace.time_zone ?? browser.zone,
  }
}

/** As the member chose; otherwise, and where nobody is signed in, as the browser does. */
export function useNotation(): Notation {
  const ofMember = use(MemberNotation)
  if (ofMember !== undefined) return ofMember
  ofBrowser ??= browserNotation()
  return ofBrowser
}
let ofBrowser: Notation | undefined

/** A number with the locale's separators: `1,234` or `1.234`. */
export const amount = (count: number, { locale }: Pick<Notation, "locale">): string =>
  new Intl.NumberFormat(locale).format(count)

/** A number to one place after the separator at most, such as the size of a file: `3.4` or `3,4`. */
export const toOnePlace = (count: number, notation: Pick<Notation, "locale">): string =>
  amount(Math.round(count * 10) / 10, notation)

/** Writes numbers as the member has them written. */
export function useAmount(): (count: number) => string {
  const notation = useNotation()
  return (count) => amount(count, notation)
}

/** Chromium's own language is no locale where the system has none (`en-US@posix`). */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
