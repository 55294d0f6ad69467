import { describe, expect, it } from 'vitest';
import { answerTo, ask, conversation } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';
import { GET_A_MODEL } from './refusal.js';

/** Sentences by the reason that they are refused with. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  "I can't see web pages yet.": [
    'Summarize this page.',
    'read the article out loud',
    'what is this website about?',
    'What page am I on?',
    'can you see my screen',
  ],
  "I can't control tabs yet.": [
    'Close this tab.',
    'open a new tab',
    'close all my tabs',
    'switch to the gmail tab',
    'how many tabs do I have open',
  ],
  "I can't control the browser yet.": ['go back', 'bookmark this page', 'reload'],
  "I can't do that in the browser.": [
    'clear my browsing history',
    'print this page',
    'save this page as a PDF',
  ],
  "I can't do that with tabs and windows.": ['pin this tab', 'open an incognito window', 'sort my tabs'],
  "I can't scroll or zoom pages yet.": [
    'scroll down',
    'Scroll up a little, please.',
    'zoom in',
    'scroll to the comments',
  ],
  "I can't click or type on pages yet.": [
    'click sign in',
    'press the submit button',
    'fill out this form',
    'log me in to facebook',
    'type hello world',
  ],
  "I can't search the page yet.": ['find refunds on this page', 'search for price in this article'],
  "I can't control videos or music yet.": ['pause the video', 'rewind 30 seconds'],
  "I can't choose songs or videos.": ['next song', 'turn on subtitles'],
  "I can't make calls.": ['call 911', 'call an ambulance', 'call the police!'],
  "I can't see or change your calendar.": [
    'what is on my calendar today',
    'Do I have any meetings tomorrow?',
    'schedule a meeting with Ben on Friday',
    'add dinner with Sue to my calendar',
    'when is my next appointment',
    'am I free on tuesday',
  ],
  "I can't read or send mail.": [
    'check my email',
    'do I have new mail',
    'send an email to my boss',
    'reply to this email',
    'any new emails?',
  ],
  "I can't make calls or send messages.": [
    'call mom',
    'phone the dentist',
    "text my wife that I'm late",
    'send a message to Peter',
    'do I have any messages',
    'tell my boss that I will be late',
  ],
  "I can't control lights or other devices: none is connected.": [
    'turn on the lights',
    'switch the kitchen lamp off',
    'dim the lights',
    "what's the temperature in the living room",
    'how warm is it in my bedroom',
    'how hot is the oven',
    'set the thermostat to 21 degrees',
    'lock the front door',
    'turn off the TV',
    'is the oven on',
    'lights off',
    'lower the bedroom blinds halfway',
    'turn off everything',
  ],
  "I can't order, buy or book anything.": [
    'order a pizza',
    'buy me some socks',
    'book a table for two',
    'call me a taxi',
    'where is my package',
    'add milk to my cart',
  ],
  "I can't play music: I have no music service.": [
    'play music',
    'Play some jazz.',
    'play despacito',
    'put on my workout playlist',
    'play Bohemian Rhapsody on Spotify',
  ],
  "I can't name songs by their music: I only understand speech.": [
    'what song is this',
    'who sings this song',
  ],
  "I can't remind you at a place, because I don't know where you are.": [
    'remind me to call Ann when I get home',
  ],
  "I can't control this computer or its settings.": [
    'turn on bluetooth',
    'restart the computer',
    'increase the brightness',
    'how much battery do I have',
  ],
  "I can't take pictures or record the screen.": ['take a screenshot', 'record a video'],
  "I can't open or change files.": ['open the tax folder', 'delete this file', 'save the document'],
  "I can't read the news: I can't open pages yet.": [
    "what's the news",
    'news',
    'give me the latest headlines',
    'any news about Mars',
    "what's going on in the world",
  ],
  "I can't search the web yet.": [
    'search the web for cheap flights',
    'google flower shops',
    'look up penguins on wikipedia',
    'search for a good recipe',
  ],
  'I have no exchange rates.': ['convert 50 dollars to euros', 'what is the exchange rate for the yen'],
  "I can't look up prices, scores or schedules.": [
    'what is the price of gold',
    'who won the football game last night',
    'when do the Lakers play',
    'is the pharmacy open tomorrow',
    "what's on TV tonight",
  ],
  "I have no maps, and I don't know where you are.": [
    'where am I',
    'directions to the airport',
    'find a cafe near me',
    "where's the nearest gas station",
    "how's the traffic",
    'find my phone',
  ],
  "I can't open pages yet.": ['open youtube', 'go to wikipedia.org', 'Open Hacker News', 'launch netflix'],
};

const SENTENCES = Object.entries(REFUSED).flatMap(([reason, sentences]) =>
  sentences.map((sentence): [string, string] => [sentence, reason]),
);

const EXAMPLES = Object.entries(REFUSED).map(([reason, [sentence]]): [string, string] => [reason, sentence!]);

/** What a language model can do without tools, although it begins like one of the above. */
const FOR_A_MODEL = [
  'play a word game with me',
  'play twenty questions',
  'order these words by length',
  'choose a name for my cat',
  'go to the next question',
  'go to bed with a story',
  'find a synonym for happy',
  'make a list of lamps for a small room',
  'is the light of a star always old',
  'how do I get to sleep faster',
  'can you help me with my homework',
  'look up the capital of Peru in your memory',
  'write an email to my boss about my holidays',
  'who won the world cup in 2014',
  'how do planes stay open to the air',
  'tell me about the news of 1969',
  'translate good morning to Japanese',
  'what does the word courage mean',
  'why do lights turn red',
  'how do I read my email in Thunderbird',
  'call it a day or go on',
  'open source software is what exactly and who pays for it',
];

describe('a request that Earshot cannot fulfil', () => {
  it.each(SENTENCES)('“%s” gets the true reason', async (sentence, reason) => {
    expect(await ask(sentence)).toContain(reason);
  });

  it.each(SENTENCES.filter(([sentence]) => sentence !== 'search for a good recipe'))(
    '“%s” does not go to a language model without tools',
    async (sentence, reason) => {
      const answer = await answerTo(sentence, skillContext(), true);
      expect(answer).toMatchObject({ kind: 'spoken', certain: true, text: expect.stringContaining(reason) });
    },
  );

  it.each(FOR_A_MODEL)('“%s” goes to a language model', async (sentence) => {
    expect((await answerTo(sentence, skillContext(), true))?.certain ?? false).toBe(false);
  });

  it.each(SENTENCES.filter(([, reason]) => reason !== "I can't make calls."))(
    '“%s” goes to a language model with tools',
    async (sentence) => {
      const context = { ...skillContext(), hasTools: true };
      expect(await answerTo(sentence, context, true)).toBeUndefined();
    },
  );

  it.each(REFUSED["I can't see web pages yet."]!)(
    '“%s” goes to a model that has the page',
    async (sentence) => {
      const context = { ...skillContext(), sharesPage: true };
      expect(await answerTo(sentence, context, true)).toBeUndefined();
      expect(await ask(sentence, context)).toBe(`I can't do that without a language model. ${GET_A_MODEL}`);
    },
  );

  it.each(EXAMPLES)('is answered “%s” in at most two short sentences', async (_reason, sentence) => {
    const said = (await ask(sentence)).split(/(?<=[.?!]) /);
    expect(said.length).toBeLessThanOrEqual(2);
    for (const part of said) expect(part.split(' ').length).toBeLessThanOrEqual(15);
  });

  it.each(EXAMPLES)('is answered only “%s” the second time', async (reason, sentence) => {
    const { ask } = conversation();
    const first = await ask(sentence);
    await ask('what time is it');
    const second = await ask(sentence);
    expect(second).toBe(reason);
    expect(first.startsWith(`${reason} `)).toBe(true);
  });
});

describe('a question for a language model, where there is none', () => {
  it('gets the way to a model once in a conversation', async () => {
    const { ask } = conversation();
    expect(await ask('turn on the lights')).not.toContain('Ollama');
    expect(await ask('why is the sky blue')).toBe(
      `I can't answer that without a language model. ${GET_A_MODEL}`,
    );
    expect(await ask('write a poem')).toBe("I can't answer that one either. Say help to hear what I can do.");
    expect(await ask('what time is it')).toBe("It's 9:05 AM.");
    expect(await ask('translate good morning to Japanese')).toBe(
      "I can't translate without a language model.",
    );
    expect(await ask('who was Ada Lovelace')).toBe("I can't answer that without a language model.");
  });

  it.each(['hero timer that', 'here are canon', 'you painted in elite said', 'my god is it today'])(
    'says that it cannot use “%s”, typed or as a recogniser may hear a question',
    async (said) => {
      const { ask } = conversation();
      const noRequest =
        "I don't know what to do with that: without a language model I can only answer simple requests.";
      expect(await ask(said)).toBe(`${noRequest} ${GET_A_MODEL}`);
      expect(await ask(said)).toBe(
        "I don't know what to do with that either. Say help to hear what I can do.",
      );
      await ask('what time is it');
      expect(await ask(said)).toBe(noRequest);
    },
  );

  it.each([
    'recommend a movie for tonight',
    'can cats eat cheese',
    'give me ideas for dinner',
    'name three vegetables',
  ])('knows that “%s” is meant for one', async (said) =>
    expect(await ask(said)).toMatch(/^I can't answer that without a language model/),
  );

  it('hears the rest of an interrupted hint as said', async () => {
    const context = skillContext([
      { role: 'assistant', content: "I can't answer that", interrupted: true, unheard: `… ${GET_A_MODEL}` },
    ]);
    expect(await ask('why is the sky blue', context)).not.toContain('Ollama');
  });
});
