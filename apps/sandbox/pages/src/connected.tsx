/** Plays the app's part after a login: exchanges the code, registers the numbers, listens to the account. */
import { Alert, Button, Code, Stack, Text, Timeline, Title } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { z } from "zod"
import { type Overview, overviewSchema } from "../../src/control/views/shapes.ts"
import { control, graph } from "./api.ts"
import { Empty } from "./empty.tsx"
import { useWindowTitle } from "./window-title.ts"

interface Result {
  wabaId: string
  steps: string[]
}

export function ConnectedPage() {
  const [query] = useState(() => new URLSearchParams(window.location.search))
  const code = query.get("code")
  const refused = query.get("error_description") ?? query.get("error")
  const result = useQuery({
    queryKey: ["connected", code],
    queryFn: () => connect(code ?? "", query.get("state") ?? ""),
    enabled: code !== null,
    retry: false,
    // A code can be exchanged once only.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
  })
  useWindowTitle("Connected")
  if (code === null) {
    return (
      <Empty title="No account connected" next={{ label: "Back to home", to: "/" }}>
        {refused === null ? "This page is where a login returns to." : `The login was left: ${refused}.`}
      </Empty>
    )
  }
  return (
    <Stack maw={720}>
      <Title order={1} size="h3">
        {result.isSuccess ? "Connected" : "Connecting…"}
      </Title>
      <Text c="dimmed">The login returned to this page with a code. This is what your app does with it.</Text>
      {result.error === null ? null : (
        <Alert color="red" title="The code was refused">
          {result.error.message} Codes live 30 seconds and are good for one exchange; log in again.
        </Alert>
      )}
      {result.data === undefined ? null : (
        <>
          <Timeline active={result.data.steps.length} bulletSize={18} lineWidth={2}>
            {result.data.steps.map((step) => (
              <Timeline.Item key={step}>
                <Code>{step}</Code>
              </Timeline.Item>
            ))}
          </Timeline>
          <Button component={Link} to={`/_sandbox/pages/accounts/${result.data.wabaId}`} w="fit-content">
            Open the account
          </Button>
        </>
      )}
    </Stack>
  )
}

const tokenSchema = z.object({ access_token: z.string() })
const debugSchema = z.object({
  data: z.object({ granular_scopes: z.array(z.object({ target_ids: z.array(z.string()).optional() })) }),
})
const numbersSchema = z.object({
  data: z.array(z.object({ id: z.string(), code_verification_status: z.string() })),
})
const pin = "123456"

async function connect(code: string, appId: string): Promise<Result> {
  const { apps }: Overview = await control(overviewSchema, "GET", "views/overview")
  const secret = apps.find((app) => app.app_id === appId)?.app_secret ?? ""
  const redirect_uri = `${window.location.origin}${window.location.pathname}`
  const exchange = new URLSearchParams({ client_id: appId, client_secret: secret, redirect_uri, code })
  const { access_token: token } = await graph(tokenSchema, "", "GET", `oauth/access_token?${exchange}`)
  const steps = ["GET /oauth/access_token: the code became a token"]

  const { data } = await graph(debugSchema, token, "GET", `debug_token?input_token=${token}`)
  const wabaId = data.granular_scopes.flatMap(({ target_ids }) => target_ids ?? [])[0] ?? ""
  steps.push(`GET /debug_token: it is for account ${wabaId}`)

  await graph(z.unknown(), token, "POST", `${wabaId}/subscribed_apps`, {})
  steps.push(`POST /${wabaId}/subscribed_apps: the app listens to the account`)

  const numbers = await graph(numbersSchema, token, "GET", `${wabaId}/phone_numbers`)
  for (const { id, code_verification_status } of numbers.data) {
    if (code_verification_status !== "VERIFIED") continue
    await graph(z.unknown(), token, "POST", `${id}/register`, { messaging_product: "whatsapp", pin })
    steps.push(`POST /${id}/register: the number can send (PIN ${pin})`)
  }
  return { wabaId, steps }
}
