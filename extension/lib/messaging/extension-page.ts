/**
 * @param origin of this extension's pages, with a trailing slash: `chrome-extension://id/`.
 * @returns whether the sender is one of them. A content script has the extension's id too, but a web page's address.
 */
export function isExtensionPage(sender: { id?: string; url?: string } | undefined, origin: string): boolean {
  return sender?.url?.startsWith(origin) === true && sender.id === new URL(origin).host;
}
