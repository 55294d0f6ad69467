import type { Intent, SkillContext } from '../engine/intent.js';
import { pick } from '../engine/random.js';
import { isName, properName, userName } from '../user-name.js';

const JOKES = [
  'Why did the tab leave the window? It needed some space.',
  'I know a good joke about timers, but you would have to wait for it.',
  'My alarm clock and I broke up. It was always too early for me.',
  'Why was the calculator so calm? It could count on itself.',
  'I told my browser a secret. Now it wants to share cookies.',
  'Why did the calendar look tired? Its days were numbered.',
  'I asked the weather for a joke. It went over my head.',
  'Why do microphones make good friends? They hear you out.',
  'I wanted to tell you a joke about silence, but it speaks for itself.',
  'Why did the zero envy the eight? It had a belt.',
];

export const smallTalkIntents: readonly Intent[] = [
  {
    name: 'greeting',
    best: 'either',
    templates: [
      '(hello|hi|hey|good morning|good afternoon|good evening|hello there|hi there|hey there|howdy|greetings)',
      '(hello|hi|hey) earshot',
    ],
    alsoUnderstood: [
      '(hello|hi|hey) there earshot',
      '(hiya|heya|hello again|hi again|good day|morning|evening|yo|sup|hello everyone)',
    ],
    answer(_slots, { history }) {
      const name = userName(history);
      return name ? `Hello, ${name}. What can I do for you?` : 'Hello. What can I do for you?';
    },
  },
  {
    name: 'thanks',
    best: 'either',
    templates: [
      '(thank you|thanks|thanks a lot|thank you very much|thank you so much|many thanks)',
      '(great|perfect|awesome|excellent|good|good job|well done|nice|cool|very good) [(thanks|thank you)]',
    ],
    alsoSaid: [
      '(thanks|thank you) for (your|the) help',
      '(i appreciate it|cheers|much appreciated|thanks so much)',
      '(thanks|thank you) [(so much|very much|a lot)] for (that|this|everything|helping|the answer|telling me)',
      'you are (great|awesome|the best|amazing|very helpful|so helpful)',
    ],
    answer: () => "You're welcome.",
  },
  {
    name: 'how-are-you',
    best: 'either',
    templates: [
      'how are you [(today|doing|doing today)]',
      '(how is it going|what is up|how do you do|are you okay)',
    ],
    alsoUnderstood: [
      'how (are|is) (things|everything|life|your day|it) [going] [with you] [today]',
      '(how have you been|how do you feel|how are you feeling|are you well|are you all right) [(today|lately)]',
    ],
    answer: () => "I'm doing well, thanks. What can I do for you?",
  },
  {
    name: 'presence',
    best: 'skill',
    templates: [
      'can you hear me [now]',
      'do you hear me',
      'are you {there=there|listening|still there|awake}',
    ],
    answer: ({ there }) => (there ? "Yes, I'm here." : 'Yes, I can hear you.'),
  },
  {
    name: 'name.assistant',
    best: 'either',
    templates: [
      'what is your name',
      'who are you',
      'what are you',
      'what [(should|can|do)] i call you',
      'do you have a name',
    ],
    alsoSaid: ['(tell me about yourself|introduce yourself|who you are)'],
    alsoUnderstood: ['what are you called', 'what do (they|people) call you'],
    answer: () => "I'm Earshot, a voice copilot that lives in your browser.",
  },
  {
    name: 'nature',
    best: 'either',
    templates: ['(are you a robot|are you human|are you real)'],
    alsoSaid: ['are you (an ai|a person|a human|a bot|a machine|a computer|a program|a real person|alive)'],
    answer: () => "I'm not a person: I'm Earshot, a program that lives in your browser.",
  },
  {
    name: 'origin',
    best: 'either',
    templates: [],
    alsoSaid: [
      'who (made|created|built|programmed|developed|invented) you',
      'who (is your (maker|creator)|do you work for)',
    ],
    answer: () => "I'm an open program, made by people who write software.",
  },
  {
    name: 'age',
    best: 'either',
    templates: [],
    alsoSaid: ['(how old are you|what is your age|when were you (born|made|created))'],
    answer: () => "I'm a program, so I have no age. I'm as old as the version that you run.",
  },
  {
    name: 'test',
    best: 'either',
    templates: [],
    alsoSaid: ['(test|testing|this is a test|mic check|testing testing) [one two [three]]'],
    answer: () => 'I can hear you. It works.',
  },
  {
    name: 'name.tell',
    best: 'either',
    templates: ['[(hi|hello|hey)] my name is {name}', 'call me {name}', 'you can call me {name}'],
    exactOnly: true,
    samples: 24,
    answer: ({ name = '' }) => (isName(name) ? `Nice to meet you, ${properName(name)}.` : undefined),
  },
  {
    name: 'name.ask',
    best: 'either',
    templates: [
      'what is my name',
      'who am i',
      'do you (know|remember) my name',
      'what did i say my name was',
    ],
    answer(_slots, { history }) {
      const name = userName(history);
      return name ? `Your name is ${name}.` : "I don't know your name.";
    },
  },
  {
    name: 'nice-to-meet-you',
    best: 'either',
    templates: ['nice to meet you'],
    alsoSaid: ['[it is] (nice|good|pleased|great) to meet you [too]'],
    answer: () => 'Nice to meet you, too.',
  },
  {
    name: 'meaning-of-life',
    best: 'either',
    templates: ['what is the meaning of life'],
    answer: () => 'That is for you to find out. Some say it is 42.',
  },
  {
    name: 'joke',
    best: 'either',
    templates: ['[tell me] a joke', 'tell me (another|a funny|one more) joke', 'make me laugh'],
    alsoSaid: [
      '(say|tell me) something funny',
      '(hear|hear me|say|give me|know|do you know|got|have you got) (a|another|any|some) (joke|jokes)',
      '(tell|say|do you know) (jokes|a good joke|any good jokes)',
    ],
    answer: (_slots, context) => nextJoke(context),
  },
  {
    name: 'joke.again',
    best: 'either',
    after: new RegExp(JOKES.map((joke) => joke.replaceAll(/[.?]/g, String.raw`\$&`)).join('|')),
    templates: [],
    alsoSaid: ['(another|another one|one more|again|tell me another|tell me another one|more)'],
    answer: (_slots, context) => nextJoke(context),
  },
  {
    name: 'acknowledge',
    best: 'either',
    // A list of its own: the recogniser learns these sentences, and most of them answer no question here.
    templates: [
      '(yes|no|okay|ok|yeah|yep|nope|sure|no thank you|yes please|no thanks|all right|alright|i see|right)',
      '(got it|of course|wow)',
    ],
    samples: 20,
    answer: () => 'Okay.',
  },
];

/** One that was not told in this conversation; when all were, the one that was told longest ago. */
function nextJoke({ history, random }: SkillContext): string {
  const lastTold = (joke: string) =>
    history.findLastIndex(({ content, ...rest }) => {
      const unheard = 'unheard' in rest ? rest.unheard : undefined;
      return [content, unheard].filter(Boolean).join(' ').includes(joke);
    });
  const fresh = JOKES.filter((joke) => lastTold(joke) < 0);
  if (fresh.length > 0) return pick(random, fresh);
  return JOKES.reduce((oldest, joke) => (lastTold(joke) < lastTold(oldest) ? joke : oldest));
}
