/** Every address of the pages. Search parameters stay text: Meta's ids look like numbers and are none. */
import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router"
import { AccountPage } from "./accounts/account.tsx"
import { AccountsPage } from "./accounts/accounts.tsx"
import { AppPage } from "./apps/app.tsx"
import { ClockPage } from "./clock.tsx"
import { ConnectedPage } from "./connected.tsx"
import { FailuresPage } from "./failures/failures.tsx"
import { Frame } from "./frame.tsx"
import { HomePage } from "./home.tsx"
import { LoginDialog } from "./login/dialog.tsx"
import { hostedPath } from "./login/request.ts"
import { NotFound } from "./not-found.tsx"
import { PhonesPage } from "./phones/phones.tsx"
import { PopulationPage } from "./population/population.tsx"
import { SettingsPage } from "./settings/settings.tsx"
import { SimsPage } from "./sims.tsx"

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const framed = createRoute({ getParentRoute: () => root, id: "framed", component: Frame })
const pages = "/_sandbox/pages"

const home = createRoute({ getParentRoute: () => framed, path: "/", component: HomePage })
const homeAgain = createRoute({ getParentRoute: () => framed, path: pages, component: HomePage })
const accounts = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/accounts`,
  component: AccountsPage,
})
const account = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/accounts/$wabaId`,
  component: () => <AccountPage wabaId={account.useParams().wabaId} />,
})
const app = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/apps/$appId`,
  component: () => <AppPage appId={app.useParams().appId} />,
})
const phones = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/phones`,
  validateSearch: (search: Record<string, unknown>): { phone?: string; number?: string } =>
    Object.fromEntries(
      ["phone", "number"].flatMap((name) => {
        const digits = search[name]
        return typeof digits === "string" && /^\d{1,20}$/.test(digits) ? [[name, digits]] : []
      }),
    ),
  component: () => <PhonesPage {...phones.useSearch()} />,
})
const sims = createRoute({ getParentRoute: () => framed, path: `${pages}/sims`, component: SimsPage })
const clock = createRoute({ getParentRoute: () => framed, path: `${pages}/clock`, component: ClockPage })
const population = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/population`,
  component: PopulationPage,
})
const failures = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/failures`,
  component: FailuresPage,
})
const settings = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/settings`,
  component: SettingsPage,
})
const connected = createRoute({
  getParentRoute: () => framed,
  path: `${pages}/connected`,
  component: ConnectedPage,
})
const dialog = createRoute({ getParentRoute: () => root, path: "/dialog/oauth", component: LoginDialog })
const versionedDialog = createRoute({
  getParentRoute: () => root,
  path: "/$version/dialog/oauth",
  component: LoginDialog,
})
const hostedDialog = createRoute({
  getParentRoute: () => root,
  path: hostedPath,
  component: LoginDialog,
})

export const router = createRouter({
  routeTree: root.addChildren([
    framed.addChildren([
      home,
      homeAgain,
      accounts,
      account,
      app,
      phones,
      sims,
      clock,
      population,
      failures,
      settings,
      connected,
    ]),
    dialog,
    versionedDialog,
    hostedDialog,
  ]),
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)]))
    return text.size === 0 ? "" : `?${text}`
  },
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
