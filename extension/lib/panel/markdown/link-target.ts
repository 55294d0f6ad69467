/** Addresses that a link may open; above all not `javascript:` and `data:`. */
const PROTOCOLS = ['http:', 'https:', 'mailto:'];

export interface LinkTarget {
  href: string;
  /** The host or the mail address that the link leads to. */
  place: string;
}

/** @returns where a link leads, or null if the panel does not open such an address. */
export function linkTarget(address: string): LinkTarget | null {
  try {
    const { href, protocol, host, pathname } = new URL(address);
    if (!PROTOCOLS.includes(protocol)) return null;
    return { href, place: protocol === 'mailto:' ? decodeURI(pathname) : host.replace(/^www\./, '') };
  } catch {
    return null;
  }
}
