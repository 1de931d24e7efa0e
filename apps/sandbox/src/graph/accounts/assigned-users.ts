/** `/{waba-id}/assigned_users`: people of the business and what each may do with the account. */
import type { Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { management, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { list } from "../protocol/inspect.ts"
import { page } from "../protocol/paging.ts"
import { missingObject, notOneOf } from "../protocol/refusal.ts"
import { type Answer, requiredText, structure, success } from "../protocol/request.ts"

const knownTasks = [
  "MANAGE",
  "DEVELOP",
  "MANAGE_TEMPLATES",
  "MANAGE_PHONE",
  "VIEW_COST",
  "MANAGE_EXTENSIONS",
  "VIEW_PHONE_ASSETS",
  "MANAGE_PHONE_ASSETS",
  "VIEW_TEMPLATES",
  "MESSAGING",
  "MANAGE_USERS",
  "MANAGE_BUSINESS_PHONES",
  "MANAGE_DEFAULT_TASKS",
]

export function listAssignedUsers({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  requiredText(request.params, "business")
  return page(assignedUsers(world, waba), request, (user) => user)
}

export function assignedUsers(world: World, waba: Waba): object[] {
  return waba.assigned_users.map(({ user_id, tasks }) => ({
    id: user_id,
    name: world.users.get(user_id)?.name ?? "",
    tasks,
  }))
}

export function assignUser({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  const userId = requiredText(request.params, "user")
  if (world.users.get(userId) === undefined) throw missingObject("POST", userId)
  const tasks = list(structure(request.params, "tasks"), "tasks").map((item, i) => {
    const task = String(item).toUpperCase()
    if (!knownTasks.includes(task)) throw notOneOf(`tasks[${i}]`, knownTasks, item)
    return task
  })
  const others = waba.assigned_users.filter(({ user_id }) => user_id !== userId)
  waba.assigned_users = [...others, { user_id: userId, tasks }]
  world.wabas.put(waba)
  return success
}

export function unassignUser({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  const userId = requiredText(request.params, "user")
  waba.assigned_users = waba.assigned_users.filter(({ user_id }) => user_id !== userId)
  world.wabas.put(waba)
  return success
}
