import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { listPeople, peopleListed, peopleToList } from "./list-people.ts"
import { readRetryPlan, retryPlan } from "./retry-plan.ts"

const tags = ["Campaigns"]

/** What helps after a launch did not reach everybody. Sending again is `POST /v1/launches/{id}/resend`. */
export const recoveryRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/launches/:id/retries",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "What of a launch failed and goes once more by itself, and when",
          tags,
          params: fields.byId,
          response: { 200: retryPlan, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => readRetryPlan(tx, params.id)),
    )

    app.post(
      "/launches/:id/people/list",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Put the people that a launch came to the same for on a static list",
          description:
            "Such as those whose message failed with one of Meta's codes, as it is at this moment. Some thousands a request: ask again with `next` until " +
            "it is null. A segment of messages of the launch follows what becomes of them later.",
          tags,
          params: fields.byId,
          body: peopleToList,
          response: { 200: peopleListed, ...fields.problems },
        },
      },
      ({ params, body, caller: { workspaceId } }) =>
        db.workspace(workspaceId, (tx) =>
          listPeople(tx, { launchId: params.id, workspaceId, now: clock.now() }, body),
        ),
    )
  }
