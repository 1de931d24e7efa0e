import { Stack, Text } from "@mantine/core"
import { useNavigate } from "@tanstack/react-router"
import { useAddressDialog } from "../../look/dialogs/address-dialog.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { Allowed } from "../../session/allowed.tsx"
import { ContactSelect } from "../../templates/preview/contact-select.tsx"

/** Asks whose consent is recorded, where that is started from anywhere, and goes on with it on the contact's page. */
export function ChooseContactForConsent() {
  const [isOpen, { close }] = useAddressDialog("consent")
  const navigate = useNavigate()
  if (!isOpen) return null
  return (
    <Allowed to="subscriptions:write">
      <Dialog title="Record consent" onClose={close}>
        <Stack>
          <Text size="sm">Choose the contact whose consent you record.</Text>
          <ContactSelect
            value={null}
            onChange={(contactId) => {
              if (contactId === null) return
              void navigate({
                to: "/contacts/$contactId",
                params: { contactId },
                search: { dialog: "consent" },
                replace: true,
              })
            }}
          />
        </Stack>
      </Dialog>
    </Allowed>
  )
}
