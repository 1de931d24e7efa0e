import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import { fields, type Routes, readWholeBodies } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { mostPictureBytes } from "./picture.ts"
import { changePicture, changeProfile, profile, profileChange, readProfile } from "./profile.ts"

const tags = ["Numbers"]
const params = fields.byId
const response = { 200: profile, 502: fields.problem, ...fields.problems }

const profileChangeOfRevision = profileChange
  .extend({ revision: fields.revisionRead })
  .meta({ id: "BusinessProfileChange" })

/** What people see of a number when they open its profile in WhatsApp. Meta keeps it; nothing of it is stored here. */
export const profileRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      "/numbers/:id/profile",
      {
        config: { permission: "connection:read" },
        schema: { summary: "Read a number's public profile", tags, params, response },
      },
      ({ params, caller }) => readProfile(platform, { workspaceId: caller.workspaceId, numberId: params.id }),
    )

    app.patch(
      "/numbers/:id/profile",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Change a number's public profile",
          description: 'What is left out stays as it is; "" empties it. `revision` is of what Meta has now.',
          tags,
          params,
          body: profileChangeOfRevision,
          response,
        },
      },
      ({ params, body: { revision, ...change }, caller }) =>
        changeProfile(platform, { workspaceId: caller.workspaceId, numberId: params.id }, change, revision),
    )

    await app.register(pictureRoute(platform))
  }

/** How long a picture may take to arrive, on a slow line. */
const pictureMs = 60_000

const pictureRoute =
  (platform: Platform): Routes =>
  async (app) => {
    readWholeBodies(app, ["image/jpeg", "image/png"], {
      budget: platform.files,
      limit: mostPictureBytes,
      arriveMs: pictureMs,
      ownerOf: ({ caller }) => caller.workspaceId,
    })

    app.put(
      "/numbers/:id/profile/picture",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Set a number's profile picture",
          description: "The body is the file: JPEG or PNG, square, at least 192 pixels, at most 5 MB.",
          tags,
          consumes: ["image/jpeg", "image/png"],
          params,
          body: z.unknown(),
          response: { ...response, 413: fields.problem, 415: fields.problem },
        },
      },
      ({ params, body, caller }) => {
        if (!Buffer.isBuffer(body)) {
          throw new Problem("unsupported_media_type", "A profile picture is a JPEG or PNG.")
        }
        return changePicture(platform, { workspaceId: caller.workspaceId, numberId: params.id }, body)
      },
    )
  }
