import { Alert, Checkbox, Select, Stack, Text, TextInput } from "@mantine/core"
import type { ReactNode } from "react"
import { ButtonsField } from "./buttons-field.tsx"
import { CarouselField } from "./carousel-field.tsx"
import { FlowField } from "./flow-field.tsx"
import { HeaderField } from "./header-field.tsx"
import {
  begin,
  footerOf,
  interactive,
  type Kind,
  kindOf,
  kinds,
  mediumOf,
  partsOf,
  textOf,
  textPath,
  withFooter,
  withMedium,
  withText,
} from "./kinds.ts"
import { LimitedInput } from "./limited-input.tsx"
import { ListField } from "./list-field.tsx"
import { MediumField } from "./medium-field.tsx"
import { MessageTextField } from "./message-text-field.tsx"
import type { PartProps } from "./part-props.ts"
import { CatalogField, ProductField, ProductListField } from "./products-fields.tsx"

/** A message of one's own: its kind, and the fields of that. */
export function FreeFormFields({ numberId, ...part }: PartProps & { numberId: string | null }) {
  const { message, onChange, field } = part
  const kind = kindOf(message)
  return (
    <Stack gap="sm">
      <Select
        label="Kind"
        size="sm"
        allowDeselect={false}
        placeholder="Made through the API"
        value={kind ?? null}
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        onChange={(chosen) => onChange(begin((chosen ?? "text") as Kind, message))}
      />
      {kind === undefined ? (
        <Alert color="gray" variant="light">
          <Text size="sm">
            This message was made through the API and is sent as it is. Choose a kind to write another one.
          </Text>
        </Alert>
      ) : (
        <KindFields kind={kind} numberId={numberId} message={message} onChange={onChange} field={field} />
      )}
    </Stack>
  )
}

function KindFields({ kind, numberId, ...part }: PartProps & { kind: Kind; numberId: string | null }) {
  const { message, onChange, field } = part
  const file = mediumOf(message)
  const { header, text, mostText, footer } = partsOf(kind)
  return (
    <>
      {file === undefined ? null : (
        <MediumField
          kind={file.kind}
          medium={file.medium}
          numberId={numberId}
          at={field(`${file.kind}.link`)["data-path"]}
          error={field(file.kind).error}
          onChange={(next) => onChange(withMedium(message, next))}
        />
      )}
      {header === undefined ? null : <HeaderField {...part} numberId={numberId} allows={header} />}
      {text === "none" ? null : (
        <MessageTextField
          label={file !== undefined ? "Caption (optional)" : text === "optional" ? "Text (optional)" : "Text"}
          most={mostText}
          value={textOf(message)}
          {...field(textPath(message))}
          onChange={(written) => onChange(withText(message, written))}
        />
      )}
      {extraOf(kind, part, numberId)}
      {footer === undefined ? null : (
        <LimitedInput
          label="Footer (optional)"
          most={60}
          value={footerOf(message)}
          {...field("interactive.footer")}
          onChange={(written) => onChange(withFooter(message, written))}
        />
      )}
    </>
  )
}

function extraOf(kind: Kind, part: PartProps, numberId: string | null): ReactNode {
  switch (kind) {
    case "text":
      return <LinkPreview {...part} />
    case "audio":
      return <VoiceNote {...part} />
    case "button":
      return <ButtonsField {...part} />
    case "list":
      return <ListField {...part} />
    case "cta_url":
      return <LinkField {...part} />
    case "flow":
      return <FlowField {...part} />
    case "product":
      return <ProductField {...part} />
    case "product_list":
      return <ProductListField {...part} />
    case "catalog_message":
      return <CatalogField {...part} />
    case "carousel":
      return <CarouselField {...part} numberId={numberId} />
    default:
      return null
  }
}

function LinkPreview({ message, onChange }: PartProps) {
  if (message.type !== "text" || !/https?:\/\/|\{\{/.test(message.text.body)) return null
  const { preview_url: shows = false, ...text } = message.text
  return (
    <Checkbox
      size="sm"
      label="Show a preview of the first link"
      checked={shows}
      onChange={(event) =>
        onChange({ ...message, text: event.currentTarget.checked ? { ...text, preview_url: true } : text })
      }
    />
  )
}

function VoiceNote({ message, onChange }: PartProps) {
  if (message.type !== "audio") return null
  const { voice = false, ...audio } = message.audio
  return (
    <Checkbox
      size="sm"
      label="As a voice note"
      description="Takes an OGG file with OPUS."
      checked={voice}
      onChange={(event) =>
        onChange({ ...message, audio: event.currentTarget.checked ? { ...audio, voice: true } : audio })
      }
    />
  )
}

function LinkField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "cta_url") return null
  const { interactive: inner } = message
  const { parameters } = inner.action
  const set = (change: Partial<typeof parameters>) =>
    onChange(interactive({ ...inner, action: { name: "cta_url", parameters: { ...parameters, ...change } } }))
  return (
    <>
      <LimitedInput
        label="Button"
        most={20}
        value={parameters.display_text}
        {...field("interactive.action.parameters.display_text")}
        onChange={(display_text) => set({ display_text })}
      />
      <TextInput
        size="sm"
        type="url"
        label="Address"
        placeholder="https://"
        value={parameters.url}
        {...field("interactive.action.parameters.url")}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
    </>
  )
}
