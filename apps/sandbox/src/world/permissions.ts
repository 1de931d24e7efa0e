/** Which permissions a person can give an app, by the app's mode and what App Review granted it. */
import type { App } from "./objects.ts"

/** Pure: why the person cannot log in at all, or the permissions of `scopes` that can be given. */
export function grantableScopes(
  app: App,
  userId: string,
  scopes: readonly string[],
): { refusal: "app_in_development" | "nothing_granted" } | { scopes: string[] } {
  if (app.role_user_ids.includes(userId)) return { scopes: [...scopes] }
  if (app.mode === "development") return { refusal: "app_in_development" }
  const granted = scopes.filter((scope) => app.advanced_access.includes(scope))
  return granted.length === 0 ? { refusal: "nothing_granted" } : { scopes: granted }
}
