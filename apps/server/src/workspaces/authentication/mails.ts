import type { Mail } from "../../platform/mail.ts"

/** Links lead to the pages of the dashboard, always under the public address, whatever host was asked. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/invitations/${token}`

export function resetMail(publicUrl: string, member: { name: string; email: string }, token: string): Mail {
  return {
    to: member.email,
    subject: "Set a new password for Parley",
    text: [
      `Hello ${member.name},`,
      "",
      "open this page to set a new password. It works for one hour, once:",
      "",
      `${publicUrl}/reset-password?token=${token}`,
      "",
      "If it was not you who asked, nothing needs to be done: your password stays as it is.",
      "",
    ].join("\n"),
  }
}

export function invitationMail(
  link: string,
  invitation: { email: string; workspaceName: string; role: string },
): Mail {
  return {
    to: invitation.email,
    subject: `You are invited to ${invitation.workspaceName} on Parley`,
    text: [
      "Hello,",
      "",
      `you are invited to the workspace ${invitation.workspaceName} as ${invitation.role}. Open this page within seven days to join:`,
      "",
      link,
      "",
    ].join("\n"),
  }
}
