import { Alert, Select, Stack, Text, TextInput } from "@mantine/core"
import type { ReactNode } from "react"
import { ButtonsField } from "./buttons-field.tsx"
import { HeaderField } from "./header-field.tsx"
import {
  begin,
  footerOf,
  type Kind,
  kindOf,
  kinds,
  mediaKinds,
  mediumOf,
  textOf,
  textPath,
  withFooter,
  withMedium,
  withText,
} from "./kinds.ts"
import { ListField } from "./list-field.tsx"
import { MediumField } from "./medium-field.tsx"
import { MessageTextField } from "./message-text-field.tsx"
import type { PartProps } from "./part-props.ts"

/** A message of one's own: its kind, and the fields of that. */
export function FreeFormFields({ numberId, ...part }: PartProps & { numberId: string | null }) {
  const { message, onChange, field } = part
  const kind = kindOf(message)
  const medium = mediumOf(message)
  const mediaKind = mediaKinds.find((one) => one === kind)
  const hasHeader = kind === "button" || kind === "cta_url"
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
        <>
          {medium === undefined || mediaKind === undefined ? null : (
            <MediumField
              kind={mediaKind}
              medium={medium}
              numberId={numberId}
              at={field(`${mediaKind}.link`)["data-path"]}
              error={field(mediaKind).error}
              onChange={(next) => onChange(withMedium(message, next))}
            />
          )}
          {hasHeader ? <HeaderField {...part} numberId={numberId} /> : null}
          <MessageTextField
            label={mediaKind === undefined ? "Text" : "Caption (optional)"}
            value={textOf(message)}
            {...field(textPath(message))}
            onChange={(text) => onChange(withText(message, text))}
          />
          {extraOf(kind, part)}
          {hasHeader || kind === "list" ? (
            <TextInput
              size="sm"
              label="Footer (optional)"
              maxLength={60}
              value={footerOf(message)}
              {...field("interactive.footer")}
              onChange={(event) => onChange(withFooter(message, event.currentTarget.value))}
            />
          ) : null}
        </>
      )}
    </Stack>
  )
}

function extraOf(kind: Kind, part: PartProps): ReactNode {
  if (kind === "button") return <ButtonsField {...part} />
  if (kind === "list") return <ListField {...part} />
  if (kind === "cta_url") return <LinkField {...part} />
  return null
}

function LinkField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "cta_url") return null
  const { interactive } = message
  const { parameters } = interactive.action
  const set = (change: Partial<typeof parameters>) =>
    onChange({
      type: "interactive",
      interactive: {
        ...interactive,
        action: { name: "cta_url", parameters: { ...parameters, ...change } },
      },
    })
  return (
    <>
      <TextInput
        size="sm"
        label="Button"
        description="At most 20 characters"
        maxLength={20}
        value={parameters.display_text}
        {...field("interactive.action.parameters.display_text")}
        onChange={(event) => set({ display_text: event.currentTarget.value })}
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
