/** The caller's own error, thrown through a provider: it is no reason to try again, or to ask another provider. */
export class CallerError extends Error {}
