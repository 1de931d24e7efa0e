import type { Answer, Asked, Endpoint } from "../frame/endpoint.ts"
import { nothingValid, readAll } from "./track/apply-track.ts"
import { arrays, type Most, readObjects } from "./track/read-objects.ts"
import { trackTogether } from "./track/track-together.ts"

async function track({ platform, caller, now, ...input }: Asked, most: Most): Promise<Answer> {
  const objects = readObjects(input, most)
  const readings = readAll(objects, now)
  if (arrays.every((name) => readings[name].length === 0)) throw nothingValid(readings.errors)
  const { workspaceId, actor, permissions } = caller
  const writer = {
    workspaceId,
    actor,
    now,
    maySubscribe: permissions.has("subscriptions:write"),
    rooms: platform.rooms,
  }
  const { processed, errors } = await trackTogether(platform, readings, writer)
  const counts = arrays.flatMap((name): [string, number][] =>
    objects.sent[name] === undefined ? [] : [[`${name}_processed`, processed[name]]],
  )
  return {
    body: { ...Object.fromEntries(counts), message: "success", ...(errors.length > 0 ? { errors } : {}) },
  }
}

/** Up to 75 of each, as clients on Braze's older limits send; those on the newer ones send 75 in all. */
const trackUsers: Endpoint = {
  method: "POST",
  path: "/users/track",
  permission: "contacts:write",
  limit: "track",
  judgesObjects: true,
  answer: (asked) =>
    track(asked, { ofEach: 75, inAll: Number.POSITIVE_INFINITY, ofOneUser: Number.POSITIVE_INFINITY }),
}

const trackInBulk: Endpoint = {
  method: "POST",
  path: "/users/track/bulk",
  permission: "contacts:write",
  limit: "track_bulk",
  judgesObjects: true,
  mostBytes: { bytes: 2 * 1024 * 1024, status: 400 },
  answer: (asked) => track(asked, { ofEach: 1000, inAll: 1000, ofOneUser: 100 }),
}

export const trackEndpoints: readonly Endpoint[] = [trackUsers, trackInBulk]
