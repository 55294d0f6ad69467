import { describe, expect, it } from 'vitest';
import { fakeConversation } from '../testing/fake-browser.js';

describe('copying', () => {
  const nothing = { read_selection: { ok: false, error: 'Nothing on the page is selected.' } };

  it.each(['copy that', 'copy', 'copy it to the clipboard'])(
    'uses the last answer where nothing is selected: "%s"',
    async (said) => {
      const { ask, acts } = fakeConversation(undefined, nothing);
      await ask('what is 2 plus 2');
      expect(await ask(said)).toBe('Nothing is selected, so I copied my last answer.');
      expect(acts()).toEqual(['copy_text {"text":"2 plus 2 is 4."}']);
    },
  );

  it.each(['copy the answer', 'copy your last answer', 'copy what you said', 'copy that answer'])(
    'uses the last answer after "%s", whatever is selected',
    async (said) => {
      const { ask, acts } = fakeConversation();
      await ask('what is 2 plus 2');
      await ask(said);
      expect(acts()).toEqual(['copy_text {"text":"2 plus 2 is 4."}']);
    },
  );

  it.each(['copy the selection', 'copy this paragraph', 'copy that'])(
    'uses no other text where there is no answer: "%s"',
    async (said) => {
      const { ask, acts } = fakeConversation(undefined, nothing);
      await ask(said);
      expect(acts()).toEqual(['copy_text']);
    },
  );

  it('says so if there is no answer yet', async () =>
    expect(await fakeConversation().ask('copy the answer')).toBe('I have said nothing to copy yet.'));
});
