import type { HostRequest } from '../../messaging/host-requests';
import { excludedBy } from '../../settings/never-sites';
import type { hostSettings } from './host-settings';

/** The items of the context menu. */
export const READ = 'read_selection';
export const ASK = 'ask_about';

/** What the browser tells of a click in the context menu, and of the tab where it was. */
export interface SelectionClick {
  item: typeof READ | typeof ASK;
  text: string;
  title: string;
  /** The addresses of the tab, of its page and of the frame with the selection, as far as they are known. */
  urls: readonly (string | undefined)[];
}

/** @returns what the session page is asked to do; nothing of a site that the user has excluded goes along */
export function selectionRequest(
  { item, text, title, urls }: SelectionClick,
  settings: Awaited<ReturnType<typeof hostSettings>>,
  neverSites: readonly string[],
): HostRequest {
  for (const url of urls) {
    const site = excludedBy(neverSites, url ?? '');
    if (site !== null) return { target: 'host', type: 'selection_refused', site };
  }
  if (item === READ) return { target: 'host', type: READ, text, ...settings };
  return { target: 'host', type: ASK, text, title, url: urls.find((url) => url !== undefined) ?? '' };
}
