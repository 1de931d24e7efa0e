import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import {
  approval,
  approvalDecision,
  approvalList,
  askForApproval,
  decideApproval,
  listApprovals,
  newApproval,
  withdrawApproval,
} from "./approvals.ts"

const tags = ["Campaigns"]
const byApproval = z.object({ id: fields.id, approval_id: fields.id })

export const approvalsRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/campaigns/:id/approvals",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "List the approvals of a campaign that were asked for",
          description: "The newest first, 50 at most.",
          tags,
          params: fields.byId,
          response: { 200: approvalList, ...fields.problems },
        },
      },
      async ({ params, caller }) => ({
        data: await db.workspace(caller.workspaceId, (tx) => listApprovals(tx, params.id)),
      }),
    )

    app.post(
      "/campaigns/:id/approvals",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Ask another member to approve a campaign as it is now",
          description:
            "An edit makes it void, also one of a template, content block or segment that it uses.",
          tags,
          params: fields.byId,
          body: newApproval.prefault({}),
          response: { 201: approval, ...fields.problems },
        },
      },
      async ({ params, body, caller }, reply) => {
        const { workspaceId } = caller
        const scope = { workspaceId, campaignId: params.id, now: clock.now(), caller }
        return reply
          .status(201)
          .send(await db.workspace(workspaceId, (tx) => askForApproval(tx, scope, body)))
      },
    )

    for (const [action, decision, summary] of [
      ["approve", "approved", "Approve a campaign that another member wants to send"],
      ["decline", "declined", "Decline to approve a campaign"],
    ] as const) {
      app.post(
        `/campaigns/:id/approvals/:approval_id/${action}`,
        {
          config: { permission: "campaigns:approve" },
          schema: {
            summary,
            description: "A member who is signed in decides, and not the one who asked.",
            tags,
            params: byApproval,
            body: approvalDecision.prefault({}),
            response: { 200: approval, ...fields.problems },
          },
        },
        ({ params, body, caller }) => {
          const { workspaceId } = caller
          const scope = {
            workspaceId,
            campaignId: params.id,
            approvalId: params.approval_id,
            now: clock.now(),
          }
          return db.workspace(workspaceId, (tx) => decideApproval(tx, { ...scope, caller }, decision, body))
        },
      )
    }

    app.post(
      "/campaigns/:id/approvals/:approval_id/withdraw",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Ask for the approval of a campaign no longer",
          tags,
          params: byApproval,
          response: { 200: approval, ...fields.problems },
        },
      },
      ({ params, caller: { workspaceId } }) =>
        db.workspace(workspaceId, (tx) =>
          withdrawApproval(tx, {
            ...{ workspaceId, campaignId: params.id, approvalId: params.approval_id },
            now: clock.now(),
          }),
        ),
    )
  }
