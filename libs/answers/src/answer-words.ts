/** The words of one language that answer a question of yes or no, in lower case, without punctuation and apostrophes. */
export interface AnswerWords {
  /** They say yes and nothing else. Phrases of several words, too. */
  yes: readonly string[];
  /** They say yes, and also "I have heard" or "now to something else": less may follow than after a sure yes. */
  weakYes: readonly string[];
  /** They ask never to be asked again. */
  always: readonly string[];
  /** They are a no wherever they stand. */
  no: readonly string[];
  /** They are a no only as the whole answer: recognisers hear them for "no". */
  noAlone: readonly string[];
  /** Said around a no that is only a no. */
  noCourtesies: readonly string[];
  /** Sounds before an answer. */
  fillers: readonly string[];
  /** Said after any yes without changing it. What no list has is another wish. */
  confirming: readonly string[];
  /** They hold a yes off, or report what another one said. */
  holdOff: readonly string[];
  /** They make a question of what follows a yes. */
  asking: readonly string[];
  /** Said only after a sure yes without changing it. */
  agreeing: readonly string[];
  /** Verbs of what is asked about, after a sure yes and before one of `objects`: "yes, submit it". */
  acts: readonly string[];
  objects: readonly string[];
  /** The choice that a question names: its echo answers nothing. */
  choices: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

export const ENGLISH_ANSWERS: AnswerWords = {
  yes: [
    ...words('yes yeah yep yup yea yeh affirmative absolutely definitely certainly confirm'),
    ...words('confirmed agreed approve approved'),
    ...['go ahead', 'do it', 'do that', 'please do', 'yes please', 'go for it', 'of course', 'by all means'],
    ...['i agree', 'i confirm', 'i approve'],
  ],

  weakYes: [...words('ok okay sure alright fine please correct exactly'), 'all right'],

  always: ['always', 'every time'],

  no: [
    ...words(
      'no nope nah naw nay noo nooo stop wait dont never nevermind cancel abort halt negative decline',
    ),
    ...words('deny reject refuse shouldnt mustnt wont wouldnt'),
    ...[
      'do not',
      'don t',
      'hold on',
      'hang on',
      'hold it',
      'hold up',
      'not yet',
      'not now',
      'not that',
      'not this',
    ],
    ...[
      'never mind',
      'not so fast',
      'not really',
      'not sure',
      'not today',
      'not always',
      'rather not',
      'better not',
    ],
    ...['forget it', 'forget that', 'leave it', 'should not', 'must not', 'would not', 'will not', 'id not'],
    ...['not right now', 'absolutely not', 'definitely not', 'certainly not', 'of course not', 'please not'],
    ...['skip it', 'skip that', 'skip this', 'no thanks', 'drop it'],
    // Those of other languages: a no too much does no harm.
    ...words('nein nicht nej nie nee nao niet нет nem ikke'),
  ],

  noAlone: [
    ...words('know knows noh not non enough skip'),
    ...['oh know', 'know know', 'know thanks', 'know thank you'],
  ],

  noCourtesies: words(
    'oh thanks thank you please it that this do so the a i sorry mind on up now yet really right again just me you ' +
      'want to not know ok okay well um uh earshot hey dear god way chance course absolutely definitely certainly ' +
      'second minute moment one sec rather better id',
  ),

  fillers: words('um uh erm er hm hmm ah oh mm so earshot'),

  confirming: words(
    'please you can may it that this them these one the a for now just do go ahead of course thing i am im want ' +
      'to agree confirm approve lets let us sure fine correct absolutely definitely certainly exactly very much all ' +
      'on here site page websites website always every time allow from',
  ),

  holdOff: [
    ...words(
      'but first before actually unless if maybe perhaps probably later after until till then instead',
    ),
    ...words(
      'rather except without only though although however tomorrow soon minute second moment sec sorry',
    ),
    ...words(
      'oops almost nearly guess suppose think wonder might could would should hesitate unsure change edit',
    ),
    ...words('and also plus or not cant cannot isnt doesnt didnt arent wasnt nothing none neither nobody'),
    ...words(
      'said says say saying told tells asked asks asking ask word quote quotes wrote written spell he she',
    ),
    ...words(
      'they his her their him someone people mom dad when once while because since wrong mistake other',
    ),
    ...words('another different again back undo slow slower careful depends unclear hear heard repeat'),
    ...[
      'kind of',
      'sort of',
      'yeah right',
      'ok right',
      'hang about',
      'let me see',
      'let me think',
      'let me check',
      'im here',
      'i am here',
    ],
  ],

  asking: [
    ...words('what whats why which how hows who whos whose where wheres when whens whom'),
    ...[
      'is it',
      'is that',
      'is this',
      'is there',
      'are you',
      'are there',
      'can you',
      'could you',
      'would you',
    ],
    ...['will you', 'will it', 'will that', 'do you', 'do i', 'does it', 'does that', 'did you', 'did i'],
    ...[
      'can i',
      'could i',
      'should i',
      'shall i',
      'may i',
      'have you',
      'has it',
      'am i',
      'isnt it',
      'isnt that',
    ],
  ],

  agreeing: words('as is its thanks thank right indeed sir maam'),

  acts: words('send submit open press click order'),

  objects: words('it that this them these please now'),

  choices: ['yes or no', 'yes no or always', 'or no', 'press yes', 'yes or'],
};
