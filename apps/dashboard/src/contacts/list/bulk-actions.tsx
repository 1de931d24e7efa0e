import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import type { ComponentType } from "react"
import { useAmount } from "../../look/time/notation.ts"
import { Allowed } from "../../session/allowed.tsx"
import { BulkConsent } from "./bulk-consent.tsx"
import { BulkDelete } from "./bulk-delete.tsx"
import type { BulkDialog } from "./bulk-dialog.ts"
import { BulkExport } from "./bulk-export.tsx"
import { BulkList } from "./bulk-list.tsx"
import { BulkOffList } from "./bulk-off-list.tsx"
import { BulkTags } from "./bulk-tags.tsx"

/** What can be done with contacts that are ticked, or with all that a list has. */
export function BulkActions({
  which,
  count,
  groups,
  list,
  onDone,
}: Pick<BulkDialog, "which" | "groups" | "list" | "onDone"> & { count: number | string }) {
  const amount = useAmount()
  const many = typeof count === "number" ? amount(count) : count
  const given = { which, groups, list, onDone, what: many === "1" ? "1 contact" : `${many} contacts` }
  return (
    <>
      <Allowed to="contacts:write">
        <Action label="Tags" dialog={BulkTags} given={given} />
        <Action label="Add to list" dialog={BulkList} given={given} />
        {list === undefined ? null : <Action label="Remove from list" dialog={BulkOffList} given={given} />}
      </Allowed>
      {groups.length === 0 ? null : (
        <Allowed to="subscriptions:write">
          <Action label="Record consent" dialog={BulkConsent} given={given} />
        </Allowed>
      )}
      <Allowed to="contacts:export">
        <Action label="Export to file" dialog={BulkExport} given={given} />
      </Allowed>
      <Allowed to="contacts:write">
        <Action label="Delete" color="red" dialog={BulkDelete} given={given} />
      </Allowed>
    </>
  )
}

function Action({
  label,
  color,
  dialog: Opened,
  given,
}: {
  label: string
  color?: string
  dialog: ComponentType<BulkDialog>
  given: Omit<BulkDialog, "onClose">
}) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button
        size="xs"
        variant={color === undefined ? "default" : "light"}
        {...(color && { color })}
        onClick={open}
      >
        {label}
      </Button>
      {isOpen ? <Opened {...given} onClose={close} /> : null}
    </>
  )
}
