/** Notified when a launch is there, so that workers expand it without waiting for their next look. */
export const launchesChannel = "parley_launches"
