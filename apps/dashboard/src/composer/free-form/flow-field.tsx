import { JsonInput, Select, TextInput } from "@mantine/core"
import { useState } from "react"
import { type InteractiveOf, interactive } from "./kinds.ts"
import { LimitedInput } from "./limited-input.tsx"
import type { PartProps } from "./part-props.ts"

type Parameters = InteractiveOf<"flow">["action"]["parameters"]

/** A button that opens a form, made in WhatsApp Manager. */
export function FlowField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "flow") return null
  const { interactive: inner } = message
  const { parameters } = inner.action
  const at = "interactive.action.parameters"
  const set = (next: Parameters) =>
    onChange(interactive({ ...inner, action: { name: "flow", parameters: next } }))
  /** What is empty is left out. */
  const change = (name: keyof Parameters, value: string) => {
    const { [name]: _, ...rest } = parameters
    set((value === "" && name !== "flow_id" ? rest : { ...rest, [name]: value }) as Parameters)
  }
  const { flow_action_payload: payload, flow_action: action } = parameters
  const opens = action ?? "screen"
  return (
    <>
      <LimitedInput
        label="Button"
        most={20}
        description="Opens the form."
        value={parameters.flow_cta}
        {...field(`${at}.flow_cta`)}
        onChange={(text) => set({ ...parameters, flow_cta: text })}
      />
      <TextInput
        size="sm"
        label="Flow"
        description="Its id in WhatsApp Manager, under Account tools → Flows."
        value={parameters.flow_id ?? ""}
        {...field(`${at}.flow_id`)}
        onChange={(event) => change("flow_id", event.currentTarget.value.trim())}
      />
      <Select
        size="sm"
        label="State of the flow"
        allowDeselect={false}
        data={[
          { value: "published", label: "Published" },
          { value: "draft", label: "Draft: reaches test phones only" },
        ]}
        value={parameters.mode ?? "published"}
        onChange={(mode) => {
          const { mode: _, ...rest } = parameters
          set(mode === "draft" ? { ...rest, mode } : rest)
        }}
      />
      <Select
        size="sm"
        label="Begins with"
        allowDeselect={false}
        data={[
          { value: "screen", label: "Its first screen" },
          { value: "navigate", label: "A screen of your choice" },
          { value: "data_exchange", label: "What your endpoint says" },
        ]}
        value={opens}
        onChange={(chosen) => {
          const { flow_action: _, flow_action_payload: __, ...rest } = parameters
          if (chosen === "navigate")
            set({ ...rest, flow_action: "navigate", flow_action_payload: { screen: "" } })
          else set(chosen === "data_exchange" ? { ...rest, flow_action: "data_exchange" } : rest)
        }}
      />
      {opens === "navigate" ? (
        <>
          <TextInput
            size="sm"
            label="Screen"
            description="Its id in the flow, such as WELCOME."
            value={payload?.screen ?? ""}
            {...field(`${at}.flow_action_payload.screen`)}
            onChange={(event) =>
              set({ ...parameters, flow_action_payload: { ...payload, screen: event.currentTarget.value } })
            }
          />
          <DataInput
            value={payload?.data}
            {...field(`${at}.flow_action_payload.data`)}
            onChange={(data) => {
              const { data: _, ...rest } = payload ?? {}
              set({ ...parameters, flow_action_payload: data === undefined ? rest : { ...rest, data } })
            }}
          />
        </>
      ) : null}
      <TextInput
        size="sm"
        label="Flow token (optional)"
        description="Comes back with the answers, to tell them apart."
        value={parameters.flow_token ?? ""}
        {...field(`${at}.flow_token`)}
        onChange={(event) => change("flow_token", event.currentTarget.value)}
      />
    </>
  )
}

/** Keeps what is typed while it is no JSON yet. */
function DataInput({
  value,
  onChange,
  error,
  ...place
}: {
  value: Record<string, unknown> | undefined
  onChange: (data: Record<string, unknown> | undefined) => void
  error: string | undefined
  "data-path": string
}) {
  const [typed, setTyped] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)))
  const read = readObject(typed)
  return (
    <JsonInput
      size="sm"
      autosize
      minRows={2}
      label="Data for that screen (optional)"
      description='JSON, such as {"city": "Lima"}.'
      value={typed}
      error={
        error ?? (read === null ? "This is no JSON object: check quotes, commas and braces." : undefined)
      }
      {...place}
      onChange={(text) => {
        setTyped(text)
        const next = readObject(text)
        if (next !== null) onChange(next)
      }}
    />
  )
}

/** null: it is none. */
function readObject(text: string): Record<string, unknown> | undefined | null {
  if (text.trim() === "") return undefined
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : null
  } catch {
    return null
  }
}
