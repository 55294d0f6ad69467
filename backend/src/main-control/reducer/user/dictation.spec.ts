import { describe, expect, it } from 'vitest';
import { Scenario, speaking } from '../../testing/scenario.js';

const dictating = (scenario = new Scenario()) => scenario.event({ type: 'dictation', on: true });

const states = ({ sent }: Scenario) =>
  sent.flatMap((message) =>
    message.type === 'cmd' && message.name === 'dictation' ? [message.data.state] : [],
  );

/** Texts of finals, and the edits among them. */
const written = (scenario: Scenario) =>
  scenario
    .data('text_data')
    .filter(({ data_type, is_final }) => data_type === 'dictation' && is_final)
    .map(({ text, edit }) => (edit ? `<${edit}>` : text));

describe('a question that is open during a dictation', () => {
  const asked = () => {
    const scenario = dictating().event({
      type: 'approval_asked',
      ...{ id: 'a', begunAs: -1, question: 'Send it? Yes or no?', mayRemember: false, expiresMs: 60_000 },
    });
    const { turnId } = scenario.state.answer!;
    scenario.audio(2_000, turnId).event({ type: 'tts_done', turnId });
    return scenario.playback(1_000, 'playing', turnId).playback(2_000, 'drained', turnId);
  };
  const ends = (scenario: Scenario) =>
    scenario.effect('approval').flatMap(({ state, by }) => (state === 'asked' ? [] : [{ state, by }]));

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
  ])('is answered by "%s", which is not written', (words, state) => {
    const scenario = asked().say(words);
    expect(ends(scenario)).toEqual([{ state, by: 'voice' }]);
    expect(written(scenario).join('')).toBe('');
    expect(
      scenario.texts('user').filter(({ text, data_type }) => text === words && data_type === 'transcribe'),
    ).toHaveLength(1);
    expect(written(scenario.say('and so on'))).toContain('and so on');
  });

  it('stays open if a button begins the dictation, which stops what is said', () => {
    const scenario = new Scenario()
      .say('send the form')
      .advance(1_000)
      .event({
        type: 'approval_asked',
        ...{ id: 'a', begunAs: 1, question: 'Send it? Yes or no?', mayRemember: false, expiresMs: 60_000 },
      });
    scenario.audio(2_000, 1, 0).playback(1_000, 'playing', 1).advance(200);
    scenario.event({ type: 'dictation', on: true, stopsAnswer: true });
    expect(ends(scenario)).toEqual([]);
    expect(scenario.flushes()).toMatchObject([{ turn_id: 1, reason: 'interrupt' }]);
    expect(ends(scenario.say('yes'))).toEqual([{ state: 'yes', by: 'voice' }]);
  });

  it('is not answered by other words, which are written', () => {
    const scenario = asked().say('yesterday I saw no one in the park at all');
    expect(ends(scenario)).toEqual([]);
    expect(written(scenario)).toEqual(['yesterday I saw no one in the park at all']);
  });
});

describe('a question that comes while the user dictates', () => {
  const ASKS = {
    type: 'approval_asked' as const,
    ...{ id: 'a', begunAs: -1, question: 'Send it? Yes or no?', mayRemember: false, expiresMs: 60_000 },
  };

  it('is not spoken into what the user says, and is spoken after it', () => {
    const scenario = dictating().starts().advance(800).event({ type: 'stt_partial', text: 'dear Ann' });
    expect(scenario.event(ASKS).state.answer).toBeNull();
    expect(scenario.ends('dear Ann').state.answer?.text).toBe(ASKS.question);
  });
});

describe('a dictation', () => {
  it('tells the client once that it has begun', () => {
    const scenario = dictating(dictating());
    expect(states(scenario)).toEqual(['on']);
    expect(scenario.state.phase).toBe('listening');
  });

  it('sends what is said as text, each final under a turn of its own', () => {
    const scenario = dictating().say('hello comma how are you').say('fine');
    const texts = scenario.data('text_data');
    expect(
      texts.map(({ data_type, text, is_final, turn_id }) => [data_type, text, is_final, turn_id]),
    ).toEqual([
      ['dictation', 'hello, how are you', false, 1],
      ['dictation', 'hello, how are you', true, 1],
      ['dictation', 'fine', false, 2],
      ['dictation', 'fine', true, 2],
    ]);
  });

  it('is neither answered nor kept, and has one record for each turn', () => {
    const scenario = dictating().say('what time is it').advance(5_000);
    expect(scenario.effect('generate')).toEqual([]);
    expect(scenario.state).toMatchObject({ history: [], utterance: null, answer: null });
    expect(scenario.effect('turn_ended').map(({ record }) => [record.turnId, record.reason])).toEqual([
      [1, 'dictated'],
    ]);
  });

  it('does not interrupt what is said', () => {
    const scenario = dictating(speaking().playback(500)).say('stop it now');
    expect(scenario.commands('flush', 'pause_playback')).toEqual([]);
    expect(scenario.state.phase).toBe('speaking');
    expect(written(scenario)).toEqual(['stop it now']);
  });

  it('drops the echo of what is said', () => {
    const scenario = dictating(speaking().playback(3_900)).say(
      'It is noon in London now. The day is bright and warm.',
    );
    expect(written(scenario)).toEqual([]);
  });

  it('sends edits', () => {
    const scenario = dictating().say('hello').say('scratch that').say('undo that');
    expect(written(scenario)).toEqual(['hello', '<scratch>', '<undo>']);
  });

  it('takes back shown words that were none', () => {
    const scenario = dictating().starts().event({ type: 'stt_partial', text: 'hello' }).ends('');
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: '', is_final: true, turn_id: 1 });
    expect(scenario.texts('user').at(-1)).not.toHaveProperty('edit');
  });

  it('keeps capitals and joins from one utterance to the next', () => {
    const scenario = dictating().say('all caps on').say('hello no space').say('world');
    expect(scenario.texts('user').filter(({ text, is_final }) => text !== '' && is_final)).toMatchObject([
      { text: 'HELLO' },
      { text: 'WORLD', joins: true },
    ]);
  });

  it.each<[string, (scenario: Scenario) => Scenario]>([
    ['its words', (scenario) => scenario.say('stop dictating')],
    ['its words at the end of a text', (scenario) => scenario.say('See you. Stop dictating.')],
    ['the client', (scenario) => scenario.event({ type: 'dictation', on: false })],
    ['sleep', (scenario) => scenario.event({ type: 'sleep', on: true })],
  ])('is ended by %s', (_, end) => {
    const scenario = end(dictating());
    expect(states(scenario)).toEqual(['on', 'off']);
    expect(scenario.state.dictation).toBeNull();
  });

  it('answers again when it has ended', () => {
    const scenario = dictating().say('stop dictating').say('what time is it').advance(1_500);
    expect(scenario.effect('generate')).toHaveLength(1);
  });

  it('ends after a minute of silence, and says so', () => {
    const scenario = dictating().say('hello').advance(59_000);
    expect(scenario.state.dictation).not.toBeNull();
    scenario.advance(2_000);
    expect(states(scenario)).toEqual(['on', 'off']);
    expect(scenario.effect('speak')).toMatchObject([
      { text: expect.stringContaining('nothing for a minute') },
    ]);
  });

  it('does not end while the user speaks', () => {
    const scenario = dictating().starts().advance(70_000);
    expect(scenario.state.dictation).not.toBeNull();
  });

  it('says why the client cannot write', () => {
    const scenario = dictating().event({ type: 'dictation', on: false, reason: 'Nothing has the focus.' });
    expect(scenario.effect('speak')).toMatchObject([{ text: 'Nothing has the focus.' }]);
    expect(states(scenario)).toEqual(['on', 'off']);
  });

  describe('with a transcript that is still due', () => {
    const stopped = () =>
      dictating()
        .starts()
        .event({ type: 'stt_partial', text: 'hello wor' })
        .advance(500)
        .event({ type: 'speech_end', agoMs: 0 })
        .event({ type: 'dictation', on: false });

    it('ends when it has come', () => {
      const scenario = stopped();
      expect(states(scenario)).toEqual(['on']);
      scenario.event({ type: 'stt_final', text: 'hello world' });
      expect(states(scenario)).toEqual(['on', 'off']);
      expect(written(scenario)).toEqual(['hello world']);
    });

    it('ends without it, and answers no late one', () => {
      const scenario = stopped().advance(3_000);
      expect(written(scenario)).toEqual(['hello wor']);
      scenario.event({ type: 'stt_final', text: 'hello world' }).advance(3_000);
      expect(written(scenario)).toEqual(['hello wor']);
      expect(scenario.effect('generate')).toEqual([]);
    });

    it('goes on when it is begun again', () => {
      const scenario = dictating(stopped()).event({ type: 'stt_final', text: 'hello world' });
      expect(written(scenario)).toEqual(['hello world']);
      expect(scenario.state.dictation).not.toBeNull();
    });
  });

  describe('with a transcript that never comes', () => {
    const missing = (partial: string, more: { transcriptOwed?: boolean } = {}) => {
      const scenario = dictating().starts().advance(500);
      if (partial !== '') scenario.event({ type: 'stt_partial', text: partial });
      return scenario.event({ type: 'speech_end', agoMs: 0, ...more });
    };

    it('writes the words that are known, and none twice if it comes after all', () => {
      const scenario = missing('hello wor').advance(4_900);
      expect(written(scenario)).toEqual([]);
      expect(written(scenario.advance(200))).toEqual(['hello wor']);
      expect(written(scenario.event({ type: 'stt_final', text: 'hello world' }))).toEqual(['hello wor']);
      expect(written(scenario.say('and more'))).toEqual(['hello wor', 'and more']);
    });

    it.each<[string, Scenario]>([
      ['whose words are known', missing('hello wor')],
      ['whose words are unknown', missing('')],
      ['of a noise, with a recogniser that ends turns itself', missing('', { transcriptOwed: false })],
      ['of a turn whose end is missing', missing('hello wor', { transcriptOwed: false })],
      ['of words that were heard without speech', dictating().event({ type: 'stt_partial', text: 'hello' })],
    ])('holds nothing back any more %s', (_, scenario) => {
      scenario.event({ type: 'announce', text: 'Your tea is ready.' });
      expect(scenario.state.answer).toBeNull();
      expect(scenario.advance(5_100).state.answer?.text).toBe('Your tea is ready.');
      expect(scenario.state.dictation).not.toBeNull();
    });

    it.each([
      ['in time', 100],
      ['late', 3_000],
    ])('ignores the transcript that comes twice as the dictation ends, %s', (_, afterMs) => {
      const scenario = missing('hello wor').event({ type: 'dictation', on: false }).advance(afterMs);
      for (let time = 0; time < 2; time++) scenario.event({ type: 'stt_final', text: 'hello world' });
      expect(written(scenario)).toHaveLength(1);
      expect(scenario.state.dictation).toBeNull();
      expect(scenario.advance(3_000).effect('generate')).toEqual([]);
    });

    it('announces nothing over speech that begins as the dictation ends', () => {
      const scenario = missing('hello').event({ type: 'speech_offset', agoMs: 0 });
      scenario.event({ type: 'announce', text: 'Your tea is ready.' });
      scenario.event({ type: 'dictation', on: false }).advance(2_460);
      scenario.event({ type: 'speech_onset', agoMs: 0 }).advance(50);
      expect(scenario.state.dictation).toBeNull();
      expect(scenario.state.answer).toBeNull();
      expect(scenario.event({ type: 'speech_offset', agoMs: 0 }).advance(500).state.answer?.text).toBe(
        'Your tea is ready.',
      );
    });

    it('writes a transcript of which nothing was known whenever it comes, and says that it is late', () => {
      const scenario = missing('').advance(13_000);
      expect(scenario.sent.filter(({ type }) => type === 'error')).toMatchObject([
        { code: 'provider_timeout' },
      ]);
      expect(written(scenario.event({ type: 'stt_final', text: 'hello world' }))).toEqual(['hello world']);
    });

    it('writes it before what is said next', () => {
      const scenario = missing('hello wor').say('how are you');
      expect(written(scenario)).toEqual(['hello wor', 'how are you']);
      expect(written(scenario.advance(6_000))).toEqual(['hello wor', 'how are you']);
    });

    it('writes what comes after the end, if nothing was known of it, and does not answer it', () => {
      const scenario = missing('').event({ type: 'dictation', on: false }).advance(3_000);
      expect(states(scenario)).toEqual(['on', 'off']);
      scenario.event({ type: 'stt_final', text: 'hello world' }).advance(3_000);
      expect(written(scenario)).toEqual(['hello world']);
      expect(scenario.effect('generate')).toEqual([]);
      expect(scenario.say('what time is it').advance(1_500).effect('generate')).toHaveLength(1);
    });

    it('shows what was said after it, too', () => {
      const scenario = missing('dear').starts().event({ type: 'stt_partial', text: 'ann' });
      expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'dear ann', is_final: false });
      scenario.event({ type: 'stt_final', text: 'dear' });
      expect(scenario.texts('user').slice(-2)).toMatchObject([
        { text: 'dear', is_final: true, turn_id: 1 },
        { text: 'ann', is_final: false, turn_id: 2 },
      ]);
    });
  });

  it('counts no yes whose speech began before the question was heard', () => {
    const scenario = dictating().starts().advance(300).event({ type: 'speech_end', agoMs: 0 });
    scenario.event({ type: 'text_input', text: 'send it' }).event({
      type: 'approval_asked',
      ...{ id: 'a', begunAs: 1, question: 'Send it? Yes or no?', mayRemember: false, expiresMs: 60_000 },
    });
    scenario.audio(2_000, 1).advance(1_200).playback(1_000, 'playing', 1).advance(200).starts();
    scenario.event({ type: 'stt_final', text: 'yes' });
    expect(scenario.effect('approval').map(({ state }) => state)).toEqual(['asked']);
    expect(written(scenario)).toEqual(['yes']);
  });

  it('answers what is said after its end, also if that was begun before', () => {
    const scenario = dictating().starts().advance(500).event({ type: 'speech_end', agoMs: 0 });
    scenario.starts().event({ type: 'stt_final', text: 'stop dictating' });
    expect(states(scenario)).toEqual(['on', 'off']);
    expect(scenario.ends('what time is it').advance(1_500).effect('generate')).toHaveLength(1);
    expect(written(scenario)).toEqual([]);
  });

  it('answers what is said after an end whose transcript is missing', () => {
    const scenario = dictating().starts().event({ type: 'stt_partial', text: 'stop dictating' });
    scenario.event({ type: 'speech_end', agoMs: 0 }).advance(300).starts();
    scenario.event({ type: 'stt_partial', text: 'what time' }).ends('what time is it').advance(1_500);
    expect(written(scenario).join('')).toBe('');
    expect(scenario.effect('generate').at(-1)?.messages.at(-1)?.content).toBe('what time is it');
  });

  it('answers a question after a noise in the dictation, where its own words were heard before', () => {
    const scenario = dictating().starts().advance(300).event({ type: 'speech_end', agoMs: 0 });
    scenario.event({ type: 'dictation', on: false }).advance(2_600).starts();
    expect(scenario.state.dictation).toBeNull();
    scenario.event({ type: 'stt_partial', text: 'what time' }).ends('what time is it').advance(1_500);
    expect(written(scenario)).toEqual([]);
    expect(scenario.effect('generate').at(-1)?.messages.at(-1)?.content).toBe('what time is it');
  });

  it('says why it is over also in a session that did not have it', () => {
    const scenario = new Scenario().event({
      type: 'dictation',
      on: false,
      reason: 'You went to another tab.',
    });
    expect(scenario.state.answer?.text).toBe('You went to another tab.');
  });

  it('ends by typed words, and is asked nothing', () => {
    const scenario = dictating().say('hello').event({ type: 'text_input', text: 'Stop dictating.' });
    expect(states(scenario)).toEqual(['on', 'off']);
    expect(written(scenario)).toEqual(['hello']);
    expect(scenario.advance(1_000).effect('generate')).toEqual([]);
    const typed = dictating().event({ type: 'text_input', text: 'what time is it' });
    expect(states(typed)).toEqual(['on']);
    expect(typed.effect('generate')).toHaveLength(1);
  });

  it('writes a sentence that shares a word with one whose transcript was missing', () => {
    const scenario = dictating().starts().event({ type: 'stt_partial', text: 'the cat' });
    scenario.event({ type: 'speech_end', agoMs: 0 }).advance(5_100);
    expect(written(scenario)).toEqual(['the cat']);
    scenario.starts().advance(900).event({ type: 'speech_end', agoMs: 0 });
    scenario.event({ type: 'stt_final', text: 'the dog sat on the mat' });
    expect(written(scenario)).toEqual(['the cat', 'the dog sat on the mat']);
  });

  it('goes on with speech that began before the recogniser ended the turn', () => {
    const scenario = dictating().starts().advance(500);
    scenario.event({ type: 'speech_end', agoMs: 0, transcriptOwed: false }).starts();
    scenario.event({ type: 'stt_end_of_turn', text: 'stop dictating' });
    expect(states(scenario)).toEqual(['on', 'off']);
    expect(scenario.state.utterance?.speaking).toBe(true);
  });

  it('writes a late transcript, in order, and none twice', () => {
    const scenario = dictating().starts().advance(500).event({ type: 'speech_end', agoMs: 0 });
    scenario.advance(20_000).starts().event({ type: 'stt_final', text: 'one' }).ends('two');
    expect(written(scenario)).toEqual(['one', 'two']);
    scenario.event({ type: 'stt_final', text: 'two' });
    expect(written(scenario)).toEqual(['one', 'two']);
    scenario.say('two');
    expect(written(scenario)).toEqual(['one', 'two', 'two']);
  });

  it('writes the words that are known if the recogniser fails', () => {
    const error = Object.assign(new Error('It failed.'), {
      code: 'provider_unavailable',
      stage: 'stt',
    }) as never;
    const scenario = dictating().starts().event({ type: 'stt_partial', text: 'hello' });
    scenario.event({ type: 'stt_failed', error });
    expect(written(scenario)).toEqual(['hello']);
    expect(scenario.sent.filter(({ type }) => type === 'error')).toHaveLength(1);
  });

  it('has turns of a recogniser that ends them itself', () => {
    const scenario = dictating().event({ type: 'speech_start', agoMs: 0 });
    scenario.event({ type: 'stt_eager_end', text: 'hello' }).event({ type: 'stt_resumed' });
    scenario.event({ type: 'speech_end', agoMs: 0, transcriptOwed: false });
    scenario.event({ type: 'stt_end_of_turn', text: 'hello there' });
    expect(written(scenario)).toEqual(['hello there']);
    expect(scenario.effect('generate')).toEqual([]);
  });

  it('takes over what is being said when it begins', () => {
    const scenario = new Scenario().starts().event({ type: 'stt_partial', text: 'dear' });
    dictating(scenario).ends('dear john');
    expect(written(scenario)).toEqual(['dear john']);
    expect(scenario.effect('generate')).toEqual([]);
  });

  it('answers a typed turn meanwhile', () => {
    const scenario = dictating().event({ type: 'text_input', text: 'what time is it' });
    expect(scenario.effect('generate')).toHaveLength(1);
    expect(scenario.state.dictation).not.toBeNull();
  });
});
