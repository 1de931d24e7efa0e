import { Button, Menu, VisuallyHidden } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { useMay } from "../session/me.ts"
import classes from "./frame.module.css"
import { beginnings } from "./places.ts"

/** Everything that the member may start, wherever they are. */
export function CreateMenu({
  isOpen,
  onChange,
  onNavigate,
}: {
  isOpen: boolean
  onChange: (isOpen: boolean) => void
  onNavigate: () => void
}) {
  const may = useMay()
  const open = beginnings.filter(({ permission, inMenu }) => inMenu !== false && may(permission))
  if (open.length === 0) return null
  return (
    <Menu width={216} position="bottom-start" shadow="md" opened={isOpen} onChange={onChange}>
      <Menu.Target>
        <Button
          classNames={{
            root: classes.create ?? "",
            label: classes.label ?? "",
            section: classes.createIcon ?? "",
          }}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          Create
          <VisuallyHidden> menu</VisuallyHidden>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {open.map(({ label, to, icon: Icon }) => (
          <Menu.Item
            key={label}
            component={Link}
            to={to}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={onNavigate}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
