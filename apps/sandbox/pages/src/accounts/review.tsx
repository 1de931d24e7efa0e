import { Button, Group, Menu, Modal, Select } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconChevronDown } from "@tabler/icons-react"
import { useState } from "react"
import type { TemplateView } from "../../../src/control/views/shapes.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

const reasons = [
  "INVALID_FORMAT",
  "ABUSIVE_CONTENT",
  "INCORRECT_CATEGORY",
  "PROMOTIONAL",
  "SCAM",
  "TAG_CONTENT_MISMATCH",
]

/** The reviewer's desk: decides about a template, now or again. */
export function Review({ template }: { template: TemplateView }) {
  const [isRejecting, { open, close }] = useDisclosure(false)
  const [reason, setReason] = useState("INVALID_FORMAT")
  const decide = useChange((wanted: { decision: string; reason?: string }) =>
    command("POST", `templates/${template.id}/review`, wanted),
  )
  const change = useChange(({ path, body }: { path: string; body: object }) =>
    command("POST", `templates/${template.id}/${path}`, body),
  )
  return (
    <Group gap="xs">
      {template.status === "APPROVED" ? null : (
        <Button
          size="compact-sm"
          loading={decide.isPending}
          onClick={() => decide.mutate({ decision: "APPROVED" })}
        >
          Approve
        </Button>
      )}
      {template.status === "REJECTED" ? null : (
        <Button size="compact-sm" variant="default" onClick={open}>
          Reject…
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" rightSection={<IconChevronDown size={14} />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => decide.mutate({ decision: "PAUSED" })}>Pause</Menu.Item>
          <Menu.Item onClick={() => decide.mutate({ decision: "DISABLED" })}>Disable</Menu.Item>
          {template.status === "REJECTED" ? (
            <Menu.Item onClick={() => change.mutate({ path: "appeal", body: { sample: template.name } })}>
              Appeal
            </Menu.Item>
          ) : null}
          <Menu.Label>Quality</Menu.Label>
          {["GREEN", "YELLOW", "RED", "UNKNOWN"].map((score) => (
            <Menu.Item key={score} onClick={() => change.mutate({ path: "quality", body: { score } })}>
              {score}
            </Menu.Item>
          ))}
          <Menu.Label>Category</Menu.Label>
          {["MARKETING", "UTILITY"].map((category) => (
            <Menu.Item key={category} onClick={() => change.mutate({ path: "category", body: { category } })}>
              {category}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isRejecting} onClose={close} title={`Reject ${template.name}`}>
        <Select
          label="Reason"
          data={reasons}
          value={reason}
          allowDeselect={false}
          onChange={(value) => setReason(value ?? "INVALID_FORMAT")}
        />
        <Group justify="flex-end" mt="md">
          <Button
            color="red"
            onClick={() => {
              decide.mutate({ decision: "REJECTED", reason })
              close()
            }}
          >
            Reject
          </Button>
        </Group>
      </Modal>
    </Group>
  )
}
