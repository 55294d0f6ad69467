/**
 * Runs in the document, alone: it sees nothing of this module. Goes back or forward.
 * @returns whether the page begins to change within 500 ms
 */
export function travelInPage(delta: -1 | 1): Promise<boolean> {
  return new Promise((resolve) => {
    const went = () => resolve(true);
    addEventListener('popstate', went, { once: true });
    addEventListener('pagehide', went, { once: true });
    setTimeout(() => resolve(false), 500);
    history.go(delta);
  });
}
