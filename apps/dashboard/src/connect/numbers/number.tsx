import { Group, Paper, SimpleGrid, Skeleton, Stack, Text } from "@mantine/core"
import { useParams } from "@tanstack/react-router"
import { api, type Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Page } from "../../look/page/page.tsx"
import { useScrollToHash } from "../../look/page/scroll-to-hash.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { NotAllowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"
import { MoveNumber } from "../move.tsx"
import { RefreshButton } from "../refresh-button.tsx"
import { limitInWords, nameReview, needsSetup, qualityOf, standingOf } from "../status.ts"
import { Reach } from "../test-recipients.tsx"
import { DisplayName } from "./display-name.tsx"
import { NumberSetup } from "./number-setup.tsx"
import { StandingBadge } from "./numbers-table.tsx"
import { Pin } from "./pin.tsx"
import { Profile } from "./profile.tsx"
import { Rate } from "./rate.tsx"
import { Register } from "./register.tsx"

/** One number: what is left of its setup, its state at Meta, its public profile, who can be reached. */
export function NumberPage() {
  return useMay()("connection:read") ? <NumberOfAddress /> : <NotAllowed permission="connection:read" />
}

function NumberOfAddress() {
  const may = useMay()
  const { numberId } = useParams({ from: "/framed/connect/whatsapp/numbers/$numberId" })
  const accounts = api.useQuery("get", "/v1/business-accounts")
  const account = accounts.data?.data.find((one) => one.numbers.some(({ id }) => id === numberId))
  const number = account?.numbers.find(({ id }) => id === numberId)
  useScrollToHash(number !== undefined)
  const up = { to: "/connect/whatsapp", label: "WhatsApp" } as const
  if (account === undefined || number === undefined) {
    return (
      <Page title="Number" up={up}>
        <ProblemAlert failure={accounts.error} retry={accounts.refetch} />
        {accounts.isPending ? <Skeleton h={240} /> : null}
        {accounts.isSuccess ? <Text>This number doesn't exist in this workspace.</Text> : null}
      </Page>
    )
  }
  const mayChange = may("connection:manage") && account.disconnected_at === null
  return (
    <Page
      title={number.display_phone_number}
      intro={[...new Set([number.verified_name, account.name])].join(" · ")}
      up={up}
      action={mayChange ? <RefreshButton number={number} /> : null}
    >
      <Stack gap="xl">
        {needsSetup(number) && mayChange ? <NumberSetup number={number} /> : null}
        <div id="standing">
          <Facts number={number} />
        </div>
        {number.disconnected_at === null && number.status !== "DELETED" ? (
          <>
            <Reach number={number} />
            {mayChange ? (
              <div id="display-name">
                <DisplayName number={number} />
              </div>
            ) : null}
            <Profile number={number} />
            {mayChange ? <Upkeep number={number} accounts={accounts.data?.data ?? []} /> : null}
          </>
        ) : null}
      </Stack>
    </Page>
  )
}

/** What is seldom done to a number that is in service. */
function Upkeep({
  number,
  accounts,
}: {
  number: Shapes["Number"]
  accounts: readonly Shapes["BusinessAccount"][]
}) {
  return (
    <>
      <div id="pin">
        <Pin number={number} />
      </div>
      {number.registered ? (
        <div id="setup">
          <Section title="Registration">
            <Register number={number} />
          </Section>
        </div>
      ) : null}
      <div id="rate">
        <Rate key={number.rate_per_second} number={number} />
      </div>
      <MoveNumber number={number} accounts={accounts} />
    </>
  )
}

function Facts({ number }: { number: Shapes["Number"] }) {
  const standing = standingOf(number, useServerNow())
  const amount = useAmount()
  const quality = qualityOf(number.quality_rating)
  const review = nameReview(number.name_status)
  const next = number.new_name_status === null ? undefined : nameReview(number.new_name_status)
  return (
    <Paper withBorder p="lg" component="section" aria-label="Status at Meta">
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, sm: 3 }} spacing="lg" m={0}>
        <Fact name="Status" note={standing.meaning}>
          <StandingBadge standing={standing} />
        </Fact>
        <Fact name="Quality" note={quality.meaning}>
          <StandingBadge standing={quality} />
        </Fact>
        <Fact name="Display name" note={next === undefined ? undefined : `The new name is ${next}.`}>
          {number.verified_name}
          {review === undefined ? "" : `, ${review}`}
        </Fact>
        <Fact name="Throughput" note="The most Meta accepts from this number.">
          {amount(number.throughput_level === "HIGH" ? 1_000 : 80)} messages per second
        </Fact>
        <Fact
          name="Messaging limit"
          note="How many people you can message first, for the whole business portfolio."
        >
          {limitInWords(number.messaging_limit, amount)}
        </Fact>
        <Fact
          name="Two-step PIN"
          note={number.pin_enabled && !number.pin_stored ? "Not stored here." : undefined}
        >
          {number.pin_enabled ? "On" : "Off"}
        </Fact>
        <Fact name="Type">{number.account_mode === "SANDBOX" ? "Meta test number" : "Your own number"}</Fact>
        <Fact name="Certificate">{number.certificate === null ? "None" : "Issued"}</Fact>
        <Fact name="Registered">
          {number.registered_at === null ? "Not yet" : <Instant at={number.registered_at} />}
        </Fact>
      </SimpleGrid>
    </Paper>
  )
}

function Fact({
  name,
  note,
  children,
}: {
  name: string
  note?: string | undefined
  children: React.ReactNode
}) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Group component="dd" m={0} gap={6}>
        <Text component="div" fw={550}>
          {children}
        </Text>
      </Group>
      {note === undefined ? null : (
        <Text component="dd" size="xs" c="dimmed" m={0}>
          {note}
        </Text>
      )}
    </div>
  )
}
