import type { Intent } from '../engine/intent.js';

/** Questions about what the assistant does with the user's words, which only its maker knows. */
export const aboutItselfIntents: readonly Intent[] = [
  {
    name: 'about.recording',
    best: 'skill',
    templates: [],
    alsoSaid: ['do you record me'],
    alsoUnderstood: [
      '(are you|do you) (recording|record|taping|saving) (me|us|this|my voice|what i say|everything [i say])',
      '(are you recording|am i being recorded|are we being recorded|is this [being] recorded|is this call recorded)',
      'do you (keep|store|save) [(my|any|the)] (recordings|audio|voice)',
    ],
    answer: (_slots, { isRecorded }) =>
      isRecorded
        ? 'Yes: the audio of this call is kept for a while on the computer that I run on. Say "forget everything" to delete it.'
        : "I'm not recording this call: with the built-in parts your voice stays on this computer, and a vendor or server that you set up gets it.",
  },
  {
    name: 'about.conversations',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(do|will) you (keep|save|store|remember|log) (our|my|the|these|all|all our|all my) (conversation|conversations|chats|calls|questions|words)',
      '(are|is) (our|my|the|these|this) (conversation|conversations|chats|calls) (kept|saved|stored|logged|private)',
      'what do you (keep|store|save) [(about|of) me]',
    ],
    answer: (_slots, { isRecorded }) =>
      isRecorded
        ? 'The audio of this call is kept for a while on the computer that I run on, and so are your timers, alarms, notes and settings.'
        : 'I keep no conversations: only your timers, alarms, notes and settings stay on this computer after the call.',
  },
  {
    name: 'about.data',
    best: 'skill',
    templates: [],
    alsoSaid: ['(where does my data go|do you send my data anywhere|is this private)'],
    alsoUnderstood: [
      '(does|do|is|are|will) [any of] (my data|my voice|my words|what i say|anything|data|this|it|everything i say) (leave|leaving|stay on|staying on|sent from) (this|my|the) (computer|machine|laptop|device)',
      'where (do|does) (my words|my voice|my audio|what i say) go',
      'do you (send|share|upload|sell) (my (data|voice|words|audio)|what i say|anything) [(anywhere|to anyone|to the cloud|to the internet|to others)]',
      '(are you|is this|is it) (private|offline|secure|safe|in the cloud|local)',
      'do you (work|run) (offline|locally|in the cloud|without internet)',
    ],
    answer: () =>
      'With the built-in parts nothing leaves this computer but questions about the weather, if you allow them; a vendor or server that you set up gets your words.',
  },
  {
    name: 'about.hearing',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'who [else] (can hear|hears|is listening to|listens to|can listen to) (me|us|this|what i say)',
      '(is|can) (anyone|anybody|someone|somebody) [else] (listening|listen|hear me|hear us|hearing me|listening to me|listening to us|listen to me)',
    ],
    answer: () =>
      'With the built-in parts only this computer hears you; a vendor or server that you set up for speech recognition hears you, too.',
  },
  {
    name: 'about.listening',
    best: 'skill',
    templates: [],
    alsoSaid: ['are you always listening', '(are you listening all the time|do you always listen)'],
    answer: () => 'I listen only during a call, and not while the microphone is muted.',
  },
  {
    name: 'about.language',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(what|which) (language|languages) (do you|can you) (speak|know|understand|talk)',
      '(what|which) other languages (do you|can you) (speak|know|understand)',
      '[do you] [can you] (speak|understand|know) (english|french|german|spanish|italian|chinese|japanese|other languages|another language|any other language)',
    ],
    answer: () => 'My built-in parts speak and understand English only.',
  },
  {
    name: 'about.ability',
    best: 'skill',
    templates: [],
    // "Can you" before them counts as a courtesy.
    alsoUnderstood: [
      'set {what=timers|alarms|reminders}',
      '(take|keep|make) {what=notes}',
      '(tell|know|check) {what=the weather}',
      '(tell|know) {what=the time}',
      'do {what=math|maths|sums|arithmetic}',
      'convert {what=units}',
      '(are you able to|do you know how to) (set|take|make|do|convert|tell [me]) [(a|an|the)] {what=timer|timers|alarm|alarms|reminder|reminders|note|notes|math|units|weather}',
    ],
    answer({ what = '' }, { sentence }) {
      // "Tell the weather" without a question asks for it.
      if (!/\b(?:can|could|do|are) you\b/i.test(sentence)) return undefined;
      const [, example] = EXAMPLES.find(([about]) => about.test(what))!;
      return `Yes. Say for example: ${example}.`;
    },
  },
  {
    name: 'home',
    best: 'either',
    templates: [],
    alsoSaid: ['(where are you from|where do you live|where are you|where do you come from)'],
    answer: () =>
      'I live in your browser and on your computer. What leaves the computer depends on the providers that you set up.',
  },
];

const EXAMPLES: readonly (readonly [RegExp, string])[] = [
  [/timer/, 'set a timer for five minutes'],
  [/alarm/, 'wake me at 7 tomorrow'],
  [/reminder/, 'remind me in an hour to drink water'],
  [/note/, 'remember that my car is on level 3'],
  [/weather/, 'what is the weather in London'],
  [/time/, 'what time is it in Tokyo'],
  [/unit/, 'how many kilometers are ten miles'],
  [/./, 'what is 15 percent of 80'],
];
