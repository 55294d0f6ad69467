import { describe, expect, it } from 'vitest';
import { withoutCourtesies } from './courtesies.js';

describe(withoutCourtesies.name, () => {
  it.each([
    ['could you please roll a die for me', 'roll a die'],
    ['hey earshot what time is it right now', 'what time is it'],
    ['please tell me what time it is', 'what time it is'],
    ['would you mind scrolling down', 'scroll down'],
    ['do you mind going back please', 'go back'],
    ['would you mind pressing submit', 'press submit'],
    ['would you mind closing this tab', 'close this tab'],
    ['would you mind typing hello', 'type hello'],
    ['can we scroll down', 'scroll down'],
    ['could i please go back', 'go back'],
    ['can i use a microphone', 'can i use a microphone'],
    ['could i type faster', 'could i type faster'],
    ['can we go to the beach', 'can we go to the beach'],
    ['if you could click pricing', 'click pricing'],
    ['click pricing if you would', 'click pricing'],
    ['no click pricing', 'click pricing'],
    ['no wait sorry go back', 'go back'],
    ['you know what now go back', 'go back'],
    ['thanks now could you scroll down', 'scroll down'],
    ['1st scroll down', 'scroll down'],
    ['after that scroll down', 'scroll down'],
    ['no', 'no'],
    ['no problem', 'no problem'],
    ['wait for the results', 'wait for the results'],
    ['good morning', 'good morning'],
    ['next page', 'next page'],
    ['like', 'like'],
    ['thank you', 'thank you'],
    ['please', 'please'],
    ['can you hear me', 'can you hear me'],
    ['what can you do', 'what can you do'],
  ])('of "%s" is "%s"', (sentence, core) => expect(withoutCourtesies(sentence)).toBe(core));
});
