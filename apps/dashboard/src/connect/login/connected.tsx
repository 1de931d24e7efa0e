import { Alert, List, Stack, Text } from "@mantine/core"
import { IconCircleCheck } from "@tabler/icons-react"
import { api, type Shapes } from "../../api/client.ts"
import { AnchorLink, ButtonLink } from "../../look/links.tsx"
import { needsSetup } from "../status.ts"

/** What connecting led to. */
export interface Outcome {
  business_accounts: Shapes["BusinessAccount"][]
  warnings: Shapes["ConnectionWarning"][]
}

/** Says what was connected, what did not succeed on the way, and what comes next. */
export function Connected({ outcome, onClose }: { outcome: Outcome; onClose?: () => void }) {
  const numbers = outcome.business_accounts.flatMap((account) => account.numbers)
  const waiting = numbers.filter(needsSetup)
  const [first] = waiting
  return (
    <Alert
      color={outcome.warnings.length > 0 ? "yellow" : "teal"}
      variant="light"
      icon={<IconCircleCheck aria-hidden />}
      title={`Connected: ${outcome.business_accounts.map((account) => account.name).join(", ")}`}
      role="status"
      {...(onClose ? { withCloseButton: true, closeButtonLabel: "Dismiss", onClose } : {})}
    >
      <Stack gap="xs" align="flex-start">
        {outcome.warnings.length === 0 ? null : (
          <>
            <Text size="sm">Connected, but some steps failed:</Text>
            <List size="sm">
              {outcome.warnings.map((warning) => (
                <List.Item key={`${warning.code} ${warning.subject} ${warning.message}`}>
                  {warning.message} {warning.help}
                </List.Item>
              ))}
            </List>
          </>
        )}
        <Groups numbers={numbers} />
        {first === undefined ? (
          numbers.length === 0 ? (
            <Text size="sm">The account has no number yet. Add one below.</Text>
          ) : (
            <>
              <Text size="sm">
                Ready to send. Next, write a template: you need an approved one to start a conversation.
              </Text>
              <ButtonLink size="xs" to="/templates/new" search={{ example: "welcome" }}>
                Write a template
              </ButtonLink>
            </>
          )
        ) : (
          <>
            <Text size="sm">{first.display_phone_number} is not ready to send yet.</Text>
            <ButtonLink size="xs" to="/connect/whatsapp/numbers/$numberId" params={{ numberId: first.id }}>
              Set up {first.display_phone_number}
            </ButtonLink>
          </>
        )}
      </Stack>
    </Alert>
  )
}

/** Each number has got a subscription group, which nobody asked for by name. */
function Groups({ numbers }: { numbers: readonly Shapes["Number"][] }) {
  const { data } = api.useQuery("get", "/v1/subscription-groups")
  const made = (data?.data ?? []).filter(({ number_id }) => numbers.some(({ id }) => id === number_id))
  const [first, ...others] = made
  if (first === undefined) return null
  return (
    <Text size="sm">
      {others.length === 0 ? "It has a subscription group, " : "They have subscription groups, such as "}
      <AnchorLink
        to="/subscription-groups/$groupId"
        params={{ groupId: first.id }}
        inherit
        underline="always"
      >
        {first.name}
      </AnchorLink>
      : the list of people who agreed to hear from {others.length === 0 ? "this number" : "a number"}.
    </Text>
  )
}
