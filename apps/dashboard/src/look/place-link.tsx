/** Mantine's navigation link, knowing the dashboard's addresses. Pages to sign in have none: it is apart from what they load. */
import { NavLink, type NavLinkProps } from "@mantine/core"
import { createLink } from "@tanstack/react-router"
import type { Linked } from "./links.tsx"

export const PlaceLink = createLink((props: Linked<NavLinkProps>) => <NavLink component="a" {...props} />)
