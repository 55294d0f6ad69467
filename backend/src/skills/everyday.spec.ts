import { describe, expect, it } from 'vitest';
import { ask } from './testing/ask.js';
import { skillContext } from './testing/skill-context.js';

type Row = readonly [said: string, answer: string | RegExp];

/** Everyday sentences, said on Sunday, November 22, 2026, at 9:05 in the morning. */
const SAID: Readonly<Record<string, readonly Row[]>> = {
  time: [
    ['got the time?', "It's 9:05 AM."],
    ['I was wondering what time it is', "It's 9:05 AM."],
    ['would you mind telling me the time', "It's 9:05 AM."],
  ],
  date: [
    ["what's the day after tomorrow", 'That is Tuesday, November 24.'],
    ["what's the week number", "It's week 47 of the year."],
    ['is today a weekday', 'No, today is Sunday.'],
    ['is it the weekend', 'Yes, today is Sunday.'],
    ['please could you possibly tell me the date today', 'Today is Sunday, November 22.'],
    ['what day is may the third', 'That is Monday, May 3, 2027.'],
    ['is 2028 a leap year', 'Yes, 2028 is a leap year.'],
    ['is this a leap year', 'No, 2026 is no leap year.'],
    ['what is 2026-02-30', /language model/],
    ['when is black friday', 'Black Friday is on Friday, November 27, in 5 days.'],
    ['when is Easter 2028', 'Easter is on Sunday, April 16, 2028.'],
    ['how many days in february', 'February has 28 days this year.'],
    ['how many days between January 1 and March 1', '59 days.'],
    ['how many weeks between October 1 and December 1', 'Eight weeks and 5 days.'],
    ['how long ago was Christmas', 'Thursday, December 25, 2025 was 332 days ago.'],
    ['how many weeks are left in the year', 'Five weeks and 4 days, not counting today.'],
    ['how many days are left in this month', 'Eight days, not counting today.'],
  ],
  'days until': [
    ['how many days until friday', 'Five days until Friday, November 27.'],
    ['how many days until may the third', '162 days until Monday, May 3, 2027.'],
    ['how many days until june the 5th', '195 days until Saturday, June 5, 2027.'],
    ['how many days until the 1st', 'Nine days until Tuesday, December 1.'],
    ['how many days until the thirty first', '39 days until Thursday, December 31.'],
    ['how many days until december 32', /language model/],
    ['days till halloween', 'Halloween is in 343 days, on Sunday, October 31, 2027.'],
    ['days to Christmas', 'Christmas is in 33 days, on Friday, December 25.'],
  ],
  arithmetic: [
    ['add 5 and 7', '5 plus 7 is 12.'],
    ['subtract 5 from 12', '12 minus 5 is 7.'],
    ['multiply 6 by 9', '6 times 9 is 54.'],
    ['divide 100 by 8', '100 divided by 8 is 12.5.'],
    ['what is the sum of 4 and 9', '4 plus 9 is 13.'],
    ['what is 3 over 4', '3 over 4 is 0.75.'],
    ["what's 5 - -3", '5 minus minus 3 is 8.'],
    ['what is 3 over 0', 'Nothing can be divided by zero.'],
    ['what percent of 0 is 5', "I can't express that as a percentage of zero."],
    ['one half plus one quarter', 'One half plus one quarter is 0.75.'],
    ['one half minus one half', 'One half minus one half is 0.'],
    ['two thirds of 90', 'Two thirds of 90 is 60.'],
    ["what's 1/3 of 90", '1 divided by 3 times 90 is 30.'],
    ['what is the square of 7', '7 squared is 49.'],
    ['2 to the 10th', '2 to the power of 10 is 1,024.'],
    ['Tell me what 12 times 12 is', '12 times 12 is 144.'],
    ["What's the answer to 12 times 12?", '12 times 12 is 144.'],
    ['how much does 5 plus 5 make', '5 plus 5 is 10.'],
    ['increase 200 by 15%', '200 plus 15 percent is 230.'],
  ],
  money: [
    ['$5 + $3', '5 dollars plus 3 dollars is 8 dollars.'],
    ['$10 / 4', '10 dollars divided by 4 is 2.50 dollars.'],
    ['how much is 15% off $80', '80 dollars minus 15 percent is 68 dollars.'],
    ['what is 15% of $84.20', '15 percent of 84.20 dollars is 12.63 dollars.'],
    ['$5 + 3 euros', /language model/],
  ],
  units: [
    ['5\'10" in cm', 'Five feet 10 is 177.8 centimeters.'],
    ['how tall is 6 feet in centimeters', 'Six feet is about 182.9 centimeters.'],
    ['how far is 10 miles in km', 'Ten miles is about 16.1 kilometers.'],
    ['how heavy is 150 pounds in kilos', '150 pounds is about 68 kilograms.'],
    ['how hot is 350 fahrenheit in celsius', '350 degrees Fahrenheit is about 176.7 degrees Celsius.'],
    ['1/2 cup in ml', '0.5 cups is about 118.3 milliliters.'],
    ["what's 32 in celsius", '32 degrees Fahrenheit is 0 degrees Celsius.'],
  ],
  timers: [
    ['start a countdown of 20 seconds', 'Okay, 20 seconds, starting now.'],
    ['egg timer 3 minutes', 'Okay, egg timer, 3 minutes, starting now.'],
    ['Set a 3-minute timer called eggs.', 'Okay, eggs timer, 3 minutes, starting now.'],
    ['remind me at 5pm to leave', "Okay, I'll remind you to leave at 5:00 PM."],
    ['how many timers are running', 'No timer is running.'],
    ['when will the laundry timer be done', 'No timer is running.'],
    ['remind me tomorrow to buy milk', "Okay, I'll remind you to buy milk at 9:00 AM tomorrow."],
    ['what are my reminders', 'No reminder is set.'],
  ],
  geography: [
    ['capital of Wales', 'The capital of Wales is Cardiff.'],
    ['where is Turkey', 'Turkey is in Western Asia.'],
    [
      'capital of the Congo',
      'The capital of the Democratic Republic of the Congo is Kinshasa. The capital of the Republic of the Congo is Brazzaville.',
    ],
    ['what is the capital of California', 'The capital of California is Sacramento.'],
    ['capital of New York state', 'The capital of New York is Albany.'],
    [
      'what is the capital of Georgia',
      'The capital of Georgia is Tbilisi. The capital of the state of Georgia is Atlanta.',
    ],
    ["what's france's capital", 'The capital of France is Paris.'],
    ['name the capital of Chile', 'The capital of Chile is Santiago.'],
    ['do you know what the capital of Norway is', 'The capital of Norway is Oslo.'],
    ['is Berlin the capital of Germany', 'Yes, Berlin is the capital of Germany.'],
    ['is Sydney the capital of Australia', 'No, the capital of Australia is Canberra.'],
    ['currency of the UK', 'The United Kingdom uses the British pound.'],
    ['currency of Germany', 'Germany uses the euro.'],
    ['what language do they speak in Austria', 'In Austria people speak German.'],
    ['which country has Lima as its capital', 'Lima is the capital of Peru.'],
    ['which currency does Canada have', 'Canada uses the Canadian dollar.'],
    [
      'what is the capital of France and Spain',
      'The capital of France is Paris. The capital of Spain is Madrid.',
    ],
    ['currency of India and Nepal', 'India uses the Indian rupee. Nepal uses the Nepalese rupee.'],
    ['currency of Bulgaria', 'Bulgaria uses the euro.'],
    ['what currency do they use in Croatia', 'Croatia uses the euro.'],
    ['what currency does Zimbabwe use', 'Zimbabwe uses the Zimbabwe Gold and United States dollar.'],
    ['what is the currency of Cuba', 'Cuba uses the Cuban peso.'],
    ['currency of Curaçao', 'Curaçao uses the Caribbean guilder.'],
    ['currency of Sint Maarten', 'Sint Maarten uses the Caribbean guilder.'],
    ['currency of Venezuela', 'Venezuela uses the Venezuelan bolívar.'],
    ['currency of Micronesia', 'Micronesia uses the United States dollar.'],
    ['currency of Greenland', 'Greenland uses the Danish krone.'],
  ],
  chance: [
    ['toss a coin three times', /^(?:Heads|Tails), (?:heads|tails) and (?:heads|tails)\.$/],
    ['roll the dice twice', /^You rolled [1-6] and [1-6], \d+ in all\.$/],
    ['random number between 5 and 5', '5.'],
    ['choose between pizza and pasta', /^(?:Pizza|Pasta)\.$/],
  ],
  'about itself': [
    ['help', /weather.*timers, alarms, reminders and notes/],
    ['are you recording me', /^I'm not recording this call.* vendor/],
    ['is this call recorded', /^I'm not recording this call.* vendor/],
    ['do you keep my conversations', /^I keep no conversations/],
    ['do you save our chats', /^I keep no conversations/],
    ['does my data leave this computer', /^With the built-in parts nothing leaves.* vendor/],
    ['are you private', /^With the built-in parts nothing leaves.* vendor/],
    ['do you send my voice to the cloud', /^With the built-in parts nothing leaves.* vendor/],
    ['who can hear me', /^With the built-in parts only this computer hears you.* vendor/],
    ['is anyone else listening', /^With the built-in parts only this computer hears you.* vendor/],
    ['what language do you speak', 'My built-in parts speak and understand English only.'],
    ['do you speak French', 'My built-in parts speak and understand English only.'],
    ['can you set timers', 'Yes. Say for example: set a timer for five minutes.'],
    ['can you set alarms', 'Yes. Say for example: wake me at 7 tomorrow.'],
    ['can you take notes?', 'Yes. Say for example: remember that my car is on level 3.'],
    ['can you tell the weather', 'Yes. Say for example: what is the weather in London.'],
    ['are you able to set a reminder', 'Yes. Say for example: remind me in an hour to drink water.'],
    ['can you set a timer for five minutes', 'Okay, 5 minutes, starting now.'],
  ],
  'small talk': [
    ['I need help', /^You can ask me for/],
    ['nice to meet you', 'Nice to meet you, too.'],
    ['thanks for your help', "You're welcome."],
    ['stop listening', /Mute/],
    ['can you hear me', 'Yes, I can hear you.'],
    ['are you there', "Yes, I'm here."],
    ["what's the meaning of life", /42/],
    ['so sorry', 'No problem.'],
    ['call me Bob', 'Nice to meet you, Bob.'],
    ['call me a taxi', /^I can't order/],
    ['call me later', /language model/],
    ['my name is tired', /language model/],
  ],
};

describe.each(Object.entries(SAID))('in everyday words: %s', (_about, rows) => {
  it.each(rows)('answers "%s" with %s', async (said, answer) => {
    if (typeof answer === 'string') expect(await ask(said)).toBe(answer);
    else expect(await ask(said)).toMatch(answer);
  });
});

it.each([
  ['are you recording me', /^Yes: the audio of this call is kept .* "forget everything"/],
  ['do you keep our conversations', /^The audio of this call is kept/],
])('answers "%s" truly in a call that is recorded', async (said, answer) => {
  expect(await ask(said, { ...skillContext(), isRecorded: true })).toMatch(answer);
});

it.each([
  "I'd like to know what time it is in Tokyo",
  'local time in Tokyo',
  'what time is it over in Tokyo',
])('tells the time elsewhere: "%s"', async (said) => {
  const context = skillContext([], () => new Date(Date.UTC(2026, 10, 22, 9, 5)));
  expect(await ask(said, context)).toMatch(/^It's 6:05 PM(?: on \w+)? in Tokyo\.$/);
});
