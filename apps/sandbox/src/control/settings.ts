/** Settings as a whole and in part. */
import { changeSettings, settingsChangeSchema } from "../settings.ts"
import { type ControlCall, read } from "./request.ts"

export function readSettings({ running }: ControlCall): object {
  return running.world.settings
}

export function changeSandboxSettings(call: ControlCall): object {
  const { world } = call.running
  world.settings = changeSettings(world.settings, read(call, settingsChangeSchema))
  return world.settings
}
