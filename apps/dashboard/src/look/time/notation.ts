import { useQuery } from "@tanstack/react-query"
import { chosenWorkspace } from "../../api/workspace-choice.ts"
import { meQuery } from "../../session/me.ts"

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

/**
 * As the member chose on their account page, or else as the workspace has it; otherwise, and where nobody is signed in, as the
 * browser does.
 */
export function useNotation(): Notation {
  const { data } = useQuery({ ...meQuery, enabled: false })
  const browser = browserNotation()
  const chosen = chosenWorkspace()
  const workspace = data?.workspaces.find(({ id }) => id === chosen)
  return {
    locale: data?.member.locale ?? workspace?.locale ?? browser.locale,
    zone: data?.member.time_zone ?? workspace?.time_zone ?? browser.zone,
  }
}

/** A number with the locale's separators: `1,234` or `1.234`. */
export const amount = (count: number, { locale }: Pick<Notation, "locale">): string =>
  new Intl.NumberFormat(locale).format(count)

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
