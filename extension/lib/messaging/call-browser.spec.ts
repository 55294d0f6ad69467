import { describe, expect, it } from 'vitest';
import { browserCaller } from './call-browser';
import type { WorkerRequest } from './messages';

const RUN = {
  name: 'list_tabs',
  arguments: {},
  refs: { epoch: 'now', nextRef: 1, nextFrame: 1, frames: {} },
} as const;

describe(browserCaller.name, () => {
  it('sends the call to the worker, and gives its answer', async () => {
    const sent: WorkerRequest[] = [];
    const call = browserCaller(async (request) => (sent.push(request), { answer: ['tabs'] }));
    expect(await call('permissions', {})).toEqual(['tabs']);
    expect(sent).toEqual([{ target: 'worker', type: 'browser', call: { name: 'permissions', args: {} } }]);
  });

  it('gives an answer that is null', async () => {
    expect(await browserCaller(async () => ({ answer: null }))('page_access', {})).toBeNull();
  });

  it.each([
    ['is stopped in mid-call', () => Promise.reject(new Error('The message channel closed.'))],
    ['gives no answer', () => Promise.resolve(undefined)],
  ])('says so if the worker %s', async (_name, send) => {
    const { result } = await browserCaller(send)('run_tool', RUN);
    expect(result).toEqual({
      ok: false,
      error: 'The browser stopped Earshot in the middle of this. Look at the page, and try again.',
    });
  });
});
