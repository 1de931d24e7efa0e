import { Box, Group, Paper, Progress, Stack, Text, ThemeIcon, Title } from "@mantine/core"
import { IconCheck } from "@tabler/icons-react"
import { api, type Shapes } from "../api/client.ts"
import { Loading } from "../look/dialogs/sheet.tsx"
import { ButtonLink } from "../look/links.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { type Permission, useMay, useWorkspace } from "../session/me.ts"

interface Step {
  title: string
  text: string
  to: "/connect/whatsapp" | "/contacts/import" | "/templates/new" | "/settings/members"
  action: string
  /** Who may do it. */
  permission: Permission
  isDone: boolean
}

const one = { params: { query: { limit: 1 } } }

/** Meta puts it into every new account; it says nothing that anyone wants to say. */
const preloaded = "hello_world"

/** The way from an empty workspace to the first message, with what is done ticked off. */
export function FirstSteps() {
  const may = useMay()
  const { role } = useWorkspace()
  const accounts = api.useQuery("get", "/v1/business-accounts", {}, { enabled: may("connection:read") })
  const contacts = api.useQuery("get", "/v1/contacts", one, { enabled: may("contacts:read") })
  const approved = api.useQuery(
    "get",
    "/v1/templates",
    { params: { query: { limit: 50, status: "APPROVED" } } },
    { enabled: may("templates:read") },
  )
  const members = api.useQuery("get", "/v1/members", one, { enabled: may("members:read") })
  const all = [accounts, contacts, approved, members]
  const failed = all.find(({ error }) => error !== null)
  if (failed) return <ProblemAlert failure={failed.error} retry={failed.refetch} />
  if (all.some(({ isLoading }) => isLoading)) return <Loading />

  const steps: Step[] = [
    {
      title: "Connect WhatsApp",
      text: "Log in with Facebook, choose a business account and verify a number.",
      to: "/connect/whatsapp",
      action: "Connect",
      permission: "connection:manage",
      isDone: accounts.data?.data.some(hasActiveNumber) ?? false,
    },
    {
      title: "Get a template approved",
      text: "You need an approved template to start a conversation. The builder checks yours as you type.",
      to: "/templates/new",
      action: "Write a template",
      permission: "templates:write",
      isDone: approved.data?.data.some(({ name }) => name !== preloaded) ?? false,
    },
    {
      title: "Import contacts",
      text: "With phone numbers and consent.",
      to: "/contacts/import",
      action: "Import",
      permission: "contacts:write",
      isDone: (contacts.data?.data.length ?? 0) > 0,
    },
    {
      title: "Invite a colleague",
      text: "Marketers, agents and developers each have their own role.",
      to: "/settings/members",
      action: "Invite",
      permission: "members:manage",
      isDone: members.data?.next != null,
    },
  ]
  const open = steps.filter(({ permission }) => may(permission))
  if (open.length === 0) {
    return (
      <Text c="dimmed">
        There is nothing for you to set up. As {role}, you can look at everything here but not change it.
      </Text>
    )
  }
  const done = open.filter(({ isDone }) => isDone).length
  const next = open.find(({ isDone }) => !isDone)
  return (
    <Paper withBorder component="section" aria-label="First steps">
      <Group p="lg" pb="md" justify="space-between">
        <Title order={2} size="h4">
          {next === undefined ? "Everything is set up" : "First steps"}
        </Title>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {done} of {open.length}
          </Text>
          <Progress w={120} value={(done / open.length) * 100} aria-label="First steps done" />
        </Group>
      </Group>
      <Stack gap={0} component="ol" m={0} p={0} style={{ listStyle: "none" }}>
        {open.map((step, index) => (
          <StepRow key={step.title} step={step} number={index + 1} isNext={step === next} />
        ))}
      </Stack>
    </Paper>
  )
}

const hasActiveNumber = ({ disconnected_at, numbers }: Shapes["BusinessAccount"]) =>
  disconnected_at === null && numbers.some(({ registered }) => registered)

function StepRow({ step, number, isNext }: { step: Step; number: number; isNext: boolean }) {
  return (
    <Group
      component="li"
      px="lg"
      py="md"
      wrap="nowrap"
      align="center"
      style={{ borderTop: "1px solid var(--line)" }}
    >
      <ThemeIcon
        radius="xl"
        size={30}
        variant={step.isDone ? "filled" : "light"}
        color={step.isDone ? "teal.8" : "cobalt"}
      >
        {step.isDone ? <IconCheck size={18} aria-label="Done" /> : <b style={{ fontSize: 14 }}>{number}</b>}
      </ThemeIcon>
      <Box flex={1} miw={0}>
        <Text fw={600} size="sm">
          {step.title}
        </Text>
        <Text size="sm" c="dimmed">
          {step.text}
        </Text>
      </Box>
      {step.isDone ? null : (
        <ButtonLink to={step.to} variant={isNext ? "filled" : "default"} size="xs">
          {step.action}
        </ButtonLink>
      )}
    </Group>
  )
}
