import {
  Alert,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from "@mantine/core"
import type { TemplateButton } from "@parley/whatsapp/templates"
import { IconPlus } from "@tabler/icons-react"
import { Section } from "./section.tsx"
import type { SectionProps } from "./section-props.ts"

type CodeButton = Extract<TemplateButton, { type: "OTP" }>

const otpTypes = [
  { value: "COPY_CODE", label: "Copy code" },
  { value: "ONE_TAP", label: "One-tap autofill (Android)" },
  { value: "ZERO_TAP", label: "Zero-tap autofill (Android)" },
] as const

/** What a business chooses of an authentication template; the text is Meta's. */
export function CodeSection({ draft, change, findings }: SectionProps) {
  const { code } = draft
  const button: CodeButton = code.button.type === "OTP" ? code.button : { type: "OTP", otp_type: "COPY_CODE" }
  const changeButton = (part: Partial<CodeButton>) =>
    change({ code: { ...code, button: { ...button, ...part } } })
  const apps = button.supported_apps ?? []
  return (
    <Section title="Code" hint="Meta writes the text in the language chosen." findings={findings.get("code")}>
      <Checkbox
        label="Advise people not to share the code"
        checked={code.recommendation}
        onChange={(event) => change({ code: { ...code, recommendation: event.currentTarget.checked } })}
      />
      <NumberInput
        label="Minutes the code is valid"
        description="Leave empty to leave it out"
        min={1}
        max={90}
        w={240}
        value={code.expirationMinutes ?? ""}
        onChange={(value) =>
          change({ code: { ...code, expirationMinutes: typeof value === "number" ? value : null } })
        }
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="Button"
          data={[...otpTypes]}
          value={button.otp_type}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = otpTypes.find((type) => type.value === value)
            if (chosen) change({ code: { ...code, button: asType(button, chosen.value) } })
          }}
        />
        <TextInput
          label="Button text"
          description="Leave empty for WhatsApp's default"
          value={button.text ?? ""}
          onChange={(event) => changeButton({ text: event.currentTarget.value || undefined })}
        />
      </SimpleGrid>
      {button.otp_type === "COPY_CODE" ? null : (
        <Stack gap="sm">
          <TextInput
            label="Autofill button text"
            description="Leave empty for WhatsApp's default"
            w={{ base: "100%", xs: "50%" }}
            value={button.autofill_text ?? ""}
            onChange={(event) => changeButton({ autofill_text: event.currentTarget.value || undefined })}
          />
          {apps.map((app, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an app is known by its place while it is being written
            <SimpleGrid key={index} cols={{ base: 1, xs: 2 }}>
              <TextInput
                label="Package name"
                placeholder="com.example.shop"
                value={app.package_name}
                onChange={(event) =>
                  changeButton({
                    supported_apps: apps.with(index, { ...app, package_name: event.currentTarget.value }),
                  })
                }
              />
              <TextInput
                label="Signing key hash"
                description="11 characters"
                value={app.signature_hash}
                onChange={(event) =>
                  changeButton({
                    supported_apps: apps.with(index, { ...app, signature_hash: event.currentTarget.value }),
                  })
                }
              />
            </SimpleGrid>
          ))}
          <Group>
            <Button
              variant="default"
              size="xs"
              disabled={apps.length <= 1}
              onClick={() => changeButton({ supported_apps: apps.slice(0, -1) })}
            >
              Remove the last app
            </Button>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              disabled={apps.length >= 5}
              onClick={() =>
                changeButton({ supported_apps: [...apps, { package_name: "", signature_hash: "" }] })
              }
            >
              Add an app
            </Button>
          </Group>
        </Stack>
      )}
      {button.otp_type === "ZERO_TAP" ? (
        <Alert color="gray" variant="light">
          <Checkbox
            label="I accept Meta's terms for zero-tap codes: people expect the code to be filled in for them"
            checked={button.zero_tap_terms_accepted ?? false}
            onChange={(event) => changeButton({ zero_tap_terms_accepted: event.currentTarget.checked })}
          />
        </Alert>
      ) : null}
    </Section>
  )
}

/** The button as one of another type, without what only other types have. */
function asType(
  { text, autofill_text, supported_apps }: CodeButton,
  otp_type: CodeButton["otp_type"],
): CodeButton {
  if (otp_type === "COPY_CODE") return { type: "OTP", otp_type, text }
  const apps = supported_apps ?? [{ package_name: "", signature_hash: "" }]
  return { type: "OTP", otp_type, text, autofill_text, supported_apps: apps }
}
