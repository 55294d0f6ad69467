import { describe, expect, it } from 'vitest';
import type { SendResult } from '#client';
import { TypedTurns, type TypedTurn } from './typed-turns';

/** A backend that echoes what it takes, as long as the test lets messages through. */
function setUp() {
  let pending: TypedTurn[] = [];
  const sent: string[] = [];
  const marks: string[] = [];
  const refused: number[] = [];
  let result: SendResult = 'sent';
  const sut = new TypedTurns({
    sendText: (text) => {
      sent.push(text);
      return result;
    },
    ping: (mark) => marks.push(mark),
    onRefused: (ids) => {
      refused.push(...ids);
      pending = pending.filter(({ id }) => !ids.includes(id));
    },
  });
  return {
    sut,
    sent,
    marks,
    refused,
    type: (...texts: string[]) => {
      pending = [...pending, ...texts.map((text) => ({ id: Number(text), text }))];
    },
    echo: (text: string) => (pending = pending.filter((typed) => typed.text !== text)),
    flush: () => sut.flush(pending),
    begin: (resumed: boolean) => sut.sessionBegan(pending, resumed),
    pong: (mark = marks.at(-1)) => sut.onPong(mark, pending),
    answerSends: (next: SendResult) => (result = next),
  };
}

describe(TypedTurns.name, () => {
  it('sends each turn once, in order', () => {
    const { type, flush, begin, sent } = setUp();
    type('1', '2');
    begin(false);
    type('3');
    flush();
    flush();
    expect(sent).toEqual(['1', '2', '3']);
  });

  it('sends again to a new session what the old one did not echo', () => {
    const { type, begin, echo, sent } = setUp();
    type('1', '2');
    begin(false);
    echo('1');
    begin(false);
    expect(sent).toEqual(['1', '2', '2']);
  });

  it('does not send again to a resumed session what it has', () => {
    const { type, flush, begin, echo, pong, sent } = setUp();
    begin(false);
    type('1');
    flush();
    type('2');
    begin(true);
    expect(sent, 'before it is known what the backend has').toEqual(['1']);
    echo('1');
    pong();
    expect(sent).toEqual(['1', '2']);
  });

  it('sends again to a resumed session what it does not have, before later turns', () => {
    const { type, flush, begin, pong, sent } = setUp();
    begin(false);
    type('1');
    flush();
    begin(true);
    type('2');
    flush();
    pong();
    expect(sent).toEqual(['1', '1', '2']);
  });

  it('checks again if the connection is lost during the check', () => {
    const { type, flush, begin, echo, pong, marks, sent } = setUp();
    begin(false);
    type('1');
    flush();
    begin(true);
    const lost = marks.at(-1);
    begin(true);
    pong(lost);
    expect(sent, 'after a pong of the old connection').toEqual(['1']);
    echo('1');
    pong();
    expect(sent).toEqual(['1']);
  });

  it('reports what the backend refused', () => {
    const { type, begin, echo, pong, refused } = setUp();
    type('1', '2', '3');
    begin(false);
    echo('1');
    echo('3');
    pong('a ping of the heartbeat');
    expect(refused).toEqual([]);
    pong();
    expect(refused).toEqual([2]);
    pong();
    expect(refused).toEqual([2]);
  });

  it('does not report turns that were typed after the ping', () => {
    const { type, begin, flush, echo, marks, pong, refused } = setUp();
    type('1');
    begin(false);
    const first = marks.at(-1);
    type('2');
    flush();
    pong(first);
    expect(refused).toEqual([]);
    echo('1');
    echo('2');
    pong();
    expect(refused).toEqual([]);
  });

  it('reports what the client cannot send', () => {
    const { type, begin, answerSends, refused } = setUp();
    answerSends('dropped');
    type('1');
    begin(false);
    expect(refused).toEqual([1]);
  });

  it('does not send to a new session what the client holds for it', () => {
    const { type, flush, begin, answerSends, sent } = setUp();
    begin(false);
    answerSends('held');
    type('1');
    flush();
    answerSends('sent');
    begin(false);
    expect(sent).toEqual(['1']);
  });

  it('sends everything again after a reset', () => {
    const { type, flush, begin, sut, sent } = setUp();
    begin(false);
    type('1');
    flush();
    sut.reset();
    begin(false);
    expect(sent).toEqual(['1', '1']);
  });
});
