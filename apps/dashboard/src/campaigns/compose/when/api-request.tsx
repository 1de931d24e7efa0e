import { Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core"
import { Copyable } from "../../../look/copyable.tsx"
import { AnchorLink } from "../../../look/links.tsx"
import { curlExample, propertiesNamed } from "./api-example.ts"

/** How a program has a campaign sent: its id, and a request with the properties that the message names. */
export function ApiRequest({ campaignId, contents }: { campaignId: string; contents: unknown }) {
  const example = curlExample(window.location.origin, campaignId, propertiesNamed(contents))
  return (
    <Stack gap="sm">
      <div style={{ maxWidth: 420 }}>
        <Copyable label="Campaign ID" text={campaignId} />
      </div>
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={550}>
            Send it to a person
          </Text>
          <CopyButton value={example}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Code block aria-label="Example request" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {example}
        </Code>
      </Stack>
      <Text size="sm" c="dimmed">
        A recipient is named by <Code>external_id</Code>, <Code>phone</Code> or <Code>contact_id</Code>; the
        message reads what you send as <Code>{"{{ api_trigger_properties.name }}"}</Code>. It goes to people
        of the audience, once the campaign is started. The key needs the permission{" "}
        <Code>campaigns:trigger</Code>:{" "}
        <AnchorLink inherit underline="always" to="/settings/api-keys">
          API keys
        </AnchorLink>
        .
      </Text>
    </Stack>
  )
}
