import { PasswordInput, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { sayDone } from "../look/toasts.ts"

type Credential = Shapes["ContentCredential"]

/** Keeps a user name and a password for a host, or changes them. The password is never shown again. */
export function CredentialDialog({
  credential,
  onClose,
}: {
  credential: Credential | undefined
  onClose: () => void
}) {
  const queries = useQueryClient()
  const isNew = credential === undefined
  const form = useForm({
    initialValues: {
      name: credential?.name ?? "",
      host: credential?.host ?? "",
      username: credential?.username ?? "",
      password: "",
    },
    validate: {
      name: (name) => (name.trim() === "" ? "Enter a name" : null),
      host: (host) => (host.trim() === "" ? "Enter a host" : null),
      password: (password, { host }) =>
        password === "" && host.trim() !== credential?.host
          ? isNew
            ? "Enter a password"
            : "Enter the password for this host"
          : null,
    },
  })
  return (
    <FormDialog
      title={isNew ? "New credential" : "Edit credential"}
      form={form}
      words={{
        name: "Name",
        host: "Host",
        username: "User name",
        password: { label: "Password", say: () => "••••" },
      }}
      isNew={isNew}
      submit={isNew ? "Create credential" : "Save"}
      onSubmit={async ({ password, ...said }) => {
        const body = { name: said.name.trim(), username: said.username }
        const host = said.host.trim()
        const { error } = isNew
          ? await client.POST("/v1/content-credentials", { body: { ...body, host, password } })
          : await client.PATCH("/v1/content-credentials/{id}", {
              params: { path: { id: credential.id } },
              body: {
                ...body,
                // Another host is told no password that was not meant for it.
                ...(host !== credential.host && { host }),
                ...(password !== "" && { password }),
                revision: credential.revision,
              },
            })
        if (error) throw error
        void queries.invalidateQueries({ queryKey: ["get", "/v1/content-credentials"] })
        sayDone(isNew ? "The credential was created." : "Saved.")
        onClose()
      }}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="As contents name it, such as :basic_auth shop"
        maxLength={100}
        data-autofocus
        {...form.getInputProps("name")}
      />
      <TextInput
        label="Host"
        description="Only this host is ever told the password."
        placeholder="api.shop.example"
        maxLength={253}
        {...form.getInputProps("host")}
      />
      <TextInput label="User name" autoComplete="off" maxLength={200} {...form.getInputProps("username")} />
      <PasswordInput
        label="Password"
        description={isNew ? undefined : "Leave it empty to keep the present one."}
        autoComplete="new-password"
        maxLength={500}
        {...form.getInputProps("password")}
      />
    </FormDialog>
  )
}
