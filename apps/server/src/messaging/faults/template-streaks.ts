/** So many different people in a row whose messages are refused for what they say: the template, not their values, is at fault. */
const mostPeople = 5

/** Refusals that each fail a message, by template. Where nobody in between was accepted, the template is to be held. */
export class TemplateStreaks {
  readonly #refused = new Map<string, Set<string>>()

  /** @returns whether the template is to be held; it starts over then */
  refused(templateId: string, contactId: string): boolean {
    const people = this.#refused.get(templateId) ?? new Set()
    people.add(contactId)
    if (people.size < mostPeople) {
      this.#refused.set(templateId, people)
      return false
    }
    this.#refused.delete(templateId)
    return true
  }

  accepted(templateId: string): void {
    this.#refused.delete(templateId)
  }
}
