/** Whether a host, as in an address (`[::1]`) or as listened on (`::1`), is this machine and reached by nobody else. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host)
}
