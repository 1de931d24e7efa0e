import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: {
    api_key: "API key",
    invitation: "Invitation",
    link_settings: "Tracked links",
    member: "Member",
    workspace: "Workspace",
  },
  actions: {
    "api_key.owner_changed": "API key given to another member",
    "invitation.created": "Member invited",
    "invitation.deleted": "Invitation withdrawn",
    "member.created": "Member joined",
    "member.credential_added": "Way to sign in added",
    "member.credential_removed": "Way to sign in removed",
    "member.deleted": "Member left or was removed",
    "member.passkey_added": "Passkey added",
    "member.passkey_removed": "Passkey removed",
    "member.password_changed": "Password changed",
  },
  turns: {
    "api_key.revoked_at": ["API key revoked", "API key allowed again"],
    "invitation.accepted_at": ["Invitation accepted", "Invitation reopened"],
  },
  columns: {
    accepted_at: "Accepted",
    approval_above: "Approval above",
    base_url: "Domain",
    control_group: "Control group",
    email: "E-mail",
    expired_url: "Expired links lead to",
    expires_at: "Expires",
    frequency_caps: "Frequency caps",
    hint: "Starts with",
    lasting_days: "Days that links last",
    permissions: "Permissions",
    provider: "By",
    quiet_from: "Quiet hours from",
    quiet_until: "Quiet hours until",
    revoked_at: "Revoked",
    role: "Role",
    locale: "Dates and numbers",
    time_zone: "Time zone",
    two_factor_enabled: "Two-factor",
  },
  silent: ["accepted_by"],
  codes: ["provider", "role"],
  pages: { api_key: "/settings/api-keys/$keyId" },
}
