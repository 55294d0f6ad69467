/**
 * @param origin of this extension's pages, with its slash: `chrome-extension://id/`.
 * @returns whether one of them sent it. A content script has the extension's id too, and the address of a web page.
 */
export function isExtensionPage(sender: { id?: string; url?: string } | undefined, origin: string): boolean {
  return sender?.url?.startsWith(origin) === true && sender.id === new URL(origin).host;
}
