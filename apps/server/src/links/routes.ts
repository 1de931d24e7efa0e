import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import {
  changeLinkSettings,
  linkSettings,
  linkSettingsChange,
  readLinkSettings,
} from "./settings/settings.ts"

const tags = ["Links"]

export const linksRoutes =
  ({ db, config }: Platform): Routes =>
  async (app) => {
    app.get(
      "/link-settings",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Read what tracked links begin with, and how long they last",
          tags,
          response: { 200: linkSettings, ...fields.problems },
        },
      },
      ({ caller }) =>
        db.workspace(caller.workspaceId, (tx) => readLinkSettings(tx, caller.workspaceId, config)),
    )

    app.patch(
      "/link-settings",
      {
        config: { permission: "workspace:manage" },
        schema: {
          summary: "Change the domain of tracked links, and how long they last",
          description:
            "Links that were sent go on under the domain they were sent with, as long as that leads to this server.",
          tags,
          body: linkSettingsChange,
          response: { 200: linkSettings, ...fields.problems },
        },
      },
      ({ caller, body }) =>
        db.workspace(caller.workspaceId, (tx) => changeLinkSettings(tx, caller.workspaceId, body, config)),
    )
  }
