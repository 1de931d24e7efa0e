import { waIdVariants } from "@parley/whatsapp/phone"

/** A person as a webhook names them: at least one of `bsuid` and `waId`. */
export interface Person {
  bsuid?: string | undefined
  /** Digits. */
  waId?: string | undefined
  profileName?: string | undefined
  username?: string | undefined
  /** When Meta says so; default: now */
  at?: Date | undefined
}

/** Everything a batch says of one person; the last word about each field. */
export interface Group {
  positions: number[]
  bsuid: string | undefined
  waId: string | undefined
  profileName: string | undefined
  username: string | undefined
  at: Date
  /** Whether someone in the batch has the number after them. */
  passedOn: boolean
}

/**
 * Puts together who shares an identifier, so that nobody is created twice. Leaves out who has none. One number under two ids is two
 * people, and the later one has it.
 */
export function groupPeople(people: readonly Person[], now: Date): Group[] {
  const groups = new Map<string, Group & { keys: Set<string> }>()
  for (const [position, person] of people.entries()) {
    const { bsuid, waId, profileName, username, at = now } = person
    const keys = new Set<string>()
    if (bsuid) keys.add(`id ${bsuid}`)
    if (waId) keys.add(phoneKey(waId))
    const group = { positions: [position], bsuid, waId, profileName, username, at, passedOn: false, keys }
    for (const key of [...keys]) {
      const earlier = groups.get(key)
      if (earlier === undefined || earlier === group) continue
      if (group.bsuid && earlier.bsuid && group.bsuid !== earlier.bsuid) continue
      group.positions.unshift(...earlier.positions)
      group.bsuid ??= earlier.bsuid
      group.waId ??= earlier.waId
      group.profileName ??= earlier.profileName
      group.username ??= earlier.username
      if (earlier.at > group.at) group.at = earlier.at
      for (const other of earlier.keys) {
        group.keys.add(other)
        groups.set(other, group)
      }
    }
    for (const key of keys) groups.set(key, group)
  }
  return passNumbersOn([...new Set(groups.values())])
}

const phoneKey = (waId: string) => `phone ${waIdVariants(waId).sort()[0]}`

const bySaying = (one: Group, other: Group) =>
  one.at.getTime() - other.at.getTime() || (one.positions.at(-1) ?? 0) - (other.positions.at(-1) ?? 0)

/**
 * Of several people with one number, the last has it. The first may be who is known by it already; of those in between it says
 * nothing that is still true.
 */
function passNumbersOn(groups: readonly Group[]): Group[] {
  const byPhone = Map.groupBy(
    groups.filter(({ waId }) => waId),
    ({ waId = "" }) => phoneKey(waId),
  )
  for (const sharing of byPhone.values()) {
    const [first, ...others] = sharing.toSorted(bySaying)
    const last = others.pop()
    if (first === undefined || last === undefined) continue
    first.passedOn = true
    for (const between of others) between.waId = undefined
  }
  return [...groups]
}
