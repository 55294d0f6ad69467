import { ExtensionBrowser, type LaunchOptions } from './browser.ts';
import { FakeBackend } from './fake-backend.ts';
import type { SessionPage } from './session-page.ts';
import type { SidePanel } from './side-panel.ts';

/** The extension in a call with a backend that the test controls. */
export interface FakeCall {
  backend: FakeBackend;
  browser: ExtensionBrowser;
  panel: SidePanel;
  session: SessionPage;
  end(): Promise<void>;
}

/** Starts a call and waits until it is listening. */
export async function startFakeCall(options: Omit<LaunchOptions, 'backendUrl'> = {}): Promise<FakeCall> {
  const backend = await FakeBackend.start();
  const browser = await ExtensionBrowser.launch({ ...options, backendUrl: backend.url });
  const panel = await browser.openPanel();
  const session = await browser.sessionPage();
  if (options.build !== 'release') await session.tap();
  await panel.click('primary');
  await panel.waitForStatus('Listening');
  return {
    backend,
    browser,
    panel,
    session,
    end: async () => {
      await browser.close();
      await backend.kill();
    },
  };
}
