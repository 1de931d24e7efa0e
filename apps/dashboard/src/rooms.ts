/** The rooms of the dashboard, in the order of the navigation. What each brings is in its own `room.ts`. */
import { room as account } from "./account/room.ts"
import { room as connect } from "./connect/room.ts"
import { room as contacts } from "./contacts/room.ts"
import { room as home } from "./home/room.ts"
import { room as session } from "./session/room.ts"
import { room as settings } from "./settings/room.ts"
import { room as subscriptionGroups } from "./subscription-groups/room.ts"
import { room as templates } from "./templates/room.ts"

export const rooms = [
  home,
  contacts,
  subscriptionGroups,
  connect,
  templates,
  settings,
  account,
  session,
] as const
