import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OpenMeteoEmulator } from '../../../../testing/emulators/weather/open-meteo.js';
import { OpenMeteo } from '../../weather/open-meteo.js';
import { WeatherAccess } from '../../weather/weather.port.js';
import type { ChatMessage } from '../../llm/llm.port.js';
import { inWords } from '../testing/in-words.js';
import { SkillAnswerer } from '../skill-answerer.js';
import { skillContext } from '../testing/skill-context.js';

const CITIES = [
  { name: 'Berlin', country_code: 'DE', celsius: 8, code: 63, rainPercent: 80 },
  { name: 'Boston', country_code: 'US', celsius: 10, code: 0, rainPercent: 5 },
  { name: 'New York', country_code: 'US', celsius: -5, code: 71, rainPercent: 40 },
  { name: 'Lisbon', country_code: 'PT', celsius: 25, code: 2, rainPercent: 0 },
];
const SHALL_I = 'I can ask Open-Meteo, a free weather service. It learns only the place. Shall I?';

describe('the weather', () => {
  let emulator: OpenMeteoEmulator;
  let service: OpenMeteo;

  beforeAll(async () => {
    // A Sunday.
    emulator = await new OpenMeteoEmulator(CITIES, '2026-11-22').start();
    service = new OpenMeteo({ forecastURL: emulator.baseURL, geocodingURL: emulator.baseURL });
  });
  afterAll(async () => {
    await service.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    emulator.misbehave = undefined;
    emulator.requests.length = 0;
  });

  function talk(consent: WeatherAccess['consent'] = 'ask', hasModel = false) {
    const sut = new SkillAnswerer(Math.random, new WeatherAccess(service, consent));
    const history: ChatMessage[] = [];
    const context = skillContext(history);
    const say = async (sentence: string) => {
      const answer = (await sut.answer({ ...context, sentence, hasModel }))!;
      const text = answer.kind === 'action' ? await inWords(await answer.run()) : answer.text;
      history.push({ role: 'user', content: sentence }, { role: 'assistant', content: text });
      return text;
    };
    return { say, preferences: context.user.preferences };
  }

  it('asks for consent once, keeps the question, and remembers', async () => {
    const { say, preferences } = talk();
    expect(await say('what is the weather in Berlin')).toBe(SHALL_I);
    expect(emulator.requests).toEqual([]);
    expect(await say('yes please')).toBe("It's raining in Berlin, at 8 degrees. Today's high is 8 degrees.");
    expect(await say('how warm is it in Lisbon')).toBe("It's 25 degrees in Lisbon.");
    expect(preferences.get('weather')).toBe('allowed');
  });

  it('asks for the place, and keeps a home', async () => {
    const { say } = talk('allowed');
    expect(await say('will it rain tomorrow')).toBe('For which place?');
    expect(await say('Boston')).toBe('Probably not: the chance of rain in Boston tomorrow is 5 percent.');
    expect(await say('I live in Berlin')).toBe('Okay, your home is Berlin.');
    expect(await say('will it rain tomorrow')).toBe(
      'Yes, probably: the chance of rain in Berlin tomorrow is 80 percent.',
    );
  });

  it('asks for consent and then for the place', async () => {
    const { say } = talk();
    await say('do I need an umbrella');
    expect(await say('sure')).toBe('For which place?');
    expect(await say('in Berlin')).toBe(
      'Take an umbrella and a jacket: the chance of rain in Berlin today is 80 percent, and the low is 3 degrees.',
    );
  });

  it.each(['no', 'no thanks', 'rather not'])(
    'sends nothing after “%s”, and can be allowed again',
    async (no) => {
      const { say } = talk();
      await say('weather in Berlin');
      expect(await say(no)).toBe("Okay, I won't.");
      expect(await say('weather in Berlin')).toBe(
        'You told me not to ask the weather service. Say: use the weather service.',
      );
      expect(emulator.requests).toEqual([]);
      await say('use the weather service');
      expect(await say('weather in Berlin')).toMatch(/^It's raining in Berlin/);
      expect(await say('stop using the weather service')).toBe('Okay, I no longer ask the weather service.');
      expect(await say('weather in Berlin')).toBe('You told me not to ask the weather service.');
    },
  );

  it.each([
    ["what's the weather like in Boston", "It's clear in Boston, at 50 degrees. Today's high is 50 degrees."],
    ['weather in New York', "It's snowing in New York, at 23 degrees. Today's high is 23 degrees."],
    ['how cold is it in New York in celsius', "It's minus 5 degrees in New York."],
    ['weather in Lisbon tomorrow', 'Tomorrow in Lisbon: partly cloudy, 21 to 26 degrees.'],
    [
      'what will the weather be in Berlin the day after tomorrow',
      'The day after tomorrow in Berlin: rain, 5 to 10 degrees.',
    ],
    ['give me the forecast for Berlin on Wednesday', 'On Wednesday in Berlin: rain, 6 to 11 degrees.'],
    ["what's tomorrow's weather in Berlin", 'Tomorrow in Berlin: rain, 4 to 9 degrees.'],
    ['weather this weekend in Berlin', 'On the weekend in Berlin: rain, 3 to 8 degrees.'],
    ['is it raining in Berlin', "Yes, it's raining in Berlin, at 8 degrees."],
    ['is it raining in Lisbon right now', "No, it's partly cloudy in Lisbon, at 25 degrees."],
    ['will it snow in New York this week', 'Yes, the forecast has snow in New York in the next days.'],
    ['is it going to rain in New York today', 'Maybe: the chance of rain in New York today is 40 percent.'],
    ['what is the temperature in Lisbon', "It's 25 degrees in Lisbon."],
    ['how hot will it be in Lisbon on Friday', 'On Friday in Lisbon: 25 to 30 degrees.'],
    ['do I need a jacket in Lisbon today', /^You need neither umbrella nor jacket:/],
    ['is it windy in Berlin', 'Not very windy: 20 kilometers an hour in Berlin.'],
    ['how windy will it be in Boston tomorrow', 'Yes, it is windy: 20 miles an hour in Boston tomorrow.'],
    ["what's the humidity in Berlin", 'The humidity in Berlin is 60 percent.'],
    ['weather in Narnia', "I can't find a place called Narnia."],
  ])('answers “%s”', async (said, answer) => {
    for (const hasModel of [false, true]) expect(await talk('allowed', hasModel).say(said)).toMatch(answer);
  });

  it('goes on with another day and another place', async () => {
    const { say } = talk('allowed');
    await say('weather in Berlin');
    expect(await say('and tomorrow')).toBe('Tomorrow in Berlin: rain, 4 to 9 degrees.');
    expect(await say('what about Lisbon?')).toMatch(/^It's partly cloudy in Lisbon/);
  });

  it.each([
    "what's the weather",
    'tell me the weather',
    'current weather',
    'what is it like outside',
    'is it windy',
    'is it sunny outside',
    'should I wear a jacket',
    "what's the high for today",
    'will it be cold tonight',
    'weather report please',
    'when will it stop raining',
    "what's the humidity",
  ])('understands “%s”', async (said) => expect(await talk().say(said)).toBe(SHALL_I));

  it.each([
    'how hot is it',
    'is it clear',
    'tell me about the weather service of Rome',
    'why is it raining',
    'what is rain',
  ])('leaves “%s” alone', async (said) => expect(await talk().say(said)).not.toBe(SHALL_I));

  it('says that it is switched off', async () => {
    expect(await talk('off').say('weather in Berlin')).toBe(
      'The weather service is switched off in the config. Open a forecast in a tab.',
    );
  });

  it('says in words that the service failed', async () => {
    emulator.misbehave = { status: 503, body: '' };
    expect(await talk('allowed').say('weather in Berlin')).toBe('The weather service failed with HTTP 503.');
  });
});
