/** The sandbox's stand-in for Login with Facebook, as a person goes through it. */
import type { Page } from "playwright-core"

/** Goes through every screen of the dialog as a new person with a new business. */
export async function signUp(
  page: Page,
  { person, business, national }: { person: string; business: string; national: string },
): Promise<void> {
  await introduce(page, person)
  await page.getByLabel("Business name").fill(business)
  await page.getByRole("button", { name: "Next" }).click()
  await page.getByRole("heading", { name: "Choose your WhatsApp account" }).waitFor()
  await page.getByRole("button", { name: "Next" }).click()
  await page.getByLabel("Website").fill("https://shrub.example")
  await page.getByRole("button", { name: "Next" }).click()
  await page.getByLabel("Country code").fill("49")
  await page.getByLabel("Phone number").fill(national)
  await page.getByRole("button", { name: "Send the code" }).click()
  const code = await page.getByTestId("sim-code").textContent()
  await page.locator("input[data-testid=code-digit], input[inputmode=numeric]").first().focus()
  await page.keyboard.type((code ?? "").replace("-", ""))
  await page.getByRole("button", { name: "Verify" }).click()
  await page.getByRole("button", { name: "Finish" }).click()
}

/** The first two screens: who one is, and that the app may ask. */
export async function introduce(page: Page, person: string): Promise<void> {
  await page.getByRole("heading", { name: "Who are you?" }).waitFor()
  const somebodyNew = page.getByRole("radio", { name: "Somebody new" })
  if (await somebodyNew.isVisible()) await somebodyNew.click()
  await page.getByLabel("Your name").fill(person)
  await page.getByRole("button", { name: `Continue as ${person}` }).click()
  await page.getByRole("button", { name: "Continue" }).click()
}
