/** WhatsApp Flows: create, upload, publish, deprecate, read, delete. */

import { tellAccount } from "../../delivery/account.ts"
import { isRecord } from "../../json.ts"
import type { Running } from "../../running.ts"
import { type Flow, flowCategories } from "../../world/flow.ts"
import type { Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { management, requireScope } from "../protocol/access.ts"
import { askedFields, type Call, type Edges, pageOfNodes } from "../protocol/call.ts"
import { type NodeShape, readNode, withoutValue } from "../protocol/fields.ts"
import { graphTime } from "../protocol/graph-time.ts"
import { list } from "../protocol/inspect.ts"
import { page } from "../protocol/paging.ts"
import {
  invalidParameter,
  missingObject,
  missingParameter,
  notOneOf,
  Refusal,
  refusePermission,
} from "../protocol/refusal.ts"
import { type Answer, type Params, requiredText, structure, success, text } from "../protocol/request.ts"
import { validateFlowJson } from "./flow-json.ts"

const previewLivesMs = 30 * 24 * 60 * 60 * 1000
const emptyFlow = JSON.stringify({ version: "7.0", screens: [] })

export const flowEdges: Edges<Flow> = {
  "GET ": ({ world, request, object }) =>
    readNode(object, flowShape(world, request.publicUrl), askedFields(request)),
  "POST ": changeFlow,
  "DELETE ": deleteFlow,
  "GET assets": listAssets,
  "POST assets": uploadAsset,
  "POST publish": publishFlow,
  "POST deprecate": deprecateFlow,
  "GET metric": refusePermission,
}

export function flowShape(world: World, publicUrl: string): NodeShape<Flow> {
  return {
    typeName: "WhatsAppFlow",
    defaults: ["name", "status", "categories", "validation_errors"],
    readers: {
      name: (flow) => flow.name,
      status: (flow) => flow.status,
      categories: (flow) => flow.categories,
      validation_errors: (flow) => flow.validation_errors,
      json_version: (flow) => versionOf(flow, "version"),
      data_api_version: (flow) => versionOf(flow, "data_api_version"),
      data_channel_uri: (flow) => flow.endpoint_uri,
      endpoint_uri: (flow) => flow.endpoint_uri,
      preview: (flow) => ({
        preview_url: `${publicUrl}/flow-preview/${flow.id}`,
        expires_at: graphTime(world.clock.nowMs() + previewLivesMs),
        id: flow.id,
      }),
      application: (flow) => {
        const app = flow.application_id === undefined ? undefined : world.apps.get(flow.application_id)
        return app === undefined ? undefined : { id: app.id, name: app.name }
      },
      assets: (flow) => ({ data: assetsOf(flow) }),
      // Figures of endpoints, which nothing asks here.
      ...withoutValue("metric"),
      updated_at: (flow) => graphTime(flow.updated_at_ms),
      whatsapp_business_account: (flow) => {
        const waba = world.wabas.get(flow.waba_id)
        return waba === undefined ? undefined : { id: waba.id, name: waba.name }
      },
      health_status: (flow) => ({
        can_send_message: sendability(flow),
        entities: [{ entity_type: "FLOW", id: flow.id, can_send_message: sendability(flow) }],
      }),
    },
  }
}

function sendability({ status }: Flow): "AVAILABLE" | "LIMITED" | "BLOCKED" {
  if (status === "BLOCKED") return "BLOCKED"
  return status === "THROTTLED" ? "LIMITED" : "AVAILABLE"
}

function versionOf(flow: Flow, name: "version" | "data_api_version"): string | undefined {
  const parsed: unknown = flow.validation_errors.some(({ error }) => error === "INVALID_JSON")
    ? undefined
    : JSON.parse(flow.json)
  const version = isRecord(parsed) ? parsed[name] : undefined
  return typeof version === "string" ? version : undefined
}

export function listFlows({ world, request, object: waba }: Call<Waba>): Answer {
  return pageOfNodes(flowsOf(world, waba), request, flowShape(world, request.publicUrl))
}

export function flowsOf(world: World, waba: Waba): Flow[] {
  return world.flows.filter((flow) => flow.waba_id === waba.id)
}

/** A draft; with `publish` it is published at once when nothing is wrong with its JSON. */
export function createFlow(call: Call<Waba>): Answer {
  const { world, request, caller, object: waba } = call
  requireScope(caller, management)
  const { params } = request
  const name = requiredText(params, "name")
  if (world.flows.find((flow) => flow.waba_id === waba.id && flow.name === name) !== undefined) {
    throw new Refusal({
      code: 100,
      subcode: 4016019,
      message: "(#100) Invalid parameter",
      userTitle: "Flow name is not unique",
      userMessage: "Flow names must be unique within a WhatsApp Business Account.",
    })
  }
  const source = text(params, "clone_flow_id")
  const cloned = source === undefined ? undefined : world.flows.get(source)
  if (source !== undefined && cloned?.waba_id !== waba.id) throw missingObject("POST", source)
  const json = textOfJson(params.flow_json) ?? cloned?.json
  const endpoint = text(params, "endpoint_uri")
  const flow = world.flows.put({
    id: world.newId(),
    type: "flow",
    waba_id: waba.id,
    name,
    status: "DRAFT",
    categories: categoriesOf(params),
    json: json ?? emptyFlow,
    validation_errors: json === undefined ? [] : validateFlowJson(json),
    ...(endpoint === undefined ? {} : { endpoint_uri: endpoint }),
    updated_at_ms: world.clock.nowMs(),
    throttled_sends_ms: [],
  })
  const isWanted = params.publish === true || params.publish === "true"
  const isGood = json !== undefined && flow.validation_errors.length === 0
  if (isWanted && isGood) changeFlowStatus(call.running, flow, "PUBLISHED")
  return { id: flow.id, success: !isWanted || isGood, validation_errors: flow.validation_errors }
}

function categoriesOf(params: Params): Flow["categories"] {
  return list(structure(params, "categories"), "categories").map((item, i) => {
    const category = flowCategories.find((one) => one === String(item).toUpperCase())
    if (category === undefined) throw notOneOf(`categories[${i}]`, flowCategories, item)
    return category
  })
}

function textOfJson(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === "string" ? value : JSON.stringify(value)
}

function changeFlow({ world, request, caller, object: flow }: Call<Flow>): Answer {
  requireScope(caller, management)
  const { params } = request
  const name = text(params, "name")
  const endpoint = text(params, "endpoint_uri")
  const categories = params.categories === undefined ? undefined : categoriesOf(params)
  const application = text(params, "application_id")
  if ([name, endpoint, categories, application].every((given) => given === undefined))
    throw missingParameter("name")
  if (application !== undefined && world.apps.get(application) === undefined)
    throw missingObject("POST", application)
  world.flows.put({
    ...flow,
    ...(name === undefined ? {} : { name }),
    ...(categories === undefined ? {} : { categories }),
    ...(endpoint === undefined ? {} : { endpoint_uri: endpoint }),
    ...(application === undefined ? {} : { application_id: application }),
    updated_at_ms: world.clock.nowMs(),
  })
  return success
}

function listAssets({ request, object: flow }: Call<Flow>): Answer {
  return page(assetsOf(flow), request, (one) => one)
}

function assetsOf(flow: Flow): object[] {
  return [
    {
      name: "flow.json",
      asset_type: "FLOW_JSON",
      download_url: `data:application/json;base64,${Buffer.from(flow.json).toString("base64")}`,
    },
  ]
}

/** Replaces the JSON of a draft; a file with mistakes is kept and its mistakes are told. */
function uploadAsset({ world, request, caller, object: flow }: Call<Flow>): Answer {
  requireScope(caller, management)
  if (requiredText(request.params, "asset_type") !== "FLOW_JSON")
    throw notOneOf("asset_type", ["FLOW_JSON"], request.params.asset_type)
  requiredText(request.params, "name")
  if (request.file === undefined) throw missingParameter("file")
  if (flow.status !== "DRAFT") throw invalidParameter("A published flow cannot be changed.")
  flow.json = request.file.bytes.toString("utf8")
  flow.validation_errors = validateFlowJson(flow.json)
  flow.updated_at_ms = world.clock.nowMs()
  world.flows.put(flow)
  return { success: true, validation_errors: flow.validation_errors }
}

function publishFlow(call: Call<Flow>): Answer {
  requireScope(call.caller, management)
  const { object: flow } = call
  if (flow.status !== "DRAFT") throw unpublishable("The flow is not a draft.")
  if (validateFlowJson(flow.json).length > 0) throw unpublishable("The flow has validation errors.")
  changeFlowStatus(call.running, flow, "PUBLISHED")
  return success
}

function deprecateFlow(call: Call<Flow>): Answer {
  requireScope(call.caller, management)
  if (call.object.status !== "PUBLISHED") throw unpublishable("Only a published flow can be deprecated.")
  changeFlowStatus(call.running, call.object, "DEPRECATED")
  return success
}

function deleteFlow({ world, caller, object: flow }: Call<Flow>): Answer {
  requireScope(caller, management)
  if (flow.status !== "DRAFT") throw unpublishable("Only a draft can be deleted.")
  world.flows.delete(flow.id)
  return success
}

function unpublishable(details: string): Refusal {
  return new Refusal({ code: 139002, message: "(#139002) Publishing failed", details })
}

/** Gives the flow its new status and tells the account's apps. */
export function changeFlowStatus({ world, webhooks }: Running, flow: Flow, status: Flow["status"]): void {
  const before = flow.status
  flow.status = status
  flow.updated_at_ms = world.clock.nowMs()
  world.flows.put(flow)
  const waba = world.wabas.get(flow.waba_id)
  if (waba === undefined) return
  tellAccount(world, webhooks, waba, "flows", {
    event: "FLOW_STATUS_CHANGE",
    message: `Flow ${flow.name} changed status from ${before} to ${status}`,
    flow_id: flow.id,
    old_status: before,
    new_status: status,
  })
}
