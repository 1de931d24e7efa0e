import { placeholdersIn, urlValue } from "../placeholders.ts"

/**
 * What a value is at the end of a button's address. A whole address that begins as the template's does stands for what comes
 * after that, and one slash is enough between the two. Encoded, as far as it is not already.
 *
 * @example addressEnd("https://shop.example/{{1}}", "https://shop.example/orders/7") // "orders/7"
 */
export function addressEnd(address: string, value: string): string {
  const fixed = address.slice(0, placeholdersIn(address)[0]?.start)
  const end = urlValue(value)
  const rest = end.startsWith(fixed) ? end.slice(fixed.length) : end
  return fixed.endsWith("/") ? rest.replace(/^\/+/, "") : rest
}
