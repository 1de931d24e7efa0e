/** A process that mails notifications once, and ends when its mail server has answered. */
import { readConfig } from "../../platform/config.ts"
import { openPlatform } from "../../platform/index.ts"
import { rooms } from "../../rooms.ts"
import { mailNotifications } from "../mails/send-mails.ts"

if (import.meta.main) {
  const platform = await openPlatform(readConfig(process.env), rooms)
  await mailNotifications(platform)
  await platform.close()
}
