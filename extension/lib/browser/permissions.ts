import type { BrowserApi } from './browser-api';
import type { OptionalPermission } from './browser-calls';

type Asked = NonNullable<Parameters<BrowserApi['permissions']['contains']>[0]>;

/** The browser's own names of each optional permission. */
export const OPTIONAL_PERMISSIONS: Record<OptionalPermission, Asked> = {
  hosts: { origins: ['<all_urls>'] },
  tabs: { permissions: ['tabs'] },
  bookmarks: { permissions: ['bookmarks'] },
  clipboard: { permissions: ['clipboardRead', 'clipboardWrite'] },
};

/** @returns whether they include what the permission gives: access to all sites tells the titles of their tabs, too */
export const isCovered = (permission: OptionalPermission, granted: readonly OptionalPermission[]): boolean =>
  granted.includes(permission) || (permission === 'tabs' && granted.includes('hosts'));

/** @returns those that the user has granted */
export async function grantedPermissions(
  api: Pick<BrowserApi, 'permissions'>,
): Promise<OptionalPermission[]> {
  const names = Object.keys(OPTIONAL_PERMISSIONS) as OptionalPermission[];
  const granted = await Promise.all(
    names.map((name) => api.permissions.contains(OPTIONAL_PERMISSIONS[name])),
  );
  return names.filter((_, index) => granted[index]);
}
