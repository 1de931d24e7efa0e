import type { Notation } from "./notation.ts"

/** An amount of money; a currency that is not known is left out. */
export const money = (
  { amount, currency }: { amount: number; currency: string | null },
  { locale }: Pick<Notation, "locale">,
): string =>
  currency === null
    ? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount)
    : new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount)
