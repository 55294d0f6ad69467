import { browser } from 'wxt/browser';
import type { OffscreenBrowser } from './ensure-offscreen';

/** Chrome's offscreen document. USER_MEDIA keeps it open while nothing plays: AUDIO_PLAYBACK alone does not. */
export function chromeOffscreen(): OffscreenBrowser {
  return {
    hasDocument: async () => {
      const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
      return contexts.length > 0;
    },
    createDocument: () =>
      browser.offscreen.createDocument({
        url: browser.runtime.getURL('/offscreen.html'),
        reasons: ['USER_MEDIA', 'AUDIO_PLAYBACK'],
        justification: 'A voice conversation that goes on while you switch tabs or close the side panel.',
      }),
  };
}
