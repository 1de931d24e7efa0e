import { Button, Menu, type MenuItemProps, VisuallyHidden } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { createLink } from "@tanstack/react-router"
import type { MouseEventHandler, Ref } from "react"
import { useMay } from "../session/me.ts"
import classes from "./frame.module.css"
import { beginnings } from "./places.ts"

interface MenuLinkProps extends Omit<MenuItemProps, "onClick"> {
  ref?: Ref<HTMLAnchorElement>
  /** Beside going there. */
  onClick?: MouseEventHandler<HTMLAnchorElement>
}

const MenuLink = createLink((props: MenuLinkProps) => <Menu.Item component="a" {...props} />)

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
        {open.map(({ label, to, dialog, part, icon: Icon }) => (
          <MenuLink
            key={label}
            to={to}
            {...(dialog === undefined ? {} : { search: () => ({ dialog }) })}
            {...(part === undefined ? {} : { hash: part })}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={onNavigate}
          >
            {label}
          </MenuLink>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
