/**
 * Names that end in `.localhost` are this computer, too (RFC 6761).
 * @param host a host name or an IP address as in a URL: IPv6 with or without brackets
 */
export const isLoopbackHost = (host: string): boolean =>
  /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host);

export const isLoopbackUrl = (url: string): boolean =>
  URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
