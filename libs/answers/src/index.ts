export { answerIn, answerWordsOf, asksForAlways, isOnlyNo, type Answer, type AnswerFacts } from './answer.js';
export { ENGLISH_ANSWERS, type AnswerWords } from './answer-words.js';
