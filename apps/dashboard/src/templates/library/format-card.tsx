import { Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core"
import { renderTemplate } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"
import { ButtonLink } from "../../look/links.tsx"
import { Allowed } from "../../session/allowed.tsx"
import { languageName } from "../language-name.ts"
import { PhoneScreen } from "../phone/phone.tsx"
import { sampleValues } from "../phone/sample-values.ts"
import { definitionOfFormat } from "./definition-of-format.ts"
import { inWords } from "./readable-name.ts"

/** A format of the library on a phone, and the two ways to take it over. */
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
  return (
    <Paper withBorder p="lg" component="section" aria-label={`${format.name}, ${language}`}>
      <Stack gap="md" h="100%">
        <Stack gap={6}>
          <Title order={2} size="h5" style={{ overflowWrap: "anywhere" }}>
            {format.name}
          </Title>
          <Group gap={6}>
            <Badge variant="default" tt="none" fw={500}>
              {inWords(format.category)}
            </Badge>
            {format.topic === null ? null : (
              <Badge variant="default" tt="none" fw={500}>
                {inWords(format.topic)}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {language}
          </Text>
        </Stack>
        <PhoneScreen
          isShort
          from={account.numbers[0]?.verified_name ?? account.name}
          message={{
            ...renderTemplate(definition, sampleValues(definition)),
            pictureUrl: null,
            cardPictureUrls: [],
          }}
        />
        <Allowed to="templates:write">
          <Group gap="xs" mt="auto">
            <ButtonLink
              size="sm"
              px="xs"
              to="/templates/new"
              search={{ library: format.name, language: format.language, account: account.id }}
              variant="default"
            >
              Customize
            </ButtonLink>
            <Button size="sm" px="xs" variant="light" onClick={onSubmit}>
              Use as is
            </Button>
          </Group>
        </Allowed>
      </Stack>
    </Paper>
  )
}
