/** `ORDER_MANAGEMENT` as `Order management`: how Meta writes statuses, categories, topics and industries, for people. Pure. */
export function inWords(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).toLowerCase().replaceAll("_", " ")
}
