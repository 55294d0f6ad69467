import type { BrowserCommand, Plan } from '../browser-command.js';

const THING =
  '(video|videos|music|song|audio|sound|sounds|movie|clip|film|podcast|track|playback|player|media|show|episode)';
const IT = `[(the|this|that|my)] ${THING} [(on|in) (this|the) (page|tab)]`;

/** Commands of what a page plays. What only the voice could mean, such as "faster", is not here. */
export const mediaCommands: readonly BrowserCommand[] = [
  media(
    'play',
    'Played it',
    ['play the (video|music)', 'resume the (video|music)'],
    [
      `(play|resume|continue|start|unpause) (the|this|that) ${THING} [(on|in) (this|the) (page|tab)]`,
      '(play|start) (video|playback)',
      '(unpause|resume playing|press play|play it|play that|resume it|unpause it|resume playback|hit play|start playing)',
      `turn (the|this) ${THING} [back] on`,
    ],
  ),
  // A separate intent, because more words mostly follow.
  { ...media('play', 'Played it', [], ['(play|resume)']), name: 'browser.media.play-more' },
  {
    ...media(
      'play',
      'Played it',
      [],
      ['(play|continue|resume) [some] music', '(play|resume) (spotify|youtube)'],
    ),
    name: 'browser.media.play-any',
    onPage: 'before',
    reason: undefined,
  },
  media(
    'pause',
    'Paused it',
    ['pause the (video|music)', 'stop the (video|music)'],
    [
      `(pause|stop|halt|freeze) [playing] ${IT}`,
      '(pause|stop) (it|playing|playback|playing it|playing that)',
      '(pause|stop) (spotify|youtube|netflix|soundcloud)',
      `turn (the|this) ${THING} off`,
      'press pause',
    ],
  ),
  media(
    'mute',
    'Muted it',
    ['mute the video'],
    [
      `(mute|silence|quiet) ${IT}`,
      '(mute|silence|quiet|shut up) [(this|the|that)] (tab|page|site|tabs)',
      '(mute|turn off) the (sound|audio|volume)',
      'mute it',
    ],
  ),
  media(
    'unmute',
    'Unmuted it',
    ['unmute the video'],
    [
      `unmute ${IT}`,
      'unmute [(this|the|that|it)] [(tab|page|site)]',
      '(unmute|turn on) the (sound|audio|volume)',
    ],
  ),
  media(
    'forward',
    'Skipped forward',
    ['fast forward'],
    [
      `(fast forward|skip forward|skip ahead|jump forward|jump ahead|seek forward) [(it|the video|a bit|a little|in the video)] [{rest}]`,
      'skip the (intro|recap)',
    ],
  ),
  media(
    'back',
    'Skipped back',
    ['rewind'],
    [
      '(rewind|skip back|skip backward|skip backwards|jump back|jump backward|seek back) [(it|the video|a bit|a little|in the video)] [{rest}]',
      `go back {count} seconds`,
    ],
  ),
  media(
    'faster',
    'Made it faster',
    [],
    [
      `(speed up|accelerate) (the|this) ${THING}`,
      `(play|make|run) (it|the video|this video|the (music|audio|podcast)|this) faster`,
    ],
  ),
  media(
    'slower',
    'Made it slower',
    [],
    [
      `(slow down|slow) (the|this) ${THING} [down]`,
      `(play|make|run) (it|the video|this video|the (music|audio|podcast)|this) slower`,
    ],
  ),
  {
    name: 'browser.media.leave-full-screen',
    tool: 'press_key',
    reason: 'click',
    templates: [],
    alsoUnderstood: ['(exit|leave|close|end|quit|stop|get out of) [the] (full screen|fullscreen) [mode]'],
    plan: () => (browser) => browser.act('Left full screen', 'press_key', { key: 'Escape' }),
  },
  media(
    'fullscreen',
    'Made it full screen',
    ['full screen'],
    [
      '(full screen|fullscreen)',
      '(make|put) (it|this|the video|this video) [(in|into|to)] (full screen|fullscreen)',
      '(go|enter|switch to|open) [(in|to|into)] (full screen|fullscreen) [mode]',
      '(full screen|fullscreen|maximize) (the|this) video',
    ],
  ),
];

function media(
  action: string,
  did: string,
  templates: readonly string[],
  alsoUnderstood: readonly string[],
): BrowserCommand {
  const plan = (): Plan => (browser) => browser.act(did, 'media', { action });
  return { name: `browser.media.${action}`, tool: 'media', reason: 'media', templates, alsoUnderstood, plan };
}
