import { browser } from 'wxt/browser';
import type { OffscreenBrowser } from './ensure-offscreen';

/** Chrome's offscreen document. Chrome closes one with AUDIO_PLAYBACK alone when nothing plays; USER_MEDIA prevents it. */
export function chromeOffscreen(): OffscreenBrowser {
  return {
    hasDocument: async () => {
      const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
      return contexts.length > 0;
    },
    createDocument: () =>
      browser.offscreen.createDocument({
        url: browser.runtime.getURL('/offscreen.html'),
        reasons: ['USER_MEDIA', 'AUDIO_PLAYBACK', 'CLIPBOARD'],
        justification: 'A spoken conversation that continues while you switch tabs or close the side panel.',
      }),
  };
}
