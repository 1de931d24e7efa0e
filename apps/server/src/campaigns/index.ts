export { revenueUnit } from "./conversions/settle.ts"
export { type DailyCount, readDailyCounts } from "./results/read-counts.ts"
