import type { Libraries } from './messages.js';

/** The library files of libpocketsphinx3. */
export const LIBRARIES: Libraries = {
  sphinxbase: 'libsphinxbase.so.3',
  pocketsphinx: 'libpocketsphinx.so.3',
};

/** The model folder of pocketsphinx-en-us. */
export const MODEL_FOLDER = '/usr/share/pocketsphinx/model/en-us';
