import { Alert, Anchor, Button, Group, List, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { explainStatus } from "@parley/whatsapp/templates"
import { IconRocket } from "@tabler/icons-react"
import { useQueries } from "@tanstack/react-query"
import { api, type Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { dayAndTime } from "../../look/time/instants.ts"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { useDayZone, useSendingZone } from "../../session/day-zone.ts"
import { useMay } from "../../session/me.ts"
import { useDeliveryNames } from "../delivery-names.ts"
import { StartButton } from "../start-stop.tsx"
import { whenInWords } from "../when-in-words.ts"
import { LaunchDialog } from "./launch-dialog.tsx"
import { type Campaign, type CampaignValues, lacksOf, sharesOf } from "./values.ts"
import { instantOf, ownClockTime, useLocalTimes, type When } from "./when/launch-time.tsx"

interface Trouble {
  path: string
  message: string
}

/** What will be sent, to how many and when; what is in the way of it; and the button that does it. */
export function ReviewSection({
  campaign,
  values,
  isSaved,
  when,
  onGo,
}: {
  campaign: Campaign
  values: CampaignValues
  /** It is on the server as it is in the form. */
  isSaved: boolean
  when: When
  /** Leads to a field. */
  onGo: (path: string) => void
}) {
  const may = useMay()
  const now = useServerNow()
  const zone = useDayZone()
  const [isOpen, { open, close }] = useDisclosure()
  const templates = useTemplatesOf(values)
  const { delivery } = values
  const isOnce = delivery.kind === "once"
  const at = isOnce ? instantOf(when, zone) : undefined
  const ownClock = isOnce ? ownClockTime(when) : undefined
  const isOver = useLocalTimes(ownClock).data?.is_over ?? false
  const troubles = [
    ...lacksOf(values),
    ...templateTroubles(values, templates),
    ...timeTroubles(at, ownClock === undefined ? now : undefined, isOver),
  ]
  const isComplete = lacksOf(values).length === 0
  const preview = api.useQuery(
    "get",
    "/v1/campaigns/{id}/launches/preview",
    { params: { path: { id: campaign.id } } },
    { enabled: isSaved && isComplete, retry: false },
  )
  const mayLaunch = may("campaigns:launch")
  const isReady = isSaved && troubles.length === 0 && preview.data !== undefined
  return (
    <Section
      title="Review and launch"
      aside={
        !mayLaunch ? null : delivery.kind !== "once" ? (
          // One that recurs is launched as it is by then.
          delivery.kind === "recurring" && campaign.started_at !== null ? null : (
            <StartButton
              campaign={campaign}
              kind={delivery.kind}
              isDisabled={!isReady}
              isUpdate={campaign.started_at !== null}
            />
          )
        ) : (
          <Button leftSection={<IconRocket size={18} aria-hidden />} disabled={!isReady} onClick={open}>
            {at ? "Schedule" : "Launch"}
          </Button>
        )
      }
    >
      <Stack>
        {troubles.length === 0 ? null : (
          <Alert color="yellow" variant="light" title="Before it can be launched">
            <List size="sm">
              {troubles.map(({ path, message }) => (
                <List.Item key={path + message}>
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    ta="start"
                    c="inherit"
                    underline="always"
                    onClick={() => onGo(path)}
                  >
                    {message}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {isSaved ? null : (
          <Text size="sm" c="dimmed">
            Save your changes to see who gets it.
          </Text>
        )}
        <ProblemAlert failure={isSaved ? preview.error : undefined} retry={preview.refetch} />
        {isSaved && isComplete && preview.data !== undefined ? (
          <Outcome
            preview={preview.data}
            values={values}
            templates={templates}
            at={at}
            isOwnClock={ownClock !== undefined}
          />
        ) : null}
        {mayLaunch ? null : (
          <Text size="sm" c="dimmed">
            Your role can't launch campaigns. Ask a marketer, an admin or the owner of this workspace to
            launch it.
          </Text>
        )}
      </Stack>
      {isOpen && preview.data !== undefined && at !== null ? (
        <LaunchDialog
          campaign={campaign}
          preview={preview.data}
          at={at}
          inLocalTime={ownClock}
          onClose={close}
        />
      ) : null}
    </Section>
  )
}

type Templates = ReadonlyMap<string, Shapes["Template"]>

/** The templates that the variants are made from, as far as they are read. */
function useTemplatesOf({ variants }: CampaignValues): Templates {
  const ids = new Set(
    variants.flatMap(({ content }) =>
      content.kind === "template" && content.template_id !== null ? [content.template_id] : [],
    ),
  )
  return useQueries({
    queries: [...ids].map((id) =>
      api.queryOptions("get", "/v1/templates/{id}", { params: { path: { id } } }, { staleTime: 30_000 }),
    ),
    combine: (read) => new Map(read.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data]]))),
  })
}

const templateTroubles = ({ variants }: CampaignValues, templates: Templates): Trouble[] =>
  variants.flatMap(({ name, content }, place) => {
    const template = content.kind === "template" ? templates.get(content.template_id ?? "") : undefined
    if (template === undefined || explainStatus(template.status).sendable) return []
    const message = `${name}: the template ${template.name} is ${template.explanation.title.toLowerCase()}.`
    return [{ path: `variants.${place}.content.template_id`, message }]
  })

/** @param now undefined: by each contact's own clock */
function timeTroubles(at: Date | null | undefined, now: Date | undefined, isOver: boolean): Trouble[] {
  if (at === null) return [{ path: "when", message: "Enter the date and time." }]
  if (isOver || (at !== undefined && now !== undefined && at < now))
    return [{ path: "when", message: "The time has passed. Choose a later one." }]
  return []
}

function Outcome({
  preview: { people, number, last_launch },
  values: { variants, control_share, delivery },
  templates,
  at,
  isOwnClock,
}: {
  preview: Shapes["LaunchPreview"]
  values: CampaignValues
  templates: Templates
  at: Date | null | undefined
  isOwnClock: boolean
}) {
  const names = useDeliveryNames(delivery)
  const clock = useSendingZone()
  const amount = useAmount()
  const notation = useNotation()
  const zone = useDayZone()
  const shares = sharesOf(variants)
  const control = Math.round((people * control_share) / 100)
  const said = ({ content }: CampaignValues["variants"][number]) =>
    content.kind === "template"
      ? (templates.get(content.template_id ?? "")?.name ?? "a template")
      : "free-form message"
  const lines: [string, string][] = [
    ["From", `${number.verified_name} · ${number.display_phone_number}`],
    [
      "When",
      at
        ? `${dayAndTime(at, { ...notation, zone }, "short")} (${isOwnClock ? "by each contact's own clock" : zone.replaceAll("_", " ")})`
        : delivery.kind === "once"
          ? "As soon as it is launched"
          : whenInWords(delivery, { ...notation, zone, clock, names }),
    ],
    ...(variants.length === 1
      ? variants.map((variant): [string, string] => ["Message", said(variant)])
      : variants.map((variant, place): [string, string] => [
          variant.name,
          `${said(variant)}, to about ${amount(Math.round(((people - control) * (shares[place] ?? 0)) / 100))}`,
        ])),
    ...(control_share === 0
      ? []
      : [["Control group", `about ${amount(control)} get nothing`] satisfies [string, string]]),
  ]
  return (
    <Stack gap="sm">
      <div>
        <Text fz={28} fw={650} lh={1.2}>
          {amount(people)}
        </Text>
        <Text size="sm" c="dimmed">
          {people === 1 ? "person can be reached" : "people can be reached"}
        </Text>
      </div>
      <Stack gap={4} component="dl" m={0}>
        {lines.map(([label, value]) => (
          <Group key={label} gap="sm" wrap="nowrap" align="baseline">
            <Text
              size="sm"
              c="dimmed"
              component="dt"
              w={120}
              style={{ flexShrink: 0, overflowWrap: "anywhere" }}
            >
              {label}
            </Text>
            <Text size="sm" component="dd" m={0} style={{ overflowWrap: "anywhere" }}>
              {value}
            </Text>
          </Group>
        ))}
      </Stack>
      {last_launch === null ? null : (
        <Text size="sm" c="dimmed">
          It was launched before. People who got it then get it once more.
        </Text>
      )}
    </Stack>
  )
}
