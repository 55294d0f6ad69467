import { compareVersions } from './compare-versions';

/** Why the user should reload the extension. */
export type ReloadReason =
  /** The extension's folder has another build than the one that runs. */
  | { kind: 'rebuilt'; buildId: string }
  | { kind: 'extensionOlder'; extension: string; backend: string }
  /** `backend` is null if the backend is so old that it does not tell its version. */
  | { kind: 'extensionNewer'; extension: string; backend: string | null };

/** @returns whether the two differ, and which one is behind. */
export function versionMismatch(extension: string, backend: string | null): ReloadReason | null {
  if (backend === null) return { kind: 'extensionNewer', extension, backend };
  const difference = compareVersions(extension, backend);
  if (difference === 0) return null;
  return { kind: difference < 0 ? 'extensionOlder' : 'extensionNewer', extension, backend };
}

/** Names a reason; one that the user has dismissed is not shown again. */
export const reasonKey = (reason: ReloadReason): string =>
  reason.kind === 'rebuilt' ? `build ${reason.buildId}` : `version ${reason.extension} ${reason.backend}`;
