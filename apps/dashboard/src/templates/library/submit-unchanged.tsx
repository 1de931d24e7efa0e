import { Button, Group, Stack, Text, TextInput } from "@mantine/core"
import { type GetInputPropsReturnType, useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { asProblem } from "../../api/problem.ts"
import { useAction } from "../../look/action.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { PhoneField } from "../../look/form/phone-field.tsx"
import { phoneFault } from "../../look/form/phone-reading.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { sayDone } from "../../look/toasts.ts"
import { languageName } from "../language-name.ts"
import { definitionOfFormat } from "./definition-of-format.ts"
import {
  type BodyInputs,
  type ButtonForm,
  buttonInputs,
  endsWithVariable,
  fieldAtFault,
  type OpenButton,
  openButtons,
} from "./inputs.ts"
import { Sentences } from "./sentences.tsx"

/** Takes a format over as it is: asks for its name here and for what its buttons lead to. */
export function SubmitAsItIs({
  format,
  account,
  onClose,
}: {
  format: Shapes["LibraryTemplate"]
  account: Shapes["BusinessAccount"]
  onClose: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [sentences, setSentences] = useState<BodyInputs>({})
  const definition = definitionOfFormat(format)
  const open = openButtons(definition)
  const form = useForm<{ name: string; buttons: Record<string, ButtonForm> }>({
    initialValues: {
      name: format.name,
      buttons: Object.fromEntries(open.map(({ index }) => [index, { target: "", example: "" }])),
    },
    validate: (values) => ({
      ...(values.name.trim() === "" ? { name: "Enter a name" } : {}),
      ...Object.fromEntries(open.flatMap((button) => missing(button, values.buttons))),
    }),
  })
  const submit = useAction(
    async ({ name, buttons }: typeof form.values) => {
      const { data, error } = await client.POST("/v1/templates/from-library", {
        body: {
          business_account_id: account.id,
          name: name.trim(),
          language: format.language,
          library_template_name: format.name,
          button_inputs: buttonInputs(definition, buttons),
          ...(Object.keys(sentences).length === 0 ? {} : { body_inputs: sentences }),
        },
      })
      if (error) throw error
      await queries.invalidateQueries()
      sayDone(`${data.name} is ${data.explanation.title.toLowerCase()}.`)
      await navigate({ to: "/templates/$groupId", params: { groupId: data.group_id } })
    },
    (failure) => {
      const refusal = asProblem(failure)
      const field = fieldAtFault(refusal.field)
      if (field === undefined) return refusal
      form.setFieldError(field, [refusal.message, refusal.help].filter(Boolean).join(" "))
    },
  )
  return (
    <Dialog onClose={onClose} title={`Use ${format.name} as is`} size="lg" isBusy={submit.isBusy}>
      <form onSubmit={form.onSubmit(submit.run)} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            In {languageName(format.language)}, for {account.name}. Meta's text can't be changed. You set the
            variables with each message.
          </Text>
          <ProblemAlert failure={submit.failure} />
          <TextInput
            label="Name"
            description="Lowercase. Not shown to recipients."
            maxLength={512}
            data-autofocus
            {...form.getInputProps("name")}
          />
          {open.map((button) => (
            <ButtonFields
              key={button.index}
              button={button}
              target={form.values.buttons[button.index]?.target ?? ""}
              propsOf={(field) => form.getInputProps(`buttons.${button.index}.${field}`)}
            />
          ))}
          <Sentences category={format.category} value={sentences} onChange={setSentences} />
          <Group justify="flex-end">
            <Button variant="default" disabled={submit.isBusy} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={submit.isBusy}>
              Submit to Meta
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function ButtonFields({
  button: { type, text },
  target,
  propsOf,
}: {
  button: OpenButton
  target: string
  propsOf: (field: keyof ButtonForm) => GetInputPropsReturnType
}) {
  if (type === "PHONE_NUMBER") {
    return <PhoneField label={`Phone number of “${text}”`} {...propsOf("target")} value={target} />
  }
  return (
    <>
      <TextInput
        label={`Address of “${text}”`}
        description="Ends with {{1}} when each message has its own"
        placeholder="https://"
        type="url"
        {...propsOf("target")}
      />
      {endsWithVariable(target) ? (
        <TextInput label={`Whole address of “${text}”, as an example`} type="url" {...propsOf("example")} />
      ) : null}
    </>
  )
}

/** What a button still lacks, beside its fields. */
function missing(
  { index, type }: OpenButton,
  forms: Readonly<Record<string, ButtonForm>>,
): [field: string, fault: string][] {
  const { target, example } = forms[index] ?? { target: "", example: "" }
  const at = `buttons.${index}.target`
  if (type === "PHONE_NUMBER") {
    const fault = target === "" ? "Enter a phone number" : phoneFault(target)
    return fault === null ? [] : [[at, fault]]
  }
  if (target.trim() === "") return [[at, "Enter an address"]]
  return endsWithVariable(target) && example.trim() === ""
    ? [[`buttons.${index}.example`, "Enter a whole address as an example"]]
    : []
}
