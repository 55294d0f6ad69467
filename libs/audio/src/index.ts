export * from './base64.js';
export * from './correlation.js';
export * from './pcm.js';
export * from './wav.js';
