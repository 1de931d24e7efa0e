import {
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core"
import { type FormEvent, useState } from "react"
import { overviewSchema } from "../../../src/control/views/shapes.ts"
import { knownErrors } from "../../../src/meta-errors.ts"
import type { FailureOrder } from "../../../src/world/failure.ts"
import { ApiError, command } from "../api.ts"
import { useChange, useLive } from "../live.ts"
import { type FailureKind, hasCode, kinds } from "./kinds.ts"

/** As the fields hold it: an empty number field is the empty text. */
interface Draft {
  kind: string
  code: string
  httpStatus: string | number
  body: string
  numberId: string | null
  to: string
  template: string
  country: string
  subcode: string | number
  edge: string
  sharePercent: string | number
  times: string | number
}

const blank: Draft = {
  kind: "error",
  code: "131016",
  httpStatus: "",
  body: "",
  numberId: null,
  to: "",
  template: "",
  country: "",
  subcode: "",
  edge: "",
  sharePercent: 100,
  times: "",
}

const codes = knownErrors.map(({ code, title }) => ({ value: String(code), label: `${code} ${title}` }))

/** Orders one failure; refusals of the sandbox are beside the field they are about. */
export function FailureForm() {
  const [draft, setDraft] = useState(blank)
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const { data: overview } = useLive(overviewSchema, "views/overview")
  const order = useChange(() => command("POST", "failures", orderOf(draft)), { tellsErrors: false })
  const numbers = (overview?.accounts ?? []).flatMap((account) =>
    account.numbers.map((number) => ({
      value: number.phone_number_id,
      label: `${number.display_phone_number} (${account.name})`,
    })),
  )
  const kind = kinds.find(({ value }) => value === draft.kind)
  const errorAt = (field: string) =>
    order.error instanceof ApiError && order.error.field === field ? order.error.message : undefined
  const isNoNumber = draft.to.trim() !== "" && !/\d/.test(draft.to)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    order.mutate()
  }
  return (
    <Card withBorder>
      <form onSubmit={submit}>
        <Title order={2} size="h4" mb="sm">
          Order a failure
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label="What happens"
            description={kind?.meaning}
            inputWrapperOrder={["label", "input", "description", "error"]}
            data={kinds.map(({ value, label }) => ({ value, label }))}
            value={draft.kind}
            allowDeselect={false}
            onChange={(value) => set({ kind: value ?? "error" })}
          />
          {kind !== undefined && hasCode(kind.value) ? (
            <Select
              label="Error"
              data={codes}
              value={draft.code}
              searchable
              allowDeselect={false}
              nothingFoundMessage="Meta has no such error"
              error={errorAt("code")}
              onChange={(code) => set({ code: code ?? "131016" })}
            />
          ) : null}
          {kind?.value === "error" ? (
            <NumberInput
              label="Subcode"
              placeholder="As Meta has it"
              min={0}
              allowDecimal={false}
              value={draft.subcode}
              error={errorAt("subcode")}
              onChange={(subcode) => set({ subcode })}
            />
          ) : null}
          {kind?.value === "error" || kind?.value === "http" ? (
            <NumberInput
              label="HTTP status"
              placeholder={kind.value === "error" ? "As Meta has it" : "503"}
              min={200}
              max={599}
              value={draft.httpStatus}
              error={errorAt("http_status")}
              onChange={(httpStatus) => set({ httpStatus })}
            />
          ) : null}
          <NumberInput
            label="How many of them"
            suffix=" %"
            min={0}
            max={100}
            value={draft.sharePercent}
            error={errorAt("share")}
            onChange={(sharePercent) => set({ sharePercent })}
          />
          <NumberInput
            label="At most so many times"
            placeholder="Until it is taken back"
            min={1}
            allowDecimal={false}
            value={draft.times}
            error={errorAt("times")}
            onChange={(times) => set({ times })}
          />
          <Select
            label="Number"
            placeholder="Any"
            data={numbers}
            value={draft.numberId}
            clearable
            clearButtonProps={{ "aria-label": "Any number" }}
            onChange={(numberId) => set({ numberId })}
          />
          <TextInput
            label="Recipient"
            placeholder="Anyone"
            inputMode="tel"
            value={draft.to}
            error={isNoNumber ? "A recipient is a phone number." : errorAt("match.to")}
            onChange={(event) => set({ to: event.currentTarget.value })}
          />
          <TextInput
            label="Template"
            placeholder="Any message"
            value={draft.template}
            error={errorAt("match.template")}
            onChange={(event) => set({ template: event.currentTarget.value })}
          />
          <TextInput
            label="Country"
            placeholder="Any, or two letters such as DE"
            value={draft.country}
            error={errorAt("match.country")}
            onChange={(event) => set({ country: event.currentTarget.value.toUpperCase() })}
          />
          <TextInput
            label="Edge"
            placeholder="messages"
            description="Another one of the Graph API, such as message_templates; * is every call"
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={draft.edge}
            error={errorAt("match.edge")}
            onChange={(event) => set({ edge: event.currentTarget.value })}
          />
        </SimpleGrid>
        {kind?.value === "http" ? (
          <Textarea
            mt="md"
            label="Body"
            placeholder="<h1>Bad gateway</h1>"
            autosize
            value={draft.body}
            onChange={(event) => set({ body: event.currentTarget.value })}
          />
        ) : null}
        <Group justify="space-between" mt="md">
          <Text size="sm" c="red" role="alert">
            {order.error instanceof ApiError && order.error.field === undefined ? order.error.message : ""}
          </Text>
          <Button type="submit" loading={order.isPending} disabled={isNoNumber}>
            Order
          </Button>
        </Group>
      </form>
    </Card>
  )
}

/** The draft as the control API takes it; an empty field is not named. */
function orderOf(draft: Draft): FailureOrder {
  const kind: FailureKind = kinds.find(({ value }) => value === draft.kind)?.value ?? "error"
  const share = Number(draft.sharePercent) / 100
  return {
    kind,
    ...(hasCode(kind) ? { code: Number(draft.code) } : {}),
    ...(kind === "error" && draft.subcode !== "" ? { subcode: Number(draft.subcode) } : {}),
    ...((kind === "error" || kind === "http") && draft.httpStatus !== ""
      ? { http_status: Number(draft.httpStatus) }
      : {}),
    ...(kind === "http" && draft.body !== "" ? { body: draft.body } : {}),
    ...(share === 1 ? {} : { share }),
    ...(draft.times === "" ? {} : { times: Number(draft.times) }),
    match: {
      ...(draft.numberId === null ? {} : { phone_number_id: draft.numberId }),
      ...(draft.to.trim() === "" ? {} : { to: draft.to.trim() }),
      ...(draft.edge.trim() === "" ? {} : { edge: draft.edge.trim() }),
      ...(draft.country.trim() === "" ? {} : { country: draft.country.trim() }),
      ...(draft.template.trim() === "" ? {} : { template: draft.template.trim() }),
    },
  }
}
