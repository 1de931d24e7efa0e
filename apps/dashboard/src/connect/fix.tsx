import { Button } from "@mantine/core"
import { IconExternalLink } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ButtonLink } from "../look/links.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"

type Fix = Shapes["Fix"]

/** The button that fixes a finding, or leads to the place where it is fixed. */
export function FixButton({ fix }: { fix: Fix }) {
  const look = { size: "compact-sm", variant: "default", mt: 4 } as const
  switch (fix.kind) {
    case "log_in":
      return (
        <ButtonLink to="/connect/whatsapp" hash="login" {...look}>
          Log in with Facebook
        </ButtonLink>
      )
    case "subscribe_webhooks":
      return <OrderWebhooks />
    case "add_number":
      return (
        <ButtonLink to="/connect/whatsapp" hash={`account-${fix.business_account_id}`} {...look}>
          Add a number
        </ButtonLink>
      )
    case "change_template":
      return (
        <ButtonLink to="/templates/$groupId" params={{ groupId: fix.template_group_id }} {...look}>
          Open the template
        </ButtonLink>
      )
    case "visit_meta":
      return (
        <Button
          component="a"
          href={fix.url}
          target="_blank"
          rel="noreferrer"
          rightSection={<IconExternalLink size={14} aria-hidden />}
          {...look}
        >
          Open {fix.place}
        </Button>
      )
    default: {
      const [label, hash] = onNumberPage[fix.kind]
      return (
        <ButtonLink
          to="/connect/whatsapp/numbers/$numberId"
          params={{ numberId: fix.number_id }}
          hash={hash}
          {...look}
        >
          {label}
        </ButtonLink>
      )
    }
  }
}

/** What is fixed on a number's page: the button's label, and the section of the page. */
const onNumberPage = {
  verify_number: ["Verify the number", "setup"],
  register_number: ["Register the number", "setup"],
  refresh_number: ["Look at the number", "standing"],
  set_pin: ["Set a PIN", "pin"],
  set_display_name: ["Change the display name", "display-name"],
  set_test_recipients: ["List test recipients", "reach"],
  set_rate: ["Change the rate", "rate"],
} as const

function OrderWebhooks() {
  const queries = useQueryClient()
  const order = useAction(async () => {
    const { data, error } = await client.POST("/v1/connect/webhooks")
    if (error) throw error
    await queries.invalidateQueries()
    const [warning] = data.warnings
    if (warning !== undefined) throw warning
    sayDone("Meta delivers webhooks here again.")
  }, sayFailed)
  return (
    <Button
      size="compact-sm"
      variant="default"
      mt={4}
      loading={order.isBusy}
      onClick={() => void order.run()}
    >
      Subscribe to webhooks again
    </Button>
  )
}
