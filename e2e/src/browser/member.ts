import type { Browser, Page } from "playwright-core"
import { becomeFirstMember, openDashboard } from "./dashboard.ts"

/** Signs up as the first member of an installation and so as its owner. */
export async function openAsFirstMember(browser: Browser, url: string): Promise<Page> {
  const { page } = await openDashboard(browser, url)
  await becomeFirstMember(page, {
    name: "Ana Almeida",
    email: "ana@example.com",
    password: "correct horse battery",
  })
  return page
}
