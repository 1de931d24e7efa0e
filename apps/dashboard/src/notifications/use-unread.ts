import { api } from "../api/client.ts"

/** How many the member has not read; undefined while that is not known. Apart from the words of notifications, which are heavy. */
export const useUnread = (): number | undefined => api.useQuery("get", "/v1/notifications/count").data?.unread
