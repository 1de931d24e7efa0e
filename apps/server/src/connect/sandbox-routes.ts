import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"

const sandbox = z
  .object({
    pages_url: z.string().describe("Its pages begin with this: /phones, /sims, /clock"),
    clock_offset_ms: z.number().int().describe("How far its clock, by which everything goes here, is ahead"),
  })
  .meta({ id: "Sandbox" })

const sandboxOrNone = z.object({ sandbox: sandbox.nullable() }).meta({ id: "SandboxOrNone" })

/**
 * The sandbox that stands for Meta: its clock is followed, and it has the login dialog, where browsers reach it.
 * @param now by this machine's clock
 * @returns null where Meta is Meta
 */
export function describeSandbox(
  { clock, config }: Pick<Platform, "clock" | "config">,
  now: Date,
): z.output<typeof sandbox> | null {
  if (config.clockUrl === undefined) return null
  return {
    pages_url: `${config.meta.dialogUrl}/_sandbox/pages`,
    clock_offset_ms: clock.now().getTime() - now.getTime(),
  }
}

/** Whether this installation talks to Meta or to the sandbox. Mounted under /v1. */
export const sandboxRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      "/connect/sandbox",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "The sandbox that stands for Meta, where there is one",
          tags: ["Connection"],
          response: { 200: sandboxOrNone, ...fields.problems },
        },
      },
      async () => ({ sandbox: describeSandbox(platform, new Date()) }),
    )
  }
