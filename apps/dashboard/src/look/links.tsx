/** Mantine's anchors and buttons, knowing the dashboard's addresses. */
import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core"
import { createLink } from "@tanstack/react-router"
import type { MouseEventHandler, Ref } from "react"

export type Linked<Props> = Omit<Props, "href" | "onClick"> & {
  ref?: Ref<HTMLAnchorElement>
  /** Beside going there. */
  onClick?: MouseEventHandler<HTMLAnchorElement>
}

export const AnchorLink = createLink((props: Linked<AnchorProps>) => <Anchor component="a" {...props} />)
export const ButtonLink = createLink((props: Linked<ButtonProps>) => <Button component="a" {...props} />)

/** The path of one thing's page: `/contacts/$contactId` and an id → `/contacts/0199…`. An address without a name stays as it is. */
export const pathOf = (address: string, id: string): string =>
  address.replace(/\$\w+/, () => encodeURIComponent(id))
