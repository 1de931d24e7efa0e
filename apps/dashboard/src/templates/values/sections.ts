/** Sections of products in the flat form: each has a title and its products, one a line. Pure. */
import type { ValueForm } from "./value-form.ts"

export const titlePath = (path: string, section: number): string => `${path}.${section}.title`
export const itemsPath = (path: string, section: number): string => `${path}.${section}.product_items`

/** How many sections the form has; one to start with. */
export function countSections(form: ValueForm, path: string): number {
  let count = 1
  while (form[titlePath(path, count)] !== undefined) count++
  return count
}

/** As the API takes them; sections that are wholly empty are left out. */
export function readSections(
  form: ValueForm,
  path: string,
): { title?: string; product_items: { product_retailer_id: string }[] }[] {
  return Array.from({ length: countSections(form, path) }, (_, section) => {
    const title = form[titlePath(path, section)]?.trim() ?? ""
    const ids = (form[itemsPath(path, section)] ?? "").split("\n").map((line) => line.trim())
    const product_items = ids.filter((id) => id !== "").map((id) => ({ product_retailer_id: id }))
    return title === "" ? { product_items } : { title, product_items }
  }).filter(({ title, product_items }) => title !== undefined || product_items.length > 0)
}

/** The form without one section; those after it move up. */
export function withoutSection(form: ValueForm, path: string, removed: number): Record<string, string> {
  const rest = Object.entries(form).filter(([key]) => !key.startsWith(`${path}.`))
  const kept = Array.from({ length: countSections(form, path) }, (_, section) => section)
    .filter((section) => section !== removed)
    .flatMap((section, place) => [
      [titlePath(path, place), form[titlePath(path, section)] ?? ""],
      [itemsPath(path, place), form[itemsPath(path, section)] ?? ""],
    ])
  return Object.fromEntries([...rest, ...kept])
}
