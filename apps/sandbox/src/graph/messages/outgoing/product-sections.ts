/** Sections of products, as product lists and multi-product templates have them. */
import { interactiveText, list, notValid, record } from "../../protocol/inspect.ts"

export function inspectProductSections(value: unknown, path: string): void {
  const sections = list(value, path)
  if (sections.length < 1 || sections.length > 10) {
    throw notValid("Invalid sections count. Min allowed sections: 1, Max allowed sections: 10")
  }
  let total = 0
  for (const item of sections) {
    const section = record(item, path)
    if (sections.length > 1 || section.title !== undefined)
      interactiveText(section.title, "Section title", 24)
    const products = list(section.product_items, "product_items")
    for (const product of products)
      interactiveText(record(product, "product_items").product_retailer_id, "product_retailer_id", 256)
    total += products.length
  }
  if (total < 1 || total > 30)
    throw notValid("Invalid products count. Min allowed products: 1, Max allowed products: 30")
}
