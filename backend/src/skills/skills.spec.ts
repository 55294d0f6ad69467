import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerTo, ask } from './testing/ask.js';
import { skillContext } from './testing/skill-context.js';

type Row = readonly [said: string, answer: string | RegExp];

const CASES: Readonly<Record<string, readonly Row[]>> = {
  time: [
    ['what time is it', "It's 9:05 AM."],
    ['What time is it?', "It's 9:05 AM."],
    ["what's the time", "It's 9:05 AM."],
    ['whats the time', "It's 9:05 AM."],
    ['what time it is', "It's 9:05 AM."],
    ['um could you please tell me the time', "It's 9:05 AM."],
    ['hey earshot what time is it right now', "It's 9:05 AM."],
    ['do you know what time it is', "It's 9:05 AM."],
    ['time', "It's 9:05 AM."],
  ],
  date: [
    ["what's the date", 'Today is Sunday, November 22.'],
    ['what day is it today', 'Today is Sunday, November 22.'],
    ['what is the date tomorrow', 'Tomorrow is Monday, November 23.'],
    ['what was the date yesterday', 'Yesterday was Saturday, November 21.'],
    ['what is the date the day after tomorrow', 'That is Tuesday, November 24.'],
    ['what is the date next friday', /^That is Friday, (November 27|December 4)\.$/],
    ['what is the date in two weeks', 'That is Sunday, December 6.'],
    ['what day is december twenty fifth', 'That is Friday, December 25.'],
    ['what day of the week is christmas', 'Christmas is on Friday, December 25.'],
    ['what day is July 4th', 'That is Sunday, July 4, 2027.'],
    ["what's tomorrow's date", 'Tomorrow is Monday, November 23.'],
    ['what date is easter this year', 'Easter was on Sunday, April 5.'],
    ['what year is it', "It's 2026."],
    ['what month is it', "It's November."],
    ['what week is it', "It's week 47 of the year."],
    ['how many days are in february', 'February has 28 days this year.'],
  ],
  'days until': [
    ['how many days until christmas', 'Christmas is in 33 days, on Friday, December 25.'],
    ['How many days till Christmas?', 'Christmas is in 33 days, on Friday, December 25.'],
    ['how many days until tomorrow', 'Monday, November 23 is tomorrow.'],
    ['how many days are left until new years eve', "New Year's Eve is in 39 days, on Thursday, December 31."],
    ['how many days until thanksgiving', 'Thanksgiving is in 4 days, on Thursday, November 26.'],
    ['how many days until easter', 'Easter is in 126 days, on Sunday, March 28, 2027.'],
    ['how many weeks until christmas', 'Christmas is in 4 weeks and 5 days, on Friday, December 25.'],
    ['how long until halloween', 'Halloween is in 343 days, on Sunday, October 31, 2027.'],
    ['how many days until december first', 'Nine days until Tuesday, December 1.'],
    ['how many days until the third of may', '162 days until Monday, May 3, 2027.'],
    ['how many days until 2026-12-25?', '33 days until Friday, December 25.'],
    ['how many days until 12/25', '33 days until Friday, December 25.'],
    ['when is easter', 'Easter is on Sunday, March 28, 2027, in 126 days.'],
    ["when is mother's day", "Mother's Day is on Sunday, May 9, 2027, in 168 days."],
    ['how many days until my birthday', /^I don't know when that is/],
    ['how many days since christmas', 'Thursday, December 25, 2025 was 332 days ago.'],
    ['how long until the train leaves', /language model/],
  ],
  arithmetic: [
    ['what is twenty three times seventeen', '23 times 17 is 391.'],
    ['23*17', '23 times 17 is 391.'],
    ['23 x 17 =', '23 times 17 is 391.'],
    ["what's 23 × 17?", '23 times 17 is 391.'],
    ['what is two plus three times four', '2 plus 3 times 4 is 14.'],
    ['(2+3)*4', 'That is 20.'],
    ['2^10', '2 to the power of 10 is 1,024.'],
    ['what is three point five plus one point two five', '3.5 plus 1.25 is 4.75.'],
    ['what is minus five plus two', 'Minus 5 plus 2 is minus 3.'],
    ['-5 + 2', 'Minus 5 plus 2 is minus 3.'],
    ['5-8', '5 minus 8 is minus 3.'],
    ['what is ten divided by three', '10 divided by 3 is about 3.3333.'],
    ['10/4', '10 divided by 4 is 2.5.'],
    ['what is one divided by zero', 'Nothing can be divided by zero.'],
    ['how much is one hundred and five plus a thousand', '105 plus 1,000 is 1,105.'],
    ['1,000 + 5', '1,000 plus 5 is 1,005.'],
    ['0.1 + 0.2', '0.1 plus 0.2 is 0.3.'],
    ['what is the square root of one hundred forty four', 'The square root of 144 is 12.'],
    ['what is twelve squared', '12 squared is 144.'],
    ['what is half of ninety', 'Half of 90 is 45.'],
    ['what is a third of ninety', 'A third of 90 is 30.'],
    ['what is to plus two', '2 plus 2 is 4.'],
    ['calculate seven minus nine please', '7 minus 9 is minus 2.'],
    ['what is nine to the power of ninety nine', 'That number is too large for me to say.'],
    ['what is two million times three', '2,000,000 times 3 is 6,000,000.'],
    ['what is a million divided by seven', '1,000,000 divided by 7 is about 142,857.1429.'],
  ],
  percent: [
    ['what is twenty percent of eighty', '20 percent of 80 is 16.'],
    ["What's 20% of 80?", '20 percent of 80 is 16.'],
    ['20% of 80', '20 percent of 80 is 16.'],
    ["what's 20 percent of 80 dollars", '20 percent of 80 dollars is 16 dollars.'],
    ['add fifteen percent to two hundred', '200 plus 15 percent is 230.'],
    ['two hundred minus fifteen percent', '200 minus 15 percent is 170.'],
    ['20% off 80', '80 minus 20 percent is 64.'],
    ['what percent of eighty is twenty', '20 of 80 is 25 percent.'],
    ['20 is what percentage of 80', '20 of 80 is 25 percent.'],
    ['what is a fifteen percent tip on sixty dollars', 'The tip is 9 dollars, and 69 dollars in all.'],
  ],
  units: [
    ['how many kilometers are in ten miles', 'Ten miles is about 16.1 kilometers.'],
    ['10 miles in km?', 'Ten miles is about 16.1 kilometers.'],
    ['convert ten miles to kilometers', 'Ten miles is about 16.1 kilometers.'],
    ['how many feet are in a mile', 'One mile is 5,280 feet.'],
    ['how many ounces in a cup', /^One cup is (about )?8 fluid ounces\.$/],
    ['how many teaspoons are in a tablespoon', 'One tablespoon is 3 teaspoons.'],
    ['six foot two in cm', 'Six feet 2 is about 188 centimeters.'],
    ['5 feet 11 inches in cm', 'Five feet 11 is about 180.3 centimeters.'],
    ['5 ft in cm', 'Five feet is 152.4 centimeters.'],
    ['what is half a mile in meters', '0.5 miles is about 804.7 meters.'],
    ['how many pounds is seventy kilograms', '70 kilograms is about 154.3 pounds.'],
    ['how many minutes are in a day', 'One day is 1,440 minutes.'],
    ['how many megabytes are in two gigabytes', 'Two gigabytes is 2,000 megabytes.'],
    ['100 km/h in mph', '100 kilometers per hour is about 62.1 miles per hour.'],
    [
      'how many kilometers are in ten pounds',
      "I can't turn pounds into kilometers: one is a mass, the other a length.",
    ],
  ],
  temperature: [
    ['convert seventy degrees fahrenheit to celsius', '70 degrees Fahrenheit is about 21.1 degrees Celsius.'],
    ['70F in C', '70 degrees Fahrenheit is about 21.1 degrees Celsius.'],
    ['70°F to °C', '70 degrees Fahrenheit is about 21.1 degrees Celsius.'],
    ['what is minus forty celsius in fahrenheit', 'Minus 40 degrees Celsius is minus 40 degrees Fahrenheit.'],
    ['what is 100 degrees in celsius', '100 degrees Fahrenheit is about 37.8 degrees Celsius.'],
    ['what is zero kelvin in celsius', 'Zero kelvin is about minus 273.2 degrees Celsius.'],
    ['what is minus five hundred celsius in kelvin', 'Nothing can be that cold.'],
  ],
  timers: [
    ['set a timer for five minutes', 'Okay, 5 minutes, starting now.'],
    ['set a 5 min timer', 'Okay, 5 minutes, starting now.'],
    ['Set a 5-minute timer', 'Okay, 5 minutes, starting now.'],
    ['set a timer four five minutes', 'Okay, 5 minutes, starting now.'],
    ['could you set a timer for an hour and a half', 'Okay, 1 hour and 30 minutes, starting now.'],
    ['set a timer for half an hour', 'Okay, 30 minutes, starting now.'],
    ['set a timer for one minute and thirty seconds', 'Okay, 1 minute and 30 seconds, starting now.'],
    ['set a pasta timer for ten minutes', 'Okay, pasta timer, 10 minutes, starting now.'],
    ['set a ten minute pasta timer', 'Okay, pasta timer, 10 minutes, starting now.'],
    ['set a timer for ten minutes for the pasta', 'Okay, pasta timer, 10 minutes, starting now.'],
    ['remind me in ten minutes to call mom', "Okay, I'll remind you to call mom in 10 minutes."],
    ['remind me to call my mom in an hour', "Okay, I'll remind you to call your mom in 1 hour."],
    ['set a timer for five', /^For how long\?/],
    ['i need a timer for ten minutes', 'Okay, 10 minutes, starting now.'],
    ['set a twenty second timer', 'Okay, 20 seconds, starting now.'],
    ['set a timer for fifty hours', 'A timer can run from one second to 24 hours.'],
    ['cancel the timer', 'No timer is running.'],
    ['how much time is left', 'No timer is running.'],
    ['cancel all timers', 'No timer is running.'],
  ],
  geography: [
    ['what is the capital of france', 'The capital of France is Paris.'],
    ['capital of the netherlands', 'The capital of the Netherlands is Amsterdam.'],
    ["what's the capital of the USA?", 'The capital of the United States is Washington D.C.'],
    ['what is the capital of south korea', 'The capital of South Korea is Seoul.'],
    ['which country is ottawa the capital of', 'Ottawa is the capital of Canada.'],
    ['what currency do they use in japan', 'Japan uses the Japanese yen.'],
    ['what is the currency of switzerland', 'Switzerland uses the Swiss franc.'],
    ['what language do they speak in brazil', 'In Brazil people speak Portuguese.'],
    ['where is portugal', 'Portugal is in Southern Europe.'],
    ['what is the capital of atlantis', /language model/],
  ],
  chance: [
    ['flip a coin', /^(Heads|Tails)\.$/],
    ['roll a die', /^You rolled an? [1-6]\.$/],
    ['roll two dice', /^You rolled [1-6] and [1-6], \d+ in all\.$/],
    ['roll a d20', /^You rolled an? \d+\.$/],
    ['roll a d twenty', /^You rolled an? \d+\.$/],
    ['roll 2d6', /^You rolled [1-6] and [1-6], \d+ in all\.$/],
    ['roll 500 dice', 'I can roll one to 20 dice.'],
    ['pick a number between one and ten', /^\d+\.$/],
  ],
  spelling: [
    ['how do you spell courage', 'Courage is spelled C, O, U, R, A, G, E.'],
    ['Spell "rhythm"', 'Rhythm is spelled R, H, Y, T, H, M.'],
    ['could you spell the word friend for me', 'Friend is spelled F, R, I, E, N, D.'],
  ],
  conversation: [
    ['help', /^You can ask me for/],
    ['what can you do', /^You can ask me for/],
    ['stop', 'Okay.'],
    ['stop talking', 'Okay.'],
    ['please be quiet', 'Okay.'],
    ['repeat that', "I haven't said anything yet."],
    ['hello', 'Hello. What can I do for you?'],
    ['hey earshot', 'Hello. What can I do for you?'],
    ['hi there!', 'Hello. What can I do for you?'],
    ['thank you', "You're welcome."],
    ['how are you', /^I'm doing well/],
    ["what's your name?", /^I'm Earshot/],
    ['my name is anna', 'Nice to meet you, Anna.'],
    ['what is my name', "I don't know your name."],
    ['goodbye', 'Goodbye.'],
    ['tell me a joke', /[.?!]$/],
  ],
  'not yet': [
    ['what does the word courage mean', /^I have no dictionary.*Ollama/],
    ["what's the weather like in london", /weather/],
    ['who is the president of france', /language model.*Ollama/],
    ['why is the sky blue', /language model/],
    ['asdf qwer', /language model/],
    ['the', /language model/],
    ['', /language model/],
    ['?!…', /language model/],
    ['a'.repeat(5_000), /language model/],
    ['('.repeat(300), /language model/],
    ['what is constructor plus __proto__', /language model/],
    ['process.exit(1)', /language model/],
  ],
};

describe.each(Object.entries(CASES))('skill: %s', (_skill, rows) => {
  it.each(rows)('answers "%s" with %s', async (said, answer) => {
    if (typeof answer === 'string') expect(await ask(said)).toBe(answer);
    else expect(await ask(said)).toMatch(answer);
  });
});

describe('time in another place', () => {
  // 9:05 in the morning UTC
  const context = skillContext([], () => new Date(Date.UTC(2026, 10, 22, 9, 5)), 'UTC');
  it.each<Row>([
    ['what time is it in tokyo', /^It's 6:05 PM( on \w+)? in Tokyo\.$/],
    ['What time is it in London?', /^It's 9:05 AM( on \w+)? in London\.$/],
    ['time in new york', /^It's 4:05 AM( on \w+)? in New York\.$/],
    ['what is the time in japan', /^It's 6:05 PM( on \w+)? in Japan\.$/],
    ['what time is it in delhi right now', /^It's 2:35 PM( on \w+)? in New Delhi\.$/],
    ['what time is it in california', /^It's 1:05 AM( on \w+)? in California\.$/],
    ['what time is it in canada', /^It's 4:05 AM( on \w+)? in Ottawa, the capital of Canada\.$/],
    [
      'what time is it in the united states',
      /^It's 4:05 AM.* in Washington.*, the capital of the United States\.$/,
    ],
    ['what time is it in mexico city', /^It's 3:05 AM( on \w+)? in Mexico City\.$/],
    ['what time is it in utc', /^It's 9:05 AM( on \w+)? in UTC\.$/],
    ['what time is it in washington', /^It's 4:05 AM( on \w+)? in Washington, D\.C\.$/],
    ['what time is it in Dubai and London', "It's 1:05 PM in Dubai. It's 9:05 AM in London."],
    ['what time is it in Phoenix and in Denver', "It's 2:05 AM in Phoenix. It's 2:05 AM in Denver."],
    ["what's the time in India and Nepal", "It's 2:35 PM in India. It's 2:50 PM in Nepal."],
    ['what time is it in trinidad and tobago', "It's 5:05 AM in Trinidad and Tobago."],
    ['what day is it in Tokyo and Paris', /in Tokyo\. .* in Paris\.$/],
    ['what time is it in Dubai and Gondor', /^I don't know all of these places\./],
    ['what time is it in Dubai, London and Paris', /^I don't know all of these places\./],
    ['what time is it in narnia', /language model/],
    ['what time is it in narnia and gondor', /language model/],
    ['what time is it there', /^I don't know which place you mean\./],
    ["what's the date there", /^I don't know which place you mean\./],
    ['what day is it over there', /^I don't know which place you mean\./],
  ])('answers "%s"', async (said, answer) => {
    const told = await ask(said, context);
    if (typeof answer === 'string') expect(told).toBe(answer);
    else expect(told).toMatch(answer);
  });
});

describe('the recorded sentences', () => {
  const manifest = JSON.parse(readFileSync('fixtures/speech/manifest.json', 'utf8')) as {
    items: { text: string }[];
  };
  const texts = [...new Set(manifest.items.map(({ text }) => text))];

  it.each(texts)('"%s" has an answer of its own', async (text) => {
    expect((await answerTo(text))?.intent).not.toBe('not-understood');
  });
});

describe('certain answers, which go before a language model', () => {
  it.each([
    ['what is two plus two', true],
    ['set a timer for five minutes', true],
    ['hello', false],
    ['tell me a joke', false],
    ['why is the sky blue', undefined],
    ['summarize this page', true],
    ['define courage', undefined],
    ['asdf', undefined],
  ])('"%s": %s', async (said, certain) => {
    expect((await answerTo(said, skillContext(), true))?.certain).toBe(certain);
  });
});

describe('actions', () => {
  it.each([
    ['set a timer for five minutes', 2],
    ['remind me in five minutes to call mom', 2],
    ['cancel all timers', 0],
    ['cancel the timer', 0],
    ['delete my reminders', 1],
  ])('"%s" does nothing before it is run', async (said, timersAfter) => {
    const context = skillContext();
    context.timers.set(60_000);
    const answer = await answerTo(said, context, true);
    expect(context.timers.list()).toHaveLength(1);
    expect(answer).toMatchObject({ kind: 'action', certain: true });
    if (answer?.kind === 'action') await answer.run();
    expect(context.timers.list()).toHaveLength(timersAfter);
  });

  it('finds out that the timer has gone off in the meantime', async () => {
    const context = skillContext();
    const { id } = context.timers.set(60_000);
    const answer = await answerTo('cancel the timer', context);
    context.timers.cancel(id);
    expect(answer?.kind === 'action' && (await answer.run())).toBe('No timer is running.');
  });
});
