import type { CarouselCard, TemplateComponent } from "@parley/whatsapp/templates"

/** Where the sample picture of a header can be seen; null when there is none. Meta shows samples as addresses. */
export function pictureOf(
  components: readonly (TemplateComponent | CarouselCard["components"][number])[],
): string | null {
  for (const component of components) {
    if (component.type !== "HEADER" || component.format !== "IMAGE") continue
    const [handle] = component.example?.header_handle ?? []
    return handle?.startsWith("http") ? handle : null
  }
  return null
}

/** The same of each card of a carousel. */
export function pictureUrls(components: readonly TemplateComponent[]): (string | null)[] {
  return components.flatMap((component) =>
    component.type === "CAROUSEL" ? component.cards.map((card) => pictureOf(card.components)) : [],
  )
}
