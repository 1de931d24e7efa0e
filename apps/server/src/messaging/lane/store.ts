/** What a lane needs to be kept and told: all of its reading and writing. */
import { holdNumbers, liftNumbers } from "../../connect/index.ts"
import { keepTargets, type LinkTarget } from "../../links/index.ts"
import type { LibraryFile } from "../../media/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { examplePreferenceLink, preferenceLinks } from "../../subscriptions/index.ts"
import { type Reservation, type Reserved, reserveCaps } from "../caps/reserve.ts"
import type { ContentCache, ContentFor } from "../content/content-cache.ts"
import { readStates } from "../content/subscribed-states.ts"
import type { SenderScope } from "../faults/fault.ts"
import { learnAnswered } from "../history/learn-recipients.ts"
import { type LaneNumber, readLaneNumber } from "../lane-number.ts"
import {
  correctLimit,
  freePlaces,
  type GrantRequest,
  type Grants,
  grantPeople,
  type Place,
} from "../limit/grants.ts"
import { type ClaimedRow, type ClaimRequest, claimDue, releaseClaims } from "../outbox/claim.ts"
import { doubtClaims } from "../outbox/doubts.ts"
import { type Postponed, postpone } from "../outbox/postpone.ts"
import { type Settled, settle } from "../outbox/settle.ts"
import { suppressedRows } from "../outbox/suppressed.ts"
import { tellOfLimit } from "../outbox/tell-waits.ts"
import { holdSources, holdTemplate, type SourceHold } from "../sources/hold.ts"
import { NumberFiles } from "./files/number-files.ts"

/** Until when nothing is sent, and by which code of Meta's; null: it is out of reach. */
export interface Hold {
  until: Date
  code: number | null
}

export interface Store {
  /** The number as it is now; undefined when it is gone. */
  number(): Promise<LaneNumber | undefined>
  claim(request: Omit<ClaimRequest, "numberId">): Promise<ClaimedRow[]>
  /** Of claims of which it is not known whether they were made. */
  release(claims: readonly string[]): Promise<void>
  /** Puts in doubt what is claimed by none of these. @returns how many */
  doubt(own: readonly string[]): Promise<number>
  contents(ids: readonly string[]): Promise<Map<string, ContentFor>>
  /** Which of these rows are for members of a suppression list. @returns their ids */
  suppressed(rows: readonly ClaimedRow[]): Promise<ReadonlySet<string>>
  /** Judges the messages of a claim by frequency caps, and counts those that go. */
  reserve(reservation: Reservation): Promise<Reserved>
  /** What the number can send of these files of the media library; Meta is given those that it does not have. */
  libraryFiles(fileIds: readonly string[]): Promise<ReadonlyMap<string, LibraryFile>>
  /** What these contacts have chosen in these subscription groups: states by group, by contact. */
  subscribedStates(
    contactIds: readonly string[],
    groupIds: readonly string[],
  ): Promise<ReadonlyMap<string, Record<string, string>>>
  /** The address of a contact's preference page; of a test, which is for no contact, one that leads nowhere. */
  preferenceLink(contactId: string | null, now: Date): string
  /** In one transaction. */
  write(
    settled: readonly Settled[],
    postponed: readonly Postponed[],
    targets: readonly LinkTarget[],
  ): Promise<void>
  /** Says why nothing is sent, of every number that it concerns. */
  hold(scope: SenderScope, hold: Hold): Promise<void>
  /** What was said so by this code is over. */
  lift(scope: SenderScope, code: number | null): Promise<void>
  /** Claims nothing before then of these sources, as far as they are not of single messages. */
  holdSources(ids: readonly string[], hold: SourceHold): Promise<void>
  /** Nor of what is sent with a template, and can continue with another. */
  holdTemplate(templateId: string, hold: SourceHold): Promise<void>
  /** Asks for people's places in the messaging limit of a portfolio. */
  grant(request: GrantRequest): Promise<Grants>
  /** Gives back places that were not used. */
  freePlaces(places: readonly Place[]): Promise<void>
  /** Meta takes no more people than it took. */
  correctLimit(portfolioId: string): Promise<void>
}

/** A number's part of the database. */
export function databaseStore(
  platform: Pick<Platform, "db" | "config" | "clock" | "rooms" | "secrets">,
  contents: ContentCache,
  { id, workspaceId }: { id: string; workspaceId: string },
): Store {
  const { db, clock } = platform
  const links = preferenceLinks(platform)
  const files = new NumberFiles(platform, { id, workspaceId })
  const scope = <T>(work: (tx: Tx) => Promise<T>) => db.hotWorkspace(workspaceId, work)
  /** In a transaction of its own, as no outcome waits for it: where it fails, a status says the same a moment later. */
  const learned = async (settled: readonly Settled[]) => {
    if (settled.every(({ recipient }) => recipient === undefined)) return
    const number = { workspaceId, numberId: id, now: clock.now(), rooms: platform.rooms }
    await scope((tx) => learnAnswered(tx, number, settled)).catch(() => undefined)
  }
  return {
    number: () => readLaneNumber(platform, id),
    claim: (request) => scope((tx) => claimDue(tx, { numberId: id, ...request })),
    release: (claims) => scope((tx) => releaseClaims(tx, id, claims)),
    doubt: (own) => scope((tx) => doubtClaims(tx, id, own)),
    contents: (ids) => contents.read(workspaceId, ids),
    suppressed: (claimed) => suppressedRows(platform, workspaceId, claimed),
    reserve: (reservation) => scope((tx) => reserveCaps(tx, workspaceId, reservation)),
    libraryFiles: (fileIds) => files.read(fileIds),
    subscribedStates: (contactIds, groupIds) => scope((tx) => readStates(tx, contactIds, groupIds)),
    preferenceLink: (contactId, now) =>
      contactId === null ? examplePreferenceLink(platform.config) : links.url(workspaceId, contactId, now),
    write: (settled, postponed, targets) =>
      scope(async (tx) => {
        await keepTargets(tx, workspaceId, targets)
        if (settled.length > 0) await settle(tx, settled, clock.now(), platform.rooms)
        if (postponed.length > 0) await postpone(tx, postponed)
      }).then(() => learned(settled)),
    hold: (scope, hold) => db.system((tx) => holdNumbers(tx, { numberId: id, scope }, hold, clock.now())),
    lift: (scope, code) => db.system((tx) => liftNumbers(tx, { numberId: id, scope }, code, clock.now())),
    holdSources: (ids, hold) =>
      scope(async (tx) => {
        await holdSources(tx, ids, hold)
        if (hold.reason === "messaging_limit") await tellOfLimit(tx, id, clock.now())
      }),
    holdTemplate: (templateId, hold) => scope((tx) => holdTemplate(tx, templateId, hold)),
    // A portfolio's numbers may be of several workspaces.
    grant: (request) => db.system((tx) => grantPeople(tx, request)),
    freePlaces: (places) => db.system((tx) => freePlaces(tx, places)),
    correctLimit: (portfolioId) => db.system((tx) => correctLimit(tx, portfolioId, clock.now())),
  }
}
