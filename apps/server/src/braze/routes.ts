import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { canvasEndpoints } from "./canvas/canvas-endpoints.ts"
import { canvasSeriesEndpoints } from "./canvas/series-endpoints.ts"
import { canvasTriggerEndpoints } from "./canvas/trigger-endpoints.ts"
import { contentBlockEndpoints } from "./content-blocks/content-block-endpoints.ts"
import { seriesEndpoints } from "./events/series-endpoints.ts"
import { serve } from "./frame/serve.ts"
import { campaignEndpoints } from "./messaging/campaign-endpoints.ts"
import { scheduleEndpoints } from "./messaging/schedule-endpoints.ts"
import { scheduledBroadcastEndpoints } from "./messaging/scheduled-broadcasts.ts"
import { sendEndpoints } from "./messaging/send-endpoints.ts"
import { sendIdEndpoints } from "./messaging/send-id-endpoints.ts"
import { triggerEndpoints } from "./messaging/trigger-endpoints.ts"
import { campaignSeriesEndpoints } from "./results/series-endpoints.ts"
import { exportedFiles, exportSegmentEndpoints } from "./segments/export-segment.ts"
import { segmentEndpoints } from "./segments/segment-endpoints.ts"
import { statusEndpoints } from "./subscriptions/status-endpoints.ts"
import { deleteEndpoints } from "./users/delete-endpoints.ts"
import { exportEndpoints } from "./users/export/export-endpoints.ts"
import { aliasEndpoints } from "./users/identities/alias-endpoints.ts"
import { identifyEndpoints } from "./users/identities/identify-endpoints.ts"
import { trackEndpoints } from "./users/track-endpoints.ts"

const endpoints = [
  ...trackEndpoints,
  ...identifyEndpoints,
  ...aliasEndpoints,
  ...deleteEndpoints,
  ...exportEndpoints,
  ...statusEndpoints,
  ...segmentEndpoints,
  ...contentBlockEndpoints,
  ...exportSegmentEndpoints,
  ...seriesEndpoints,
  ...campaignEndpoints,
  ...triggerEndpoints,
  ...sendEndpoints,
  ...sendIdEndpoints,
  ...scheduleEndpoints,
  ...scheduledBroadcastEndpoints,
  ...campaignSeriesEndpoints,
  ...canvasEndpoints,
  ...canvasTriggerEndpoints,
  ...canvasSeriesEndpoints,
]

/** Braze's API, as far as there is what it is about; docs/braze-compatibility.md lists what differs. */
export const brazeRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.register(serve(platform, endpoints))
    app.register(exportedFiles(platform))
  }
