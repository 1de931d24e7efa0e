/** What a room of the dashboard brings, said in its `room.ts`. The list of all rooms is in `rooms.ts`. */
import type { ApiPath, Shapes } from "@parley/api-client"
import type { Icon } from "@tabler/icons-react"
import type { AnyRoute } from "@tanstack/react-router"
import type { ComponentType } from "react"
import type { PageInTests } from "./page-in-tests.ts"
import type { Permission } from "./session/me.ts"

/**
 * Where the navigation has a place: under one of its headings, apart at its `bottom`, or under a heading of the navigation
 * that Settings has of its own.
 */
export type Section = "Engage" | "Audience" | "bottom" | SettingsSection
export type SettingsSection = "Workspace" | "Data" | "Connections" | "You"

/**
 * What is shown by a file of its own, its default: `() => import("./bell.tsx")`. It is loaded where it is shown, and with that
 * of other rooms; `lazyPart` says there what becomes of it where that fails.
 */
export type PartFile = () => Promise<{ default: ComponentType }>

/** A page that shares its header with others of the same place. */
export interface Tab<Address extends string = string> {
  to: Address
  label: string
  icon: Icon
  keywords?: readonly string[]
}

/** A place one can go to, in the navigation and in the command palette. */
export interface Place<Address extends string = string> {
  to: Address
  label: string
  icon: Icon
  /** Without one, above all sections. */
  section?: Section
  /** The first of its section, whichever room it is of. */
  leads?: true
  /** Shown to members who have it. */
  permission?: Permission
  /** What else people may call it. */
  keywords?: readonly string[]
  /** The key that goes there after `g`. */
  shortcut?: string
  /** Its pages beside the one at `to`, open to the same members. They are tabs, in this order, after that one. */
  tabs?: { first: string; others: readonly Tab<Address>[] }
  /** Beside its label: how it stands. Like `banners` loaded with the frame, not before: `() => import(…)`. */
  mark?: PartFile
}

/** What one can start from anywhere, by the Create menu and the command palette, and the page where it starts. */
export interface Beginning<Address extends string = string, At extends string = string> {
  to: Address
  /** The dialog to open there, as its page names it with `useAddressDialog`. */
  dialog?: string
  /** A page about one thing, which opens the same dialog for that: from there one stays there. */
  at?: At
  /** The part of the page that it is about, by its id: it comes into view. */
  part?: string
  label: string
  icon: Icon
  permission: Permission
  /** What else people may call it. */
  keywords?: readonly string[]
  /** Beside the label in the palette: what is to be done first on that page. */
  detail?: string
  /** False: it creates nothing, and is in the palette alone. */
  inMenu?: false
}

/**
 * What a room shows on Home, to members who may see it: to others it is not loaded, and nothing is asked for it. In each place
 * the cards are in the order of the rooms.
 */
export interface HomeCard {
  permission: Permission
  /** `top`: something is wrong, or waits for the member. `main`: what happens. `side`: what else is worth a look. */
  place: "top" | "main" | "side"
  /**
   * Shows a `Section`, or nothing where there is nothing to say. From a file that is called
   * `…-on-home.tsx`: a build puts all of these into one.
   */
  card: PartFile
}

/** A kind of thing that the search finds by name, and the page where each leads: its own, or the one that it stands on. */
export interface Findable<Address extends string = string> {
  kind: Shapes["Hit"]["kind"]
  /** The heading above them in the command palette. */
  group: string
  icon: Icon
  to: Address
}

type Prefix<Path extends string, Before extends string = ""> = Path extends `/${infer Head}/${infer Rest}`
  ? `${Before}/${Head}` | Prefix<`/${Rest}`, `${Before}/${Head}`>
  : `${Before}${Path}`

/** A path of the API, or the first parts of some: `/v1/connect` stands for all of `/v1/connect/…`. */
type AnswerPath = Exclude<Prefix<ApiPath>, "/v1">

/** For each kind of change that `/v1/events` tells of, the answers that it makes old, as beginnings of their paths. */
type StaleAfter = Readonly<Record<string, readonly AnswerPath[]>>

/** What the audit log's own names are called on the screen. */
export interface AuditWords<Address extends string = string> {
  /** Kinds of things that change. */
  kinds?: Readonly<Record<string, string>>
  /** Actions that are more than something created, changed or deleted. */
  actions?: Readonly<Record<string, string>>
  /** What it means that a column, such as `api_key.revoked_at`, got a value, and that it lost it. */
  turns?: Readonly<Record<string, readonly [set: string, unset: string]>>
  /** What the columns hold. */
  columns?: Readonly<Record<string, string>>
  /** Columns that say nothing to people: ids of rows and at Meta, codes beside their sentences, bookkeeping. */
  silent?: readonly string[]
  /** Columns whose values are codes, such as PENDING_REVIEW. */
  codes?: readonly string[]
  /** Kinds that have a page of their own under their id. */
  pages?: Readonly<Record<string, Address>>
}

/** The addresses of some routes. */
type AddressIn<Routes extends readonly AnyRoute[]> = Routes[number]["fullPath"]
/** Those that name nothing, so that one can go there from anywhere. */
type OpenAddressIn<Routes extends readonly AnyRoute[]> = Exclude<AddressIn<Routes>, `${string}$${string}`>
/** Those that name at most one thing, so that one can go there by its id. */
type PageAddressIn<Routes extends readonly AnyRoute[]> = Exclude<
  AddressIn<Routes>,
  `${string}$${string}$${string}`
>
/** What an address names: `contactId` of `/contacts/$contactId`. */
type NamesIn<Address extends string> = Address extends `${string}$${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Address extends `${string}$${infer Name}`
    ? Name
    : never

export interface Room<
  Routes extends readonly AnyRoute[] = readonly AnyRoute[],
  OpenRoutes extends readonly AnyRoute[] = readonly AnyRoute[],
> {
  /** Its pages inside the frame of a workspace. They are loaded when someone goes there. */
  routes: Routes
  /** Its pages that are open to people who are not signed in. */
  openRoutes?: OpenRoutes
  places?: readonly Place<OpenAddressIn<Routes>>[]
  beginnings?: readonly Beginning<OpenAddressIn<Routes>, PageAddressIn<Routes>>[]
  /** What the search finds of it, in the order of the palette. */
  finds?: readonly Findable<PageAddressIn<Routes>>[]
  /** What it has to say above every page: each shows a `DismissibleBanner` or nothing. */
  banners?: readonly PartFile[]
  /** What it has beside the search on every page. */
  tools?: readonly PartFile[]
  home?: readonly HomeCard[]
  staleAfter?: StaleAfter
}

/** A room, checked: its places have to be addresses of its routes, its permissions and paths those of the API. */
export function defineRoom<
  const Routes extends readonly AnyRoute[],
  const OpenRoutes extends readonly AnyRoute[] = readonly [],
>(room: Room<Routes, OpenRoutes>): Room<Routes, OpenRoutes> {
  return room
}

/**
 * What the audit log calls the things of a room. It is in the room's `audit-words.ts`, which only the page of the audit log
 * loads, with those of all rooms: `export const auditWords: AuditWordsOf<typeof room> = …`. Its pages have to be addresses of
 * the room that name one thing.
 */
export type AuditWordsOf<One extends Room> = AuditWords<
  Extract<PageAddressIn<One["routes"]>, `${string}$${string}`>
>

/**
 * What the browser tests know of each page of a room, by its address. It is in the room's `pages.ts`, which no part of
 * the dashboard loads: `export const pages: PagesOf<typeof room> = …` compiles when it has every page, and no other.
 */
export type PagesOf<One extends Room> = {
  readonly [Address in AddressIn<One["routes"]>]: Address extends `${string}$${string}`
    ? PageInTests & { of: Readonly<Record<NamesIn<Address>, ApiPath>> }
    : PageInTests
}
