import { Badge, Card, Group, SimpleGrid, Stack, Text, TextInput, ThemeIcon, Title } from "@mantine/core"
import { type Icon, IconBrandWhatsapp, IconPlugConnected, IconSearch } from "@tabler/icons-react"
import type { LinkProps } from "@tanstack/react-router"
import { useState } from "react"
import { api } from "../../api/client.ts"
import { ButtonLink } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { NotAllowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"

interface Partner {
  name: string
  by: string
  what: string
  icon: Icon
  to: NonNullable<LinkProps["to"]>
  /** What else people may search for. */
  keywords: string
}

const partners: readonly Partner[] = [
  {
    name: "WhatsApp",
    by: "Meta",
    what: "Send campaigns and templates to people who agreed to hear from you, and answer them for 24 hours after they write.",
    icon: IconBrandWhatsapp,
    to: "/connect/whatsapp",
    keywords: "facebook messaging messenger phone number waba cloud api",
  },
]

/** Everything Parley can be connected with. */
export function PartnersPage() {
  const may = useMay()
  const [wanted, setWanted] = useState("")
  if (!may("connection:read")) return <NotAllowed permission="connection:read" />
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const found = partners.filter((partner) => {
    const text = `${partner.name} ${partner.by} ${partner.what} ${partner.keywords}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return (
    <Page title="Technology Partners" intro="Connect this workspace with the services it works through.">
      <Stack gap="lg">
        <TextInput
          aria-label="Search partners"
          placeholder="Search, for example WhatsApp"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          maw={420}
        />
        {found.length === 0 ? (
          <EmptyState icon={IconPlugConnected} title={`No results for “${wanted}”`}>
            Try another word, or build your own integration on the API.
          </EmptyState>
        ) : (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {found.map((partner) => (
              <PartnerCard key={partner.name} partner={partner} />
            ))}
          </SimpleGrid>
        )}
      </Stack>
    </Page>
  )
}

function PartnerCard({ partner }: { partner: Partner }) {
  const accounts = api.useQuery("get", "/v1/business-accounts")
  const connected = accounts.data?.data.filter((account) => account.disconnected_at === null).length ?? 0
  const PartnerIcon = partner.icon
  return (
    <Card withBorder padding="lg">
      <Stack gap="sm" h="100%" justify="space-between">
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap">
            <Group wrap="nowrap">
              <ThemeIcon size={44} radius="md" variant="light" color="teal">
                <PartnerIcon size={26} aria-hidden />
              </ThemeIcon>
              <div>
                <Title order={2} size="h4">
                  {partner.name}
                </Title>
                <Text size="sm" c="dimmed">
                  by {partner.by}
                </Text>
              </div>
            </Group>
            {accounts.isSuccess ? (
              <Badge color={connected > 0 ? "teal" : "gray"} variant="light">
                {connected > 0 ? "Connected" : "Not connected"}
              </Badge>
            ) : null}
          </Group>
          <Text size="sm">{partner.what}</Text>
          <ProblemAlert failure={accounts.error} retry={accounts.refetch} />
        </Stack>
        <ButtonLink
          to={partner.to}
          variant={connected > 0 ? "default" : "filled"}
          style={{ alignSelf: "flex-start" }}
        >
          {connected > 0 ? `Open ${partner.name}` : "Begin integration"}
        </ButtonLink>
      </Stack>
    </Card>
  )
}
