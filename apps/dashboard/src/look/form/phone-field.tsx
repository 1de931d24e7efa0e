import { Group, Input } from "@mantine/core"
import type * as phoneRules from "@parley/whatsapp/phone"
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react"
import { api } from "../../api/client.ts"
import { useMay } from "../../session/me.ts"
import { useNotation } from "../time/notation.ts"
import { type Choice, withChosen } from "./choices.ts"
import { countries } from "./countries.ts"
import { FieldSelect } from "./field-select.tsx"
import { movedTo, readPhone } from "./phone-reading.ts"

interface PhoneFieldProps {
  label: ReactNode
  description?: ReactNode
  error?: ReactNode
  disabled?: boolean
  /** In E.164, or what was typed and is no number (yet); empty: nothing. */
  value: string
  onChange: (value: string) => void
  onFocus?: () => void
  onBlur?: () => void
  "data-path"?: string
  "data-autofocus"?: boolean
}

/**
 * A phone number with its country, as people type and paste them: national with its trunk zero, with `+` or `00`, with marks that
 * nobody sees. Gives E.164: `<PhoneField label="Phone" {...form.getInputProps("phone")} />`, and `phoneFault` to validate it.
 * The country is that of the business's own number until another is chosen or typed.
 */
export function PhoneField({
  label,
  description,
  error,
  disabled = false,
  value,
  onChange,
  onBlur,
  ...input
}: PhoneFieldProps) {
  const id = useId()
  const phones = usePhones()
  const afterPress = useAfterPress()
  const home = useHomeCountry(phones)
  const [chosen, setChosen] = useState<string>()
  // What stands in the field, and what became of it. Another value comes from outside, as when a form is filled.
  const [typed, setTyped] = useState(value)
  const [given, setGiven] = useState(value)
  const [isTyped, setIsTyped] = useState(false)
  const [isLeft, setLeft] = useState(true)
  if (value !== given) {
    setGiven(value)
    setTyped(value)
    setIsTyped(false)
    setChosen(undefined)
  }
  const country = chosen ?? home
  const reading = phones && readPhone(phones, typed, country)
  const of = reading?.country ?? country

  const give = (text: string, within: string) => {
    const became = phones ? readPhone(phones, text, within).value : text.trim()
    setTyped(text)
    setIsTyped(true)
    setGiven(became)
    if (became !== value) onChange(became)
  }
  // It was typed before it could be read.
  const late = isTyped ? reading?.value : undefined
  useEffect(() => {
    if (late === undefined || late === given) return
    setGiven(late)
    onChange(late)
  }, [late, given, onChange])

  const choices = useMemo(() => callingCodes(phones), [phones])
  const fault = error || (isLeft && typed !== "") ? reading?.fault : undefined
  const shown = fault ?? error
  const isNumber = reading !== undefined && reading.fault === undefined
  return (
    <Input.Wrapper label={label} description={description} error={shown} id={id}>
      <Group
        gap="xs"
        wrap="nowrap"
        align="flex-start"
        mt={description === undefined ? 0 : 5}
        mb={shown ? 5 : 0}
      >
        <FieldSelect
          aria-label="Calling code"
          w={152}
          style={{ flexShrink: 0 }}
          comboboxProps={{ width: 280, position: "bottom-start" }}
          disabled={disabled}
          data={withChosen(choices, of)}
          value={of}
          onChange={(wanted) => {
            if (wanted === null || phones === undefined) return
            setChosen(wanted)
            give(movedTo(phones, typed, wanted), wanted)
          }}
        />
        <Input
          {...input}
          id={id}
          type="tel"
          flex={1}
          miw={0}
          my={0}
          autoComplete="off"
          placeholder="Number"
          disabled={disabled}
          error={Boolean(shown)}
          value={isLeft && isNumber && phones ? phones.formatPhone(reading.value) : typed}
          onChange={({ currentTarget }) => {
            setLeft(false)
            give(currentTarget.value, country)
          }}
          onBlur={() => {
            afterPress(() => setLeft(true))
            onBlur?.()
          }}
        />
      </Group>
    </Input.Wrapper>
  )
}

type Phones = typeof phoneRules

/** The rules of all countries' numbers, 45 kB: loaded when a field for one is shown. */
function usePhones(): Phones | undefined {
  const [phones, setPhones] = useState<Phones>()
  useEffect(() => {
    // Without them, as when the line is down, what is typed is for the server to read.
    void import("@parley/whatsapp/phone").then((loaded) => setPhones(loaded)).catch(() => undefined)
  }, [])
  return phones
}

/**
 * Lets something happen once no mouse button or finger is down any more. What is said when a field is left moves what is below
 * it: the button that is being pressed would be somewhere else when it is released, and the press lost.
 */
function useAfterPress(): (act: () => void) => void {
  const isDown = useRef(false)
  useEffect(() => {
    const ended = new AbortController()
    const hold = ({ type }: Event) => {
      isDown.current = type === "pointerdown"
    }
    for (const change of ["pointerdown", "pointerup", "pointercancel"])
      window.addEventListener(change, hold, { capture: true, signal: ended.signal })
    return () => ended.abort()
  }, [])
  return (act) => {
    if (!isDown.current) return act()
    // The click comes after it, and before anything else.
    window.addEventListener("pointerup", () => setTimeout(act), { once: true })
  }
}

/** Where the business has its number; without one, where dates and numbers are written as the member has them. */
function useHomeCountry(phones: Phones | undefined): string {
  const may = useMay()
  const { locale } = useNotation()
  const query = { params: { query: { limit: 1 } } }
  const numbers = api.useQuery("get", "/v1/numbers", query, { enabled: may("connection:read") })
  const own = numbers.data?.data[0]?.display_phone_number
  return (own && phones?.countryOfPhone(own)) ?? new Intl.Locale(locale).region ?? ""
}

/** `+49 Germany`; just the names while the codes are not known. Countries without numbers of their own are left out. */
function callingCodes(phones: Phones | undefined): Choice[] {
  return countries().flatMap(({ value, label }) => {
    const name = label.replace(/ \(\w+\)$/, "")
    if (phones === undefined) return [{ value, label: name }]
    const code = phones.callingCodeOf(value)
    return code === undefined ? [] : [{ value, label: `+${code} ${name}` }]
  })
}
