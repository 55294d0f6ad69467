import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket, TestSessions } from './testing/test-session.js';

describe('an internal error', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  it('is reported to the client, and the conversation continues', async () => {
    const { session, socket } = sessions.start();
    const send = vi.spyOn(FakeSocket.prototype, 'send').mockImplementationOnce(() => {
      throw new Error('secret internals');
    });
    session.textInput({ text: 'hello' });
    send.mockRestore();
    const error = await socket.error();
    expect(error).toMatchObject({ code: 'internal', fatal: false });
    expect(error.error).not.toContain('secret');
    session.textInput({ text: 'hello again' });
    expect(await socket.text('assistant')).toMatchObject({ text: 'It is noon.', turn_id: 2 });
  });
});
