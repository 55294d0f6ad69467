import { describe, expect, it } from 'vitest';
import { answerIn, asksForAlways, isOnlyNo, type Answer } from './index.js';

const QUESTION = 'Send the form "Order" with "Buy now" on shop.example: "Name: Ann"? Yes or no?';

/** To a question that the user has heard. */
const HEARD: Record<Answer, string[]> = {
  yes: [
    ...['yes', 'Yes.', 'YES!', 'yeah', 'yep', 'yup', 'yea', 'yes yes', 'yes, yes, yes', 'um, yes', 'oh yes'],
    ...[
      'yes please',
      'yes, please do',
      'please do',
      'yes thanks',
      'yes thank you',
      'yes go ahead',
      'go ahead',
    ],
    ...['go ahead please', 'do it', 'yes do it', 'okay do it', 'okay', 'ok', 'OK.', 'sure', 'sure thing'],
    ...[
      'sure, go ahead',
      'of course',
      'absolutely',
      'definitely',
      'certainly',
      'correct',
      'exactly',
      'confirm',
    ],
    ...['i agree', 'yes i agree', 'yes i am sure', 'yes of course', 'yes send it', 'yes send the form'],
    ...[
      'okay send the form',
      'please send it',
      'yes submit it',
      'yes open it',
      'all right',
      'alright',
      'fine',
    ],
    ...['by all means', 'go for it', 'affirmative', 'yep do that', 'yeah sure', 'so yes', 'yes as always'],
    ...['yes it is', 'yes sir', 'yes indeed', 'oh yes', 'yes that one', 'yes thank you very much'],
    ...['yes that is right', 'yes the order please', 'always', 'yes always', 'always on this site'],
  ],
  always: [],
  no: [
    ...['no', 'No.', 'nope', 'nah', 'no no', 'no thanks', 'no thank you', 'oh no', 'um no', 'stop', 'wait'],
    ...['wait a minute', 'hold on', 'hang on', 'hold it', 'not yet', 'not now', 'not so fast', 'never'],
    ...['never mind', 'cancel', 'cancel that', 'abort', "don't", 'don’t do it', 'do not', 'please don t'],
    ...[
      "please don't",
      'I do not want that',
      "you shouldn't",
      "I won't",
      'rather not',
      'forget it',
      'leave it',
    ],
    ...['skip it', 'absolutely not', 'definitely not', 'of course not', 'not really', "I'm not sure"],
    ...['yes, no', 'yes no wait', 'no, yes', 'yeah no', "Okay, wait, don't run that", 'yes but stop'],
    ...['yes, on second thought no', 'she said no', 'okay hold on', 'yes wait', 'sure, not now', 'always no'],
    ...['know', 'oh know', 'know thanks', 'nein', 'niet', 'no, open the other one', "yes don't"],
    ...['yes and then stop', "i don't know", 'no problem', 'not', 'yes or no no', 'absolutely never'],
  ],
  other: [
    ...['', '…', 'mhm', 'uh huh', 'right', 'yeah right', 'great', 'cool', 'please', 'hmm', 'um', 'i see'],
    ...['I know', 'you know what', 'okay thanks', 'okay thank you', 'okay i see', 'okay right'],
    ...['yes?', 'yes or no', 'yes or no?', 'or no', 'press yes', 'yes or no yes', 'say yes or no'],
    ...[
      'yes but',
      'yes but change the name',
      'yes if it is cheap',
      'yes unless it rains',
      'yes maybe',
      'maybe',
    ],
    ...[
      'yes later',
      'yes, first read it to me',
      'yes, actually the other one',
      'okay before that scroll down',
    ],
    ...['yes what is the price', 'yes why', 'yes how much is it', 'yes which one is it', 'is it safe', 'why'],
    ...["what's the total", 'yes is it safe', 'yes can you read it again', 'yes do you know the price'],
    ...['yes should i', 'she said yes', 'yes she said', 'yes he always does', 'the answer is yes', 'say yes'],
    ...[
      'i said yes yesterday',
      'my mom says yes',
      'i think yes',
      'I guess yes',
      'yes I guess',
      'yes I think so',
    ],
    ...[
      'well yes',
      'not yesterday',
      'yesterday',
      'yesterday evening',
      'guess',
      'yet',
      'chess',
      'yes man said',
    ],
    ...['okay open the news', 'okay scroll down', 'sure show me the others', 'alright go back', 'ok google'],
    ...['yes open the news', 'yes play some music', 'yeah tell me about the weather', 'yes delete it'],
    ...[
      'please delete it',
      'yes remove the first line',
      'yes and buy another one',
      'yes also send the second',
    ],
    ...['yes I would like to send this form to the shop now', 'yes yes yes yes yes yes yes yes yes'],
    // To someone at the door, or on the phone.
    ...[
      'yes hello',
      'yes speaking',
      "yes I'm here",
      "yes I'm listening",
      'yes come in',
      'okay bye',
      'yes mom',
    ],
    ...['oui', 'ja', 'si', 'da', 'hai', 'ja bitte', 'sí', 'да', 'go', 'ahead', 'do', 'do this', 'it'],
    ...[
      'scroll down',
      'what time is it',
      'open the news',
      'always ask me',
      'you always ask',
      'yes, always ask',
    ],
    ...[
      'yes hear that',
      'yes keep it',
      'yes save it',
      'yes stay',
      'yes sometimes',
      'yes yesterday',
      'do it yourself',
      'yes yes I know',
      'yes man',
      'okay okay open a tab',
      'fine weather today',
      'sure is warm',
      'correct me',
      'exactly how',
    ],
  ],
};

const TABLE = Object.entries(HEARD).flatMap(([answer, texts]) =>
  texts.map((text) => [answer as Answer, text] as const),
);

describe(answerIn.name, () => {
  it('has a large table', () => expect(TABLE.length).toBeGreaterThan(200));

  it.each(TABLE)('is "%s" for "%s"', (answer, text) => {
    expect(answerIn(text, { wasAskedBefore: true, question: QUESTION })).toBe(answer);
  });

  it.each(TABLE)('takes of what was said too early only a no (%s): "%s"', (answer, text) => {
    const early = answerIn(text, { wasAskedBefore: false, mayRemember: true, question: QUESTION });
    expect(early).toBe(answer === 'no' ? 'no' : 'other');
  });

  it.each(TABLE)('takes of what is not sure only a no (%s): "%s"', (answer, text) => {
    const unsure = answerIn(text, { wasAskedBefore: true, isUncertain: true, question: QUESTION });
    expect(unsure).toBe(answer === 'no' ? 'no' : 'other');
  });

  it.each<[string, Answer]>([
    ['always', 'always'],
    ['Always on this site.', 'always'],
    ['yes always', 'always'],
    ['yes, every time', 'always'],
    ['always allow this', 'always'],
    ['okay always', 'always'],
    ['yes', 'yes'],
    ['yes as always', 'yes'],
    ['not always', 'no'],
    ['yes but not always', 'no'],
    ['always never', 'no'],
    ['do you always ask', 'other'],
    ['why always', 'other'],
    ['always open the news', 'other'],
    ['always?', 'other'],
  ])('where it may be remembered, "%s" is "%s"', (text, answer) => {
    expect(answerIn(text, { wasAskedBefore: true, mayRemember: true, question: QUESTION })).toBe(answer);
  });

  it.each<[string, Answer]>([
    ['y', 'yes'],
    ['n', 'no'],
    ['Y', 'yes'],
    ['ok', 'yes'],
    ['yes, but why', 'other'],
  ])('takes the typed "%s" as "%s"', (text, answer) => {
    expect(answerIn(text, { wasAskedBefore: true, isTyped: true })).toBe(answer);
  });

  it('lets what a page says widen nothing', () => {
    const question = 'Send the form "okay open the news" on open.the.news?';
    expect(answerIn('okay open the news', { wasAskedBefore: true, question })).toBe('other');
  });

  it.each<[string, string, Answer]>([
    ['yes delete it', 'Click the button "Delete"?', 'other'],
    ['yes delete it', 'Delete the file?', 'yes'],
    ['yes close the tabs', 'Close 4 tabs?', 'yes'],
    ['okay close them', 'Close 4 tabs?', 'yes'],
    ['okay close them', 'Send the form?', 'other'],
  ])('"%s" to "%s" is "%s"', (text, question, answer) => {
    expect(answerIn(text, { wasAskedBefore: true, question })).toBe(answer);
  });
});

describe(isOnlyNo.name, () => {
  it.each([
    'no',
    'no thanks',
    'stop',
    'no, wait, don’t',
    'never mind',
    'know',
    'n',
    'hold on a second',
    'not now',
  ])('is true for "%s"', (text) => expect(isOnlyNo(text)).toBe(true));

  it.each([
    'no, open the other one',
    'stop and scroll down',
    "don't send it, change the name",
    'no, scroll down',
  ])('is false for "%s"', (text) => expect(isOnlyNo(text)).toBe(false));
});

describe(asksForAlways.name, () => {
  it('hears it anywhere', () => {
    expect(['yes always', 'always', 'yes', 'no'].map((text) => asksForAlways(text))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
