/** Where better-auth finds its models and fields: our words, in `members` and the tables of `0004_authentication.sql`. */
const stamps = { createdAt: "created_at", updatedAt: "updated_at" }

export const memberTable = {
  modelName: "members",
  fields: { ...stamps, emailVerified: "email_verified" },
} as const

export const sessionTable = {
  modelName: "sessions",
  fields: {
    ...stamps,
    userId: "member_id",
    expiresAt: "expires_at",
    ipAddress: "ip_address",
    userAgent: "user_agent",
  },
} as const

export const credentialTable = {
  modelName: "credentials",
  fields: {
    ...stamps,
    userId: "member_id",
    providerId: "provider",
    accountId: "subject",
    accessToken: "access_token",
    refreshToken: "refresh_token",
    idToken: "id_token",
    accessTokenExpiresAt: "access_token_expires_at",
    refreshTokenExpiresAt: "refresh_token_expires_at",
  },
} as const

export const verificationTable = {
  modelName: "verifications",
  fields: { ...stamps, expiresAt: "expires_at" },
} as const

export const rateLimitTable = {
  modelName: "rate_limits",
  fields: { lastRequest: "last_request" },
} as const

export const secondFactorSchema = {
  user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
  twoFactor: {
    modelName: "second_factors",
    fields: {
      userId: "member_id",
      backupCodes: "backup_codes",
      failedVerificationCount: "failed_attempts",
      lockedUntil: "locked_until",
    },
  },
} as const

export const passkeySchema = {
  passkey: {
    modelName: "passkeys",
    fields: {
      userId: "member_id",
      publicKey: "public_key",
      credentialID: "credential_id",
      deviceType: "device_type",
      backedUp: "backed_up",
      createdAt: "created_at",
    },
  },
} as const
