import { Group, List, Paper, Stack, Title } from "@mantine/core"
import { IconStethoscope } from "@tabler/icons-react"
import { AnchorLink } from "../../look/links.tsx"
import { withInstants } from "../../look/time/instants.ts"
import { useNotation } from "../../look/time/notation.ts"
import classes from "./failures-on-home.module.css"
import { countChecks, distinct } from "./health.ts"
import { useConnection } from "./use-connection.ts"

const few = 3

/** On Home: what the doctor found not to work, for those who can do something about it. */
export default function FailuresOnHome() {
  const notation = useNotation()
  const checks = useConnection()?.run?.checks ?? []
  const failed = distinct(checks.filter(({ state }) => state === "failed"))
  if (failed.length === 0) return null
  return (
    <Paper component="section" aria-label="Problems with WhatsApp" p="md" className={classes.failures ?? ""}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <IconStethoscope size={20} aria-hidden className={classes.words} />
        <Stack gap="xs" align="flex-start">
          <Title order={2} size="h5" className={classes.words ?? ""}>
            WhatsApp: {countChecks(failed, "failed")}
          </Title>
          <List size="sm">
            {failed.slice(0, few).map(({ name, subject, message }) => (
              <List.Item key={`${name} ${subject} ${message}`}>
                {subject === undefined ? "" : `${subject}: `}
                {withInstants(message, notation)}
              </List.Item>
            ))}
          </List>
          <AnchorLink to="/connect/whatsapp" hash="doctor" size="sm" underline="always">
            {failed.length > few ? `See all ${failed.length} and what to do` : "See what to do"}
          </AnchorLink>
        </Stack>
      </Group>
    </Paper>
  )
}
