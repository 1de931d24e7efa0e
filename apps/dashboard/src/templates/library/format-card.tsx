import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core"
import { renderTemplate } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"
import { asWords } from "../../look/as-words.ts"
import { ButtonLink } from "../../look/links.tsx"
import { Allowed } from "../../session/allowed.tsx"
import { languageName } from "../language-name.ts"
import { Bubble } from "../phone/phone.tsx"
import { sampleValues } from "../phone/sample-values.ts"
import { definitionOfFormat } from "./definition-of-format.ts"

/** A format of the library as a message, and the two ways to take it over. */
export function FormatCard({
  format,
  account,
  onSubmit,
}: {
  format: Shapes["LibraryTemplate"]
  account: Shapes["BusinessAccount"]
  onSubmit: () => void
}) {
  const definition = definitionOfFormat(format)
  const language = languageName(format.language)
  const filedUnder = [asWords(format.category), format.topic === null ? "" : asWords(format.topic), language]
  return (
    <Paper withBorder p="sm" component="section" aria-label={`${format.name}, ${language}`}>
      <Stack gap="xs" h="100%">
        <Bubble
          message={{
            ...renderTemplate(definition, sampleValues(definition)),
            pictureUrl: null,
            cardPictureUrls: [],
          }}
        />
        <div>
          <Title order={2} size="h6" style={{ overflowWrap: "anywhere" }}>
            {format.name}
          </Title>
          <Text size="xs" c="dimmed">
            {filedUnder.filter((part) => part !== "").join(" · ")}
          </Text>
        </div>
        <Allowed to="templates:write">
          <Group gap="xs" mt="auto">
            <ButtonLink
              size="compact-sm"
              to="/templates/new"
              search={{ library: format.name, language: format.language, account: account.id }}
              variant="default"
            >
              Customize
            </ButtonLink>
            <Button size="compact-sm" variant="light" onClick={onSubmit}>
              Use as is
            </Button>
          </Group>
        </Allowed>
      </Stack>
    </Paper>
  )
}
