import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { seriesEndpoints } from "./events/series-endpoints.ts"
import { serve } from "./frame/serve.ts"
import { statusEndpoints } from "./subscriptions/status-endpoints.ts"
import { exportEndpoints } from "./users/export/export-endpoints.ts"

/** Braze's API, as far as it is about people; docs/braze-compatibility.md lists what differs. */
export const brazeRoutes = (platform: Platform): Routes =>
  serve(platform, [...exportEndpoints, ...statusEndpoints, ...seriesEndpoints])
