/** The part of the browser that finds and creates the offscreen document. */
export interface OffscreenBrowser {
  hasDocument(): Promise<boolean>;
  createDocument(): Promise<void>;
}

/** @returns a function that resolves once the document exists; concurrent calls share one creation. */
export function createEnsureOffscreen(browser: OffscreenBrowser): () => Promise<void> {
  let creating: Promise<void> | null = null;
  const ensure = async () => {
    if (await browser.hasDocument()) return;
    await browser.createDocument();
  };
  return () => {
    creating ??= ensure().finally(() => {
      creating = null;
    });
    return creating;
  };
}
