import { sql } from "../platform/database/index.ts"

/** Whether the template of the content of `launches`, in any language it may go out in, cannot be sent now. */
export const isHeldByTemplate = sql<boolean>`EXISTS (
  SELECT FROM contents JOIN templates AS own ON own.id = contents.template_id
  WHERE contents.id = launches.content_id AND own.status <> 'APPROVED'
    AND NOT (contents.body ->> 'language' = 'contact' AND EXISTS (SELECT FROM templates AS other
      WHERE (other.business_account_id, other.name) = (own.business_account_id, own.name) AND other.status = 'APPROVED')))`
