import { ActionIcon, Box, Button, Group, Paper, Progress, Stack, Text, ThemeIcon, Title } from "@mantine/core"
import { useLocalStorage } from "@mantine/hooks"
import { IconCheck, IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { Loading } from "../look/page/loading.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { useMay, useMe, useWorkspace } from "../session/me.ts"
import { roleWithArticle } from "../session/role-words.ts"
import { useAbilities } from "./abilities.tsx"
import classes from "./home.module.css"
import { type Step, useSteps } from "./use-steps.tsx"

/** What the member made of the list. Of one that is done, `undefined` is `folded`. */
type Choice = "open" | "folded" | "hidden" | undefined

/** Kept in this browser, for each member and workspace. */
function useChoice() {
  const { member } = useMe()
  const { id } = useWorkspace()
  return useLocalStorage<Choice>({
    key: `parley.first-steps.${id}.${member.id}`,
    defaultValue: undefined,
    getInitialValueInEffect: false,
  })
}

/**
 * The way from an empty workspace to a message on the member's own phone, for those who set it up; for the others, who are
 * invited later, what their role lets them do.
 */
export function FirstSteps() {
  const [choice] = useChoice()
  const setsUp = useMay()("connection:manage")
  if (choice === "hidden") return null
  return setsUp ? <Setup /> : <Abilities />
}

/** The way back to the list for those who hid it. */
export function FirstStepsAgain() {
  const [choice, choose] = useChoice()
  if (choice !== "hidden") return null
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      style={{ alignSelf: "flex-start" }}
      onClick={() => choose("open")}
    >
      Show first steps
    </Button>
  )
}

function Setup() {
  const steps = useSteps()
  if (steps.failure !== undefined) return <ProblemAlert failure={steps.failure} retry={steps.retry} />
  if (steps.list === undefined) return <Loading />
  const done = steps.list.filter(({ isDone }) => isDone).length
  const isOver = done === steps.list.length
  const next = steps.list.find(({ isDone }) => !isDone)
  return (
    <>
      <FoldedList
        title={isOver ? "Everything is set up" : "First steps"}
        isOver={isOver}
        aside={
          <>
            <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
              {done} of {steps.list.length}
            </Text>
            <Progress
              visibleFrom="xs"
              w={120}
              value={(done / steps.list.length) * 100}
              aria-label="First steps done"
            />
          </>
        }
      >
        {steps.list.map((step, index) => (
          <StepRow key={step.title} step={step} number={index + 1} isNext={step === next} />
        ))}
      </FoldedList>
      {steps.dialog}
    </>
  )
}

function Abilities() {
  const { role } = useWorkspace()
  const { list, dialog } = useAbilities()
  return (
    <>
      <FoldedList title={`What you can do as ${roleWithArticle(role)}`}>
        {list.map(({ title, text, icon: Icon, action }) => (
          <Row
            key={title}
            title={title}
            text={text}
            mark={
              <ThemeIcon radius="xl" size={28} variant="light">
                <Icon size={17} aria-hidden />
              </ThemeIcon>
            }
            action={action}
          />
        ))}
      </FoldedList>
      {dialog}
    </>
  )
}

function FoldedList({
  title,
  isOver = false,
  aside,
  children,
}: {
  title: string
  /** Nothing of it is left to do. */
  isOver?: boolean
  aside?: ReactNode
  children: ReactNode
}) {
  const [choice, choose] = useChoice()
  const isOpen = choice === "open" || (choice === undefined && !isOver)
  return (
    <Paper withBorder component="section" aria-label="First steps">
      <Group px="lg" py="sm" justify="space-between" gap="xs" wrap="nowrap">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Group gap="sm" wrap="nowrap">
          {aside}
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-expanded={isOpen}
              aria-label={isOpen ? "Collapse first steps" : "Expand first steps"}
              onClick={() => choose(isOpen ? "folded" : "open")}
            >
              {isOpen ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />}
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Hide first steps"
              onClick={() => choose("hidden")}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
      </Group>
      {isOpen ? (
        <Stack gap={0} component="ol" m={0} p={0} style={{ listStyle: "none" }}>
          {children}
        </Stack>
      ) : null}
    </Paper>
  )
}

function StepRow({ step, number, isNext }: { step: Step; number: number; isNext: boolean }) {
  const { title, text, isDone, action } = step
  return (
    <Row
      title={title}
      text={text}
      mark={
        <ThemeIcon
          radius="xl"
          size={28}
          variant={isDone ? "filled" : "light"}
          color={isDone ? "teal.8" : "cobalt"}
        >
          {isDone ? <IconCheck size={17} aria-label="Done" /> : <b style={{ fontSize: 14 }}>{number}</b>}
        </ThemeIcon>
      }
      action={isDone ? null : action(isNext ? "filled" : "default")}
    />
  )
}

function Row({
  title,
  text,
  mark,
  action,
}: {
  title: string
  text: string
  mark: ReactNode
  action: ReactNode
}) {
  return (
    <li className={classes.step ?? ""}>
      {mark}
      <Box miw={0}>
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </Box>
      <div className={classes.stepAction ?? ""}>{action}</div>
    </li>
  )
}
