import { Alert, Skeleton, Stack, Text, Title } from "@mantine/core"
import { IconFlask } from "@tabler/icons-react"
import { type ReactNode, useState } from "react"
import { api, type Shapes } from "../api/client.ts"
import { serverNow } from "../api/server-time.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { Page } from "../look/page/page.tsx"
import { useScrollToHash } from "../look/page/scroll-to-hash.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { NotAllowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { AccountCard, hasRoom } from "./account.tsx"
import { Doctor } from "./doctor.tsx"
import { Connected, type Outcome } from "./login/connected.tsx"
import { LoginButton } from "./login/login-button.tsx"
import { Prerequisites } from "./login/prerequisites.tsx"
import { Progress } from "./login/progress.tsx"
import { AddNumber } from "./numbers/add-number.tsx"
import { accessOf } from "./status.ts"

/** WhatsApp's page: what is connected, and in order, what has to be done until messages can be sent. */
export function WhatsAppPage() {
  return useMay()("connection:read") ? <WhatsApp /> : <NotAllowed permission="connection:read" />
}

function WhatsApp() {
  const may = useMay()
  const accounts = api.useQuery("get", "/v1/business-accounts")
  const prerequisites = api.useQuery("get", "/v1/connect/prerequisites")
  const [outcome, setOutcome] = useState<Outcome>()
  const [isAdding, adding] = useAddressDialog("number")
  const all = accounts.data?.data ?? []
  const [withRoom, ...othersWithRoom] = all.filter(hasRoom)
  const connected = all.filter((account) => account.disconnected_at === null)
  const required = prerequisites.data?.data ?? []
  const open = required.filter((one) => one.acknowledged_at === null)
  const isReady = prerequisites.isSuccess && open.length === 0
  useScrollToHash(accounts.isSuccess && prerequisites.isSuccess)
  const login = <LoginButton isReady={isReady} label={loginLabel(connected)} onConnected={setOutcome} />
  return (
    <Page
      title="WhatsApp"
      intro="Your WhatsApp Business accounts and their numbers, through Meta's Cloud API."
    >
      <Stack gap="lg">
        <ProblemAlert failure={accounts.error} retry={accounts.refetch} />
        <ProblemAlert failure={prerequisites.error} retry={prerequisites.refetch} />
        <AppMode />
        {accounts.isPending || prerequisites.isPending ? <Skeleton h={180} /> : null}
        {accounts.isSuccess && prerequisites.isSuccess ? (
          <Progress isAcknowledged={open.length === 0} accounts={connected} />
        ) : null}
        {outcome === undefined ? null : <Connected outcome={outcome} onClose={() => setOutcome(undefined)} />}
        {connected.length > 0 ? <Doctor /> : null}
        {required.length === 0 || (isReady && connected.length > 0) ? null : (
          <Prerequisites prerequisites={required} />
        )}
        {accounts.isPending ? null : all.length === 0 && accounts.isSuccess ? (
          <First login={may("connection:manage") ? login : null} />
        ) : (
          <Stack component="section" gap="sm" aria-labelledby="accounts">
            <Title order={2} size="h3" id="accounts">
              Business accounts
            </Title>
            {all.map((account) => (
              <AccountCard key={account.id} account={account} />
            ))}
            {may("connection:manage") ? (
              <>
                <div id="login">{login}</div>
                {connected.length > 0 ? (
                  <Text size="sm" c="dimmed">
                    {connected.length} of 10 accounts. Log in again to renew access to connected accounts.
                  </Text>
                ) : null}
              </>
            ) : null}
          </Stack>
        )}
        {isReady && connected.length > 0 ? <Prerequisites prerequisites={required} /> : null}
      </Stack>
      {isAdding && withRoom !== undefined && may("connection:manage") ? (
        <AddNumber accounts={[withRoom, ...othersWithRoom]} onClose={adding.close} />
      ) : null}
    </Page>
  )
}

/** The first login, beside what it will ask for. */
function First({ login }: { login: ReactNode }) {
  return (
    <Stack gap="sm">
      <div id="login">{login}</div>
      <Text size="sm" c="dimmed">
        When you log in, you choose or create a business portfolio and a WhatsApp Business account, and verify
        your number. Parley then receives its messages and imports its templates.
      </Text>
    </Stack>
  )
}

/** One login serves them all: connecting, adding, renewing. */
function loginLabel(connected: readonly Shapes["BusinessAccount"][]): string {
  if (connected.length === 0) return "Login with Facebook"
  const now = serverNow()
  const isRunningOut = connected.some((account) => accessOf(account, now).color !== "teal")
  return isRunningOut ? "Renew access" : "Add an account"
}

/** Says what an app in development, or without App Review, cannot do. */
function AppMode() {
  const may = useMay()
  const login = api.useQuery("get", "/v1/connect/login", undefined, { enabled: may("connection:manage") })
  const app = login.data?.app
  if (app === undefined || (app.mode === "live" && app.access === "advanced")) return null
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconFlask aria-hidden />}
      title={app.mode === "development" ? "Meta app in development mode" : "Meta app with standard access"}
    >
      {app.mode === "development"
        ? "Only people with a role in the app can log in, and only test recipients can be messaged. Add test recipients on the number's page."
        : "It can connect accounts of the business that owns it. To connect other businesses, get advanced access for both WhatsApp permissions in App Review."}
    </Alert>
  )
}
