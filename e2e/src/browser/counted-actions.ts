import type { Locator, Page } from "playwright-core"

/** What a person does at a screen, one after the other, so that a story can say how much it takes. */
export class CountedActions {
  /** In words, in order. */
  readonly done: string[] = []

  /** Something that no page sees, such as a command in a terminal. */
  async does<T>(what: string, act: () => Promise<T>): Promise<T> {
    this.done.push(what)
    return act()
  }

  press(target: Locator): Promise<void> {
    return this.does(`press ${target}`, () => target.click())
  }

  /** Presses what may close the window that it is in. */
  async pressLast(page: Page, target: Locator): Promise<void> {
    await this.press(target).catch((error: unknown) => {
      if (!page.isClosed()) throw error
    })
  }

  fill(field: Locator, value: string): Promise<void> {
    return this.does(`fill ${field}`, () => field.fill(value))
  }

  /** Presses what opens a window. */
  async opensWindow(page: Page, target: Locator): Promise<Page> {
    const [opened] = await Promise.all([page.waitForEvent("popup"), this.press(target)])
    return opened
  }
}
