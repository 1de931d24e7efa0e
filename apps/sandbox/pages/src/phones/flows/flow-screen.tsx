import { Anchor, Button, Stack, Text, Title, UnstyledButton } from "@mantine/core"
import { useState } from "react"
import { FormattedText } from "../content/formatted-text.tsx"
import { mistakeIn } from "./field-errors.ts"
import { FlowField } from "./flow-field.tsx"
import { act, fill, openScreen, valueIn, type Walk } from "./flow-run.ts"
import type { Field, Part } from "./screen.ts"

/** The open screen of a flow. */
export function FlowScreen({
  flow,
  version,
  walk,
  onWalk,
  onComplete,
  onStuck,
}: {
  flow: unknown
  /** Of its Flow JSON, such as 7. */
  version: number
  walk: Walk
  onWalk: (walk: Walk) => void
  onComplete: (payload: Readonly<Record<string, unknown>>) => void
  onStuck: (reason: string) => void
}) {
  const [isTried, setTried] = useState(false)
  const { parts } = openScreen(flow, walk)
  const fields = parts.flatMap((part) => (part.kind === "field" ? [part.field] : []))
  const mistake = (field: Field) => (isTried ? mistakeIn(field, valueIn(walk, field)) : undefined)
  const take = (action: unknown) => {
    const outcome = act(flow, walk, action)
    if (outcome.kind === "walked") onWalk(outcome.walk)
    else if (outcome.kind === "completed") onComplete(outcome.payload)
    else if (outcome.kind === "opened") window.open(outcome.url, "_blank", "noreferrer")
    else onStuck(outcome.reason)
  }
  /** The footer ends the screen: only what is filled in well continues. */
  const finish = (action: unknown) => {
    setTried(true)
    if (fields.every((field) => mistakeIn(field, valueIn(walk, field)) === undefined)) take(action)
  }
  return (
    <Stack gap="md">
      {parts.map((part, i) =>
        part.kind === "field" ? (
          <FlowField
            key={part.field.name}
            field={part.field}
            version={version}
            value={valueIn(walk, part.field)}
            error={mistake(part.field)}
            onChange={(value) => onWalk(fill(walk, part.field.name, value))}
            onReadMore={take}
          />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name, and a screen keeps their order
          <FlowPart key={i} part={part} onAction={take} onFinish={finish} />
        ),
      )}
    </Stack>
  )
}

function FlowPart({
  part,
  onAction,
  onFinish,
}: {
  part: Exclude<Part, { kind: "field" }>
  onAction: (action: unknown) => void
  onFinish: (action: unknown) => void
}) {
  switch (part.kind) {
    case "heading":
      return (
        <Title order={2} size="h3" dir="auto">
          {part.text}
        </Title>
      )
    case "subheading":
      return (
        <Title order={3} size="h5" dir="auto">
          {part.text}
        </Title>
      )
    case "body":
      return <FormattedText text={part.text} />
    case "caption":
      return (
        <Text size="xs" c="dimmed" dir="auto">
          {part.text}
        </Text>
      )
    case "image":
      return (
        <img
          src={imageAddress(part.source)}
          alt={part.alt}
          style={{ maxWidth: "100%", maxHeight: part.height ?? 240, objectFit: "contain" }}
        />
      )
    case "link":
      return (
        <Anchor component="button" type="button" ta="start" onClick={() => onAction(part.action)}>
          {part.text}
        </Anchor>
      )
    case "choices":
      return part.items.map(({ title, description, action }) => (
        <UnstyledButton key={title} py="xs" onClick={() => onAction(action)}>
          <Text fw={500} dir="auto">
            {title}
          </Text>
          <Text size="sm" c="dimmed" dir="auto">
            {description}
          </Text>
        </UnstyledButton>
      ))
    case "footer":
      return (
        <Stack gap={4}>
          {part.caption === "" ? null : (
            <Text size="xs" c="dimmed" ta="center">
              {part.caption}
            </Text>
          )}
          <Button disabled={!part.isEnabled} onClick={() => onFinish(part.action)}>
            {part.label}
          </Button>
        </Stack>
      )
    default:
      return (
        <Text size="sm" c="dimmed">
          {part.type} is not shown here.
        </Text>
      )
  }
}

/** Flow JSON holds pictures as base64 without saying of which type; browsers find out themselves. */
function imageAddress(source: string): string {
  return source.startsWith("data:") ? source : `data:image/png;base64,${source}`
}
