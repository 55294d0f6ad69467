export * from './answer-messages.js';
export * from './auth.js';
export * from './constants.js';
export * from './messages.js';
export * from './parse.js';
export * from './tool-messages.js';
