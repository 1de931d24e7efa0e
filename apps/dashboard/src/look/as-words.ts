/** A code of the API or of Meta, for people: `ORDER_MANAGEMENT` as `Order management`, `contact.updated` as `Contact updated`. Pure. */
export function asWords(code: string): string {
  const words = code.toLowerCase().replaceAll(/[._]/g, " ")
  return words.charAt(0).toUpperCase() + words.slice(1)
}
