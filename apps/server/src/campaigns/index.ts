export { startLaunchExpansion } from "./expand.ts"
export { campaignsRoutes } from "./routes.ts"
export { searchCampaigns } from "./search.ts"
