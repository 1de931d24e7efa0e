import { Stack, Text } from "@mantine/core"
import { IconMessageQuestion } from "@tabler/icons-react"
import { TextFields } from "../../campaigns/compose/when/trigger-kinds/inbound.tsx"
import { freeForm } from "../../composer/content.ts"
import { SeveralSelect } from "../../look/form/several-select.tsx"
import { Sentence } from "../../segments/builder/inputs.tsx"
import type { StepDraft } from "../editing/draft.ts"
import { newLocalId } from "../editing/new-id.ts"
import { LengthFields, lengthMistake } from "./parts/length-fields.tsx"
import { OptionalMessage } from "./parts/message-fields.tsx"
import { NamedPaths, nameMistakes } from "./parts/named-paths.tsx"
import { triggerMistakes } from "./parts/trigger-mistakes.ts"
import { contentWords, lengthWords } from "./parts/words.ts"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

type Path = StepDraft<"wait_for_reply">["paths"][number]

/** As WhatsApp calls what people send. */
const types = [
  { value: "text", label: "a text" },
  { value: "button", label: "a template button" },
  { value: "button_reply", label: "a reply button" },
  { value: "list_reply", label: "a row of a list" },
  { value: "flow_reply", label: "a completed flow" },
  { value: "image", label: "a picture" },
  { value: "video", label: "a video" },
  { value: "audio", label: "audio" },
  { value: "document", label: "a document" },
  { value: "location", label: "a location" },
  { value: "order", label: "an order" },
]

function Form({ step, at, of, onChange }: StepFormProps<"wait_for_reply">) {
  return (
    <Stack>
      <OptionalMessage
        label="Question"
        intro="Sent where the person's 24-hour window is open. Without one, an earlier step has asked."
        add="Write a question"
        begin={freeForm}
        content={step.content}
        at={`${at}.content`}
        of={of}
        onChange={(content) => onChange({ ...step, content })}
      />
      <OptionalMessage
        label="Where the window is closed"
        intro="This template asks instead. Without one, the question is not sent then."
        add="Choose a template"
        content={step.fallback}
        at={`${at}.fallback`}
        of={of}
        onChange={(fallback) => onChange({ ...step, fallback })}
      />
      <LengthFields
        label="Waits for an answer for"
        value={step.within}
        at={`${at}.within`}
        error={errorAt(of.errors, `${at}.within`)}
        onChange={(within) => onChange({ ...step, within })}
      />
      <Text size="sm">
        The first of these that a reply fits is taken. Any other reply has a way of its own.
      </Text>
      <NamedPaths
        paths={step.paths}
        at={`${at}.paths`}
        of={of}
        add="Add an answer"
        least={0}
        most={12}
        begin={(name) => ({ id: newLocalId(), name, types: [], text: null })}
        onChange={(paths) => onChange({ ...step, paths })}
      >
        {(path, here, change) => <Answer path={path} at={here} of={of} onChange={change} />}
      </NamedPaths>
    </Stack>
  )
}

function Answer({
  path,
  at,
  of,
  onChange,
}: {
  path: Path
  at: string
  of: StepFormProps<"wait_for_reply">["of"]
  onChange: (path: Path) => void
}) {
  const error = errorAt(of.errors, `${at}.text`)
  return (
    <Stack gap={6} data-path={`${at}.text`} {...(error ? { "data-error": true } : {})}>
      <SeveralSelect
        size="xs"
        label="Kinds of replies"
        placeholder={path.types.length === 0 ? "Any" : ""}
        data={types}
        value={path.types}
        onChange={(chosen) => onChange({ ...path, types: chosen })}
      />
      <Sentence>
        <TextFields
          trigger={{ on: "inbound_message", ...(path.text === null ? {} : { text: path.text }) }}
          any="says anything"
          onChange={({ text }) => onChange({ ...path, text: (text ?? null) as Path["text"] })}
        />
      </Sentence>
      {error === undefined ? null : (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
    </Stack>
  )
}

const lacksWords = ({ text }: Path) =>
  triggerMistakes([{ on: "inbound_message", ...(text === null ? {} : { text }) }], "").length > 0

export const waitForReplyForm: StepForm<"wait_for_reply"> = {
  label: "Wait for reply",
  icon: IconMessageQuestion,
  intro: "Asks, waits for the answer, and goes on by what it is.",
  begin: (newId) => ({
    content: null,
    fallback: null,
    within: { amount: 1, unit: "days" },
    paths: [{ id: newId(), name: "Yes", types: [], text: { op: "is_any", value: ["yes"] } }],
  }),
  sentence: ({ content, fallback, within }, names) =>
    content === null && fallback === null
      ? `Waits ${lengthWords(within)} for a reply`
      : `Asks ${contentWords(content ?? fallback, names)}, waits ${lengthWords(within)}`,
  mistakes: ({ paths, within }) => {
    const tooLong = lengthMistake(within, 31)
    return [
      ...(tooLong === undefined ? [] : [["within", tooLong] as const]),
      ...nameMistakes(paths),
      ...paths.flatMap((path, place) =>
        lacksWords(path) ? [[`paths.${place}.text`, "Enter what the reply says"] as const] : [],
      ),
    ]
  },
  Form,
}
